"""What a manager types: which numbers do for a lead."""

from __future__ import annotations

import pytest

from bot.handlers.team_questions import as_dialled


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("01204337777", "01204 337777"),
        ("+44 1204 337777", "01204 337777"),
        (" (0161) 496-0000 ", "0161 496 0000"),
        ("07400 123456", "07400 123456"),
        ("0300 123 1231", "0300 123 1231"),
    ],
)
def test_a_number_is_kept_as_one_dials_it(typed: str, dialled: str) -> None:
    assert dialled == as_dialled(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "999",
        "12345",
        "rowan",
        "0909 879 0000",
        "+33 1 42 68 53 00",
        "01204 3377",
        "\u0660\u0661\u0662",
        "0" * 90,
    ],
)
def test_what_is_no_number_of_the_uk_or_costs_extra_is_not_taken(typed: str) -> None:
    assert None is as_dialled(typed)
