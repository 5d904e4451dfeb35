"""Putting off what came by itself. The same nudge waits again; no rhythm is moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.handlers.people import away_until, rhythm_of
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows, view
from bot.learning.later import comes_again
from bot.routes import (
    AskLater,
    AskLaterFor,
    ComesAgain,
    ComesAgainFor,
    Later,
    Nudge,
    Pushed,
    PushedNote,
    PutOff,
    PutOffFor,
    Settings,
    Shift,
)
from bot.screens import later as screens
from storage import put_off, rhythms
from storage.nudges import EVEN_IF_STOPPED, Kind, State
from storage.put_off import PutOff as PutOffRecord

if TYPE_CHECKING:
    from datetime import date

    from bot.callback_data import Route
    from bot.learning.schedule import Rhythm
    from bot.screens.screen import Screen
    from storage.put_off import DayNudge

KINDS = {
    None: Kind.CARD,
    Pushed.PAGE: Kind.EXCERPT,
    Pushed.TEN_MINUTES: Kind.TEN_MINUTES,
    Pushed.REHEARSAL: Kind.REHEARSAL,
    Pushed.QUESTION: Kind.ASK,
    Pushed.TEAM_NOTE: Kind.TEAM_NOTE,
}


@shows(AskLater)
async def ask_later(visit: Visit, route: AskLater) -> Screen:
    """Until when shall the card come later?"""
    await hers(visit, None, route.due)
    return screens.ask_later(route.due)


@shows(AskLaterFor)
async def ask_later_for(visit: Visit, route: AskLaterFor) -> Screen:
    """Until when shall what else came by itself come later?"""
    await hers(visit, route.about, route.due)
    return screens.ask_later(route.due, route.about)


@acts(PutOff)
async def put_card_off(visit: Visit, route: PutOff) -> Outcome:
    """The card comes again then."""
    return await _put_off(visit, None, route.due, route.later)


@acts(PutOffFor)
async def put_it_off(visit: Visit, route: PutOffFor) -> Outcome:
    """It comes again then."""
    return await _put_off(visit, route.about, route.due, route.later)


async def _put_off(visit: Visit, about: Pushed | None, due: date, later: Later) -> Outcome:
    """It waits anew. While nothing is to come, the settings say so instead."""
    person, kind = visit.member, KINDS[about]
    await hers(visit, about, due)
    if away_until(visit) or (person.next_due_at is None and kind not in EVEN_IF_STOPPED):
        return Outcome((Show(Settings(), visit.here),))
    usual = await _usual(visit, kind)
    at = comes_again(later, usual, Shift(person.shift), visit.now, visit.zone)
    there: Route = ComesAgain(due) if about is None else ComesAgainFor(about, due)
    return Outcome((Show(there, visit.here),), (PutOffRecord(person.id, due, at, kind),))


async def _usual(visit: Visit, kind: Kind) -> Rhythm:
    """The hour at which it comes otherwise, or else that of the card, whose day is kept free."""
    own = (await rhythms.of_person(visit.transaction, visit.person_id)).get(kind)
    card = rhythm_of(visit.member)
    return card if own is None else replace(card, minutes=own.minutes)


@shows(ComesAgain)
async def when_the_card_comes(visit: Visit, route: ComesAgain) -> Screen:
    """When the card comes again; if it does not any more, the message that it is there."""
    nudge = await hers(visit, None, route.due)
    if nudge.state is State.DUE:
        return screens.comes_again(route.due, nudge.send_at, visit.zone)
    return await view(visit, Nudge(route.due))


@shows(ComesAgainFor)
async def when_it_comes(visit: Visit, route: ComesAgainFor) -> Screen:
    """When it comes again; if it does not any more, the message itself."""
    nudge = await hers(visit, route.about, route.due)
    if nudge.state is State.DUE:
        return screens.comes_again(route.due, nudge.send_at, visit.zone, route.about)
    return await view(visit, PushedNote(route.about, route.due))


async def hers(visit: Visit, about: Pushed | None, due: date) -> DayNudge:
    """The nudge of this kind and day; of the card, if it is about nothing else.

    Raises:
        NotThereError: this person was never due one.
    """
    nudge = await put_off.of_day(visit.transaction, visit.person_id, due, KINDS[about])
    if nudge is None:
        raise NotThereError
    return nudge
