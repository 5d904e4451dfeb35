"""I saw something good: a theme is counted, of nobody, and there is a line to send on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import pack
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.good_practice import good_themes
from bot.routes import CountGood, GoodThanks, SawGood
from bot.screens import good_practice as screens
from storage import teams
from storage.good_practice import NO_TEAM, GoodSeen

if TYPE_CHECKING:
    from bot.screens.screen import Screen


@shows(SawGood)
async def saw_good(visit: Visit, _route: SawGood) -> Screen:
    """What was it about?"""
    return screens.ask_theme(_themes(visit))


@acts(CountGood)
async def count_good(visit: Visit, route: CountGood) -> Outcome:
    """It is counted."""
    if route.theme not in _themes(visit):
        raise NotThereError
    to = GoodThanks(route.theme, _first(visit, route.theme))
    if visit.person is not None and visit.person.place == pack(to):
        return Outcome((Show(to, visit.here),))  # tapped twice in a hurry: it is counted already
    team = await teams.of_member(visit.transaction, visit.person_id)
    counted = GoodSeen(visit.today, route.theme, team.id if team else NO_TEAM)
    return Outcome((Show(to, visit.here),), (counted,))


def _first(visit: Visit, theme: str) -> int:
    """Another line to begin with on another day."""
    return visit.today.toordinal() % len(screens.thanks_lines(theme))


@shows(GoodThanks)
async def thanks(visit: Visit, route: GoodThanks) -> Screen:
    """A line to send on."""
    if route.theme not in _themes(visit):
        raise NotThereError
    return screens.thanks(route.theme, route.wording)


def _themes(visit: Visit) -> dict[str, str]:
    named = visit.pack.themes
    return {theme: named[theme] for theme in good_themes(named)}
