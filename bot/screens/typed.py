"""Which button somebody means who types instead of tapping: letter, place, first word, or all of the label."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screens.screen import Button


def meant(text: str, buttons: Sequence[Button]) -> Button | None:
    """The one button that `text` names, or None if it names none, or more than one."""
    said = normal(text)
    if not said:
        return None
    for names in (_whole, _first_word, _place):
        found = [button for place, button in enumerate(buttons) if said in names(place, button)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def normal(text: str) -> str:
    """`text` without capitals, accents, signs and spare spaces, so that what looks alike is alike."""
    # Twice, because some signs spread into capitals: the letters of mathematics, and those for a telephone.
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    spread = spread.replace("ł", "l")  # a letter of its own, which many phones in England cannot type
    kept = "".join(sign if sign.isalnum() else " " for sign in spread if not unicodedata.combining(sign))
    return " ".join(kept.split())


@lru_cache(maxsize=4096)
def normal_label(label: str) -> str:
    """The same of our own words: a typed town is compared with a thousand labels of buttons.

    They are remembered. So it must never be asked of what somebody typed, which is to be forgotten.
    """
    return normal(label)


def _whole(_at: int, button: Button) -> set[str]:
    return {normal_label(button.label), *map(normal_label, button.typed)}


def _first_word(_at: int, button: Button) -> set[str]:
    return set(normal_label(button.label).split()[:1])


def _place(place: int, _button: Button) -> set[str]:
    return {str(place + 1)}
