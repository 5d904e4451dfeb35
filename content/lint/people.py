"""Who is named in the stories, so that a name is not used up.

It only counts names. Which heritage, gender or role a name stands for, and whether those who act well and those
who slip are fairly mixed, is left to human readers: a program that sorts people by their names would often err.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.lint.items import Placed
    from content.lint.words import WordLists
    from content.models import Scenario

CARDS_A_NAME = 2
# A word with a capital that does not begin a sentence or what somebody says.
_INSIDE = re.compile(r"(?<=[a-z,;:] )[A-Z][a-zà-ÿ'’-]{2,}\b")


def names(cards: Sequence[Placed[Scenario]], words: WordLists) -> dict[str, list[Placed[Scenario]]]:
    """Each name, with the cards whose situation has it."""
    met: dict[str, list[Placed[Scenario]]] = {}
    for card in cards:
        for name in sorted(_named(card.item.situation) - set(words.not_names)):
            met.setdefault(name, []).append(card)
    return met


def _named(text: str) -> set[str]:
    return {re.sub(r"['’]s$", "", word) for word in _INSIDE.findall(text)}
