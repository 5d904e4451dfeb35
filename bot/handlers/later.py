"""Putting off the card of a nudge. The same nudge waits again; the weekly rhythm is not moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.people import away_until, rhythm_of
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.later import comes_again
from bot.routes import AskLater, ComesAgain, PutOff, Settings, Shift
from bot.screens import later as screens
from bot.screens import practising
from storage import put_off
from storage.nudges import State
from storage.put_off import PutOff as PutOffRecord

if TYPE_CHECKING:
    from datetime import date

    from bot.screens.screen import Screen
    from storage.put_off import CardNudge


@shows(AskLater)
async def ask_later(visit: Visit, route: AskLater) -> Screen:
    """Until when?"""
    await _hers(visit, route.due)
    return screens.ask_later(route.due)


@acts(PutOff)
async def put_it_off(visit: Visit, route: PutOff) -> Outcome:
    """It comes again then. While nothing is to come, the settings say so instead."""
    person = visit.member
    await _hers(visit, route.due)
    if person.next_due_at is None or away_until(visit):
        return Outcome((Show(Settings(), visit.here),))
    at = comes_again(route.later, rhythm_of(person), Shift(person.shift), visit.now, visit.zone)
    return Outcome((Show(ComesAgain(route.due), visit.here),), (PutOffRecord(person.id, route.due, at),))


@shows(ComesAgain)
async def when_it_comes(visit: Visit, route: ComesAgain) -> Screen:
    """When it comes again; if it does not any more, the message that it is there."""
    nudge = await _hers(visit, route.due)
    if nudge.state is State.DUE:
        return screens.comes_again(route.due, nudge.send_at, visit.zone)
    return practising.nudge(route.due, nudge.wording)


async def _hers(visit: Visit, due: date) -> CardNudge:
    """The nudge of this day.

    Raises:
        NotThereError: this person was never due a card on this day.
    """
    nudge = await put_off.of_day(visit.transaction, visit.person_id, due)
    if nudge is None:
        raise NotThereError
    return nudge
