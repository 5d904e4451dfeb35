"""Whether a reader could guess the strong option without reading: how often a blind habit would win.

Each habit picks an option of every card by its look alone. Where several options look the same to it, it picks
one of them at random, so it wins a share. A good pack lets every habit win about as often as chance does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.lint.words import found
from content.models import Option, Rating, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from content.lint.words import WordLists

    Look = Callable[[Scenario, Option], float]

# How far from chance a habit may be, in points of a hundred.
CUE_POINTS = 8.0


@dataclass(frozen=True)
class Cue:
    """A habit: in how many of a hundred cards it wins, and in how many chance would."""

    habit: str
    wins: float
    chance: float

    @property
    def gives_away(self) -> bool:
        """Whether the habit wins, or loses, far more often than chance."""
        return abs(self.wins - self.chance) > CUE_POINTS


def cues(cards: Sequence[Scenario], words: WordLists) -> tuple[Cue, ...]:
    """How each habit would do over these cards. None for no cards."""
    if not cards:
        return ()
    chance = 100 * sum(1 / len(card.options) for card in cards) / len(cards)
    return tuple(
        Cue(habit, round(100 * sum(_wins(card, look) for card in cards) / len(cards), 1), round(chance, 1))
        for habit, look in _habits(words)
    )


def _habits(words: WordLists) -> tuple[tuple[str, Look], ...]:
    """Each habit picks the option that looks most to it."""
    return (
        ("longest", lambda _card, option: len(option.text)),
        ("shortest", lambda _card, option: -len(option.text)),
        ("middle length", lambda card, option: -abs(len(option.text) - _middle(card))),
        ("most polite", lambda _card, option: len(found(words.polite, option.text))),
        *((f"always {key}", _letter(key)) for key in "abc"),
    )


def _letter(key: str) -> Look:
    return lambda _card, option: float(option.key == key)


def _middle(card: Scenario) -> float:
    """The middle of the lengths of a card's options."""
    lengths = sorted(len(option.text) for option in card.options)
    half = len(lengths) // 2
    return lengths[half] if len(lengths) % 2 else (lengths[half - 1] + lengths[half]) / 2


def _wins(card: Scenario, look: Look) -> float:
    """The share of tries in which picking what looks most is picking the strong option."""
    looks = [look(card, option) for option in card.options]
    most = max(looks)
    picked = [option for option, seen in zip(card.options, looks, strict=True) if seen == most]
    return sum(option.rating is Rating.STRONG for option in picked) / len(picked)
