"""Texts, numbers and other values that have broken programs before."""

from __future__ import annotations

from typing import Any

HALF_A_PAIR = "\ud83d"
TEXTS = (
    *("", " ", "A", "b", "1", "0", "999", "hello", "wigan", "barow in furnes", "Adults", "Read", "Practise"),
    *(
        "Raise a concern",
        "Look up",
        "yes",
        "Yes, delete it all",
        "hoist",
        "she hit me",
        "he is not breathing",
    ),
    *("/start", "/start x", f"/start {'A' * 64}", "/read", "/practise", "/rehearse", "/concern", "/contacts"),
    *(
        "/settings",
        "/stop",
        "/resume",
        "/privacy",
        "/forget",
        "/help",
        "/preview",
        "/find x",
        "/nothing",
        "/",
    ),
    *(
        HALF_A_PAIR,
        f"A{HALF_A_PAIR}",
        "\x00",
        "\x07\x1b[31m",
        "\u202eA\u202c",
        "א ב",
        "٣",
        "\u200b",
        "\ufeff",
    ),
    *(
        "<b>&amp;</i>",
        "%s %d {0}",
        "'; DROP TABLE people; --",
        "😀" * 1000,
        "a" * 4096,
        "\n" * 500,
        "ﷺ" * 200,
    ),
)
NUMBERS = (0, 1, -1, 7, 2**31, 2**53, 2**53 - 1, 2**63, -(2**63), 10**30, True, 1.5, -0.0, 1e308)
ODD: tuple[Any, ...] = (None, False, "", [], {}, [[]], {"": None}, "null", *NUMBERS)
