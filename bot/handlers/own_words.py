"""Own words: asked for, and looked at beside three ways to say it. Nothing of it is recorded.

What somebody types here is caught before it could be looked up (`bot/handlers/wishes.py`), unless it tells of
danger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.handlers.practising import dealt_card
from bot.handlers.rehearsing import stands_at
from bot.handlers.visit import NotThereError, Visit, shows
from bot.learning.phrasing import ways_of_card, ways_of_rehearsal
from bot.routes import MoreGuidance, OwnWords, Run, SaidAbout, ThreeWays
from bot.screens import own_words as screens

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.screens.screen import Screen

TICKS = 1 << screens.POINTS


@dataclass(frozen=True)
class _Said:
    """What one says something about: its title, what one answers, ways to do so, and where it is."""

    title: str
    answering: str
    ways: tuple[str, ...]
    back: Route


@shows(OwnWords)
async def own_words(visit: Visit, route: OwnWords) -> Screen:
    """Say it."""
    said = await _said(visit, route.about, route.number)
    return screens.say_it(said.title, said.answering, route.about, route.number, said.back)


@shows(ThreeWays)
async def three_ways(visit: Visit, route: ThreeWays) -> Screen:
    """Three ways to say it."""
    if route.ticks >= TICKS:
        raise NotThereError
    said = await _said(visit, route.about, route.number)
    return screens.three_ways(said.ways, route.about, route.number, route.ticks, said.back)


async def _said(visit: Visit, about: SaidAbout, number: int) -> _Said:
    return await (_of_card if about is SaidAbout.CARD else _of_run)(visit, number)


async def _of_card(visit: Visit, number: int) -> _Said:
    card = await dealt_card(visit, number)
    ways = ways_of_card(card, visit.library.packs[visit.member.pack])
    return _Said(card.title, card.situation, ways, MoreGuidance(number))


async def _of_run(visit: Visit, number: int) -> _Said:
    rehearsal, here = await stands_at(visit, number)
    reached = next((name for name, node in rehearsal.nodes.items() if node is here.node), None)
    ways = ways_of_rehearsal(rehearsal, visit.library.packs[visit.member.pack], reached)
    return _Said(rehearsal.title, here.node.says, ways, Run(number))
