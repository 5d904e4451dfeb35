"""Which card a person gets next, and in which order she sees its options.

Pure and replayable: the same person with the same history is always dealt the same card. Every card is met once
before any comes again, and never one twice running if there is another; the first ones are gentle; every fourth
is about good practice; themes take turns.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from content.models import Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from content.models import Scenario

GENTLE_CARDS = 3  # how many day-to-day cards come before any that is about abuse
GOOD_PRACTICE_EVERY = 4
RESTING_THEMES = 3  # how many of the last themes take a rest


def next_card(
    cards: Iterable[Scenario], theme_of: Mapping[str, str], history: Sequence[str], person_id: int
) -> Scenario:
    """The next card for a person who was dealt `history` (ids of cards, oldest first).

    Raises:
        ValueError: there are no cards.
    """
    wants_good = (len(history) + 1) % GOOD_PRACTICE_EVERY == 0
    recent = {theme_of.get(card) for card in history[-RESTING_THEMES:]}
    last_met = {card: position for position, card in enumerate(history)}

    def rank(card: Scenario) -> tuple[int, bool, bool, bool, bytes]:
        return (
            # A card that comes again is the one met longest ago: never the last one, unless it is the only one.
            last_met.get(card.id, -1),
            len(history) < GENTLE_CARDS and card.level is not Level.DAY_TO_DAY,
            (card.kind is Kind.GOOD_PRACTICE) != wants_good,
            theme_of.get(card.id) in recent,
            _lot(person_id, card.id),
        )

    return min(cards, key=rank)


def option_order(person_id: int, card: Scenario) -> list[str]:
    """The option keys in the order in which this person sees them: shuffled, but always the same for her."""
    return sorted((option.key for option in card.options), key=lambda key: _lot(person_id, card.id, key))


def _lot(person_id: int, *names: str) -> bytes:
    return sha256(":".join([str(person_id), *names]).encode()).digest()
