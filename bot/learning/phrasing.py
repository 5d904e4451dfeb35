"""Which three ways to say something are shown to somebody who has said it in her own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.models import Rating

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.library import Pack
    from content.models import Rehearsal, Scenario

WAYS = 3


def ways_of_card(card: Scenario, pack: Pack) -> tuple[str, ...]:
    """The words of a card's options, those of the strongest move first."""
    ranked = sorted(card.options, key=lambda option: tuple(Rating).index(option.rating))
    return _first([option.words for option in ranked], _alike(pack, card.principle))


def ways_of_rehearsal(rehearsal: Rehearsal, pack: Pack, reached: str | None) -> tuple[str, ...]:
    """The words that a rehearsal's endings leave one with; first those of the ending that was `reached`."""
    endings = {name: node.ending.words for name, node in rehearsal.nodes.items() if node.ending}
    own = [endings[reached]] if reached in endings else []
    return _first([*own, *endings.values()], _alike(pack, rehearsal.principle))


def _alike(pack: Pack, principle: str) -> Iterable[str]:
    """The words of the strongest moves of the cards that practise the same."""
    cards = (card for card in pack.scenarios.values() if card.principle == principle)
    return (option.words for card in cards for option in card.options if option.rating is Rating.STRONG)


def _first(own: Iterable[str], alike: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*own, *alike]))[:WAYS]
