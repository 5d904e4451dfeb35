"""What comes by itself beside the weekly card: the message, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.later import KINDS, hers
from bot.handlers.reading import page_that_came
from bot.handlers.rehearsing import still_open
from bot.handlers.ten_minutes import begin_or_carry_on
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import GoOn, Pushed, PushedNote, Resume, ShowPushed, TeamNotes
from bot.screens import pushes as screens
from bot.screens.settings import go_on
from storage.nudges import State
from storage.put_off import LookedAt

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from storage.put_off import DayNudge


@shows(PushedNote)
async def note(visit: Visit, route: PushedNote) -> Screen:
    """The message as it came."""
    nudge = await hers(visit, route.about, route.due)
    if route.about is Pushed.PAGE:
        return screens.page_is_there(route.due, nudge.wording)
    if route.about is Pushed.TEN_MINUTES:
        return screens.ten_minutes_are_here(route.due, nudge.wording)
    if route.about is Pushed.TEAM_NOTE:
        return screens.team_note_is_there(route.due, nudge.wording)
    if route.about is Pushed.QUESTION:
        return go_on(route.due)
    return await still_open(visit, _run(nudge), nudge.wording, route.due)


@acts(ShowPushed)
async def show(visit: Visit, route: ShowPushed) -> Outcome:
    """What it is about. If it was put off, it does not come again."""
    nudge = await hers(visit, route.about, route.due)
    found = await _behind(visit, route.about, nudge)
    looked = LookedAt(visit.person_id, route.due, KINDS[route.about])
    records = (looked, *found.records) if nudge.state is State.DUE else found.records
    return Outcome(found.shows, records, dealt=found.dealt)


async def _behind(visit: Visit, about: Pushed, nudge: DayNudge) -> Outcome:
    if about is Pushed.PAGE:
        return await page_that_came(visit)
    if about is Pushed.TEN_MINUTES:
        return await begin_or_carry_on(visit, visit.here)
    if about is Pushed.TEAM_NOTE:
        return Outcome((Show(TeamNotes(0), visit.here),))
    there = GoOn() if about is Pushed.QUESTION else Resume(_run(nudge))
    return Outcome((Show(there, visit.here),))


def _run(nudge: DayNudge) -> int:
    """The run that it is about.

    Raises:
        NotThereError: it is about none.
    """
    if nudge.about is None:
        raise NotThereError
    return nudge.about
