"""The front door of the handlers: one event in, what to record and to show out.

Nothing here calls Telegram. Handling the same update twice records nothing new and shows the same again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import Route, pack, parse
from bot.events import Left, Tapped, Typed, Unreadable
from bot.handlers import home, joining, numbers, papers, practising, preview, reading, rehearsing, settings  # noqa: F401 - they register themselves
from bot.handlers.people import rhythm_changes, rhythm_of
from bot.handlers.typing import help_that_is_typed, typed
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, go, view
from bot.routes import (
    ChooseArea,
    Concern,
    ConcernDoor,
    LookUp,
    Moved,
    NotReadable,
    NotUnderstood,
    Numbers,
    NumbersOf,
    OutsideEngland,
    TownNotFound,
    Trouble,
    TypeTown,
    WhichNumbers,
)
from storage import handled
from storage.handled import Handled
from storage.nudges import Lapsed
from storage.people import Changed, Forgotten, Joined
from storage.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.events import Event
    from bot.screens.screen import Screen
    from content.library import Library
    from storage.records import Record

# Nothing of these is kept for the person, not even that they were the last screen.
UNTRACED = (
    Concern,
    ConcernDoor,
    Numbers,
    NumbersOf,
    TypeTown,
    WhichNumbers,
    LookUp,
    ChooseArea,
    TownNotFound,
    OutsideEngland,
)
# After these one can go on where one was, so they do not become the place that typed answers belong to.
PASSING = (NotUnderstood, NotReadable, Moved, Trouble)


async def respond(visit: Visit, event: Event) -> Outcome:
    """What to record and what to show for an event."""
    before = await handled.shown(visit.transaction, event.update_id, visit.person_id)
    if before is not None:
        return Outcome(tuple(show for again in before if (show := _again(*again))))
    outcome = await _decide(visit, event)
    records = (*_returned(visit, event), *outcome.records)
    if _to_be_remembered(visit, event, outcome):
        replies = [as_reply(visit.person_id, show) for show in outcome.shows]
        records = (*records, Handled(event.update_id, visit.person_id, replies, visit.now))
    return Outcome(outcome.shows, records)


def _to_be_remembered(visit: Visit, event: Event, outcome: Outcome) -> bool:
    """Whether the same update would do something else a second time. Never where it leaves no trace."""
    if any(isinstance(record, Forgotten) for record in outcome.records):
        return False
    if outcome.records or outcome.dealt:
        return visit.person is not None or any(isinstance(record, Joined) for record in outcome.records)
    # What was typed may have been meant for a screen that is not the last one any more.
    traced = not any(isinstance(show.route, (*UNTRACED, *PASSING)) for show in outcome.shows)
    return visit.person is not None and isinstance(event, Typed) and traced


def looks_at(event: Event, library: Library) -> Route | None:
    """Where an event leads that only looks at the concern guide or at numbers, and surely at nothing else.

    These are answered without waiting for anybody who writes, and even with the database gone.
    """
    if isinstance(event, Tapped):
        route = parse(event.data)
        return route if isinstance(route, (Concern, ConcernDoor, Numbers, NumbersOf, TypeTown)) else None
    return help_that_is_typed(event.text, library) if isinstance(event, Typed) else None


def as_reply(person_id: int, show: Show) -> Reply:
    """A place to show, as it is kept when it cannot be shown at once."""
    return Reply(person_id, pack(show.route), show.edits, show.pins)


async def render(visit: Visit, route: Route) -> tuple[Route, Screen]:
    """The screen of a route, and the route itself; where there is none for this person, one that says so."""
    try:
        return route, await view(visit, route)
    except NotThereError:
        return Moved(), await view(visit, Moved())


def _again(route: str, edits: int | None, pins: bool) -> Show | None:  # noqa: FBT001 - a row of the database
    parsed = parse(route)
    return Show(parsed, edits, pins) if parsed else None


async def _decide(visit: Visit, event: Event) -> Outcome:
    try:
        if isinstance(event, Tapped):
            return await go(visit, parse(event.data) or Moved())
        if isinstance(event, Typed):
            return await typed(visit, event.text)
        if isinstance(event, Unreadable):
            return await go(visit, NotReadable())
        if isinstance(event, Left):
            return _left(visit)
    except NotThereError:
        return await go(visit, Moved())
    return Outcome(())


def _left(visit: Visit) -> Outcome:
    """A block is treated as withdrawal: nothing more is sent, and nothing is kept to be sent."""
    if visit.person is None:
        return Outcome(())
    return Outcome((), (Changed(visit.person_id, {"left_at": visit.now}), Lapsed(visit.person_id)))


def _returned(visit: Visit, event: Event) -> tuple[Record, ...]:
    """Whoever blocked the bot and does something again is back; cards come again if they came before."""
    person = visit.person
    if person is None or person.left_at is None or isinstance(event, Left):
        return ()
    wanted = person.next_due_at is not None
    return (Changed(person.id, {"left_at": None, **rhythm_changes(visit, rhythm_of(person), wanted=wanted)}),)


def new_place(visit: Visit, shown: Sequence[Route]) -> Record | None:
    """The last screen, for typed answers. Only if it changed, and never one that leaves no trace."""
    traced = [route for route in shown if not isinstance(route, UNTRACED)]
    if visit.person is None or not traced or isinstance(traced[-1], PASSING):
        return None
    place = pack(traced[-1])
    return None if visit.person.place == place else Changed(visit.person_id, {"place": place})
