"""The front door of the handlers: one event in, what to record and to show out.

Nothing here calls Telegram. Handling the same update twice records nothing new and shows the same again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.callback_data import Route, pack, parse
from bot.events import GroupCode, Left, Returned, Tapped, Typed, Unreadable
from bot.handlers import (  # noqa: F401 - they register themselves
    away,
    checking,
    confidence,
    good_practice,
    groups,
    guide,
    home,
    joining,
    language,
    later,
    learning_record,
    links,
    looking_up,
    managers,
    membership,
    numbers,
    own_words,
    owners,
    papers,
    practising,
    preview,
    progress,
    pushes,
    reading,
    rehearsing,
    rhythms,
    rights,
    session,
    session_dates,
    session_lines,
    session_steps,
    settings,
    status,
    stopping,
    team_numbers,
    team_papers,
    team_questions,
    teams,
    ten_minutes,
    workplaces,
)
from bot.handlers.people import rhythm_changes, rhythm_of
from bot.handlers.typing import help_that_is_typed, typed
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, go
from bot.routes import (
    AfterCameBack,
    Asked,
    AskReminder,
    AskWhyNot,
    Because,
    CameBack,
    Carried,
    ChooseArea,
    ClearBoth,
    ClearThis,
    Concern,
    ConcernDoor,
    DidNotWork,
    DropReminder,
    FurtherDoors,
    GroupCodeText,
    HappensNext,
    Helped,
    HelpedThanks,
    Hide,
    Languages,
    LanguagesAt,
    LinkText,
    LookUp,
    Matches,
    MatchesMine,
    Moved,
    NoAnswer,
    NoMatch,
    NotAble,
    NotReadable,
    NotUnderstood,
    Numbers,
    NumbersOf,
    OutsideEngland,
    Protection,
    Reminder,
    ReminderGone,
    ReminderSet,
    RenewedNumbers,
    SaveNumbers,
    SecondWay,
    SmallTalk,
    Spoken,
    ThreeWays,
    TownNotFound,
    Trouble,
    TypeTown,
    UrgentHelp,
    WhichNumbers,
    WordMeans,
    WriteDown,
)
from bot.words import speaking
from storage.codes import CodeMade, WrongCode
from storage.handled import Handled
from storage.lookups import Explained, Missed, Voted
from storage.nudges import Gone
from storage.number_reports import Reported
from storage.people import Changed, Forgotten, Joined, Speaks
from storage.reminders import ReminderAsked, ReminderDropped
from storage.replies import Reply
from storage.session_lines import LineSent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.events import Event
    from content.library import Library
    from storage.handled import Shown
    from storage.records import Record

# Looking at these needs no writing, and no database.
GUIDE_AND_NUMBERS = (
    Concern,
    ConcernDoor,
    FurtherDoors,
    WriteDown,
    HappensNext,
    Protection,
    NotAble,
    NoAnswer,
    ClearBoth,
    ClearThis,
    Hide,
    Numbers,
    NumbersOf,
    SecondWay,
    SaveNumbers,
    TypeTown,
    WhichNumbers,
    UrgentHelp,
    Asked,
    SmallTalk,
)
# Records that may be written twice, and that nobody may be linked with by the number of an update.
UNLINKED = (Reported, ReminderAsked, ReminderDropped, Missed, Voted, Explained, CodeMade, WrongCode, LineSent)
# Nothing of these is kept for the person, not even that they were the last screen.
UNTRACED = (
    *GUIDE_AND_NUMBERS,
    AskReminder,
    AskWhyNot,
    ReminderSet,
    DropReminder,
    ReminderGone,
    Reminder,
    CameBack,
    AfterCameBack,
    DidNotWork,
    RenewedNumbers,
    LookUp,
    Matches,
    MatchesMine,
    WordMeans,
    NoMatch,
    Because,
    Helped,
    HelpedThanks,
    ChooseArea,
    TownNotFound,
    OutsideEngland,
    LinkText,  # it holds a code, of which only the hash may be kept
    GroupCodeText,
    Languages,
    Spoken,
    LanguagesAt,  # it holds the page of the guide on which it was asked for
    Carried,
)
# After these one can go on where one was, so they do not become the place that typed answers belong to.
PASSING = (NotUnderstood, NotReadable, Moved, Trouble, ThreeWays)


A_MINUTE = timedelta(minutes=1)  # nobody need know more exactly when somebody was here


async def respond(visit: Visit, event: Event, before: Sequence[Shown] | None) -> Outcome:
    """What to record and what to show for an event; `before` is what was shown when its update was handled."""
    if before is not None:
        return Outcome(tuple(show for again in before if (show := _again(*again))))
    with speaking(visit.language):
        outcome = language.carried_along(visit, await _decide(visit, event))
    if not _to_be_remembered(visit, event, outcome):
        return outcome
    replies = [as_reply(visit.person_id, show) for show in outcome.shows]
    remembered = Handled(event.update_id, visit.person_id, replies, visit.now)
    return Outcome(outcome.shows, (*_returned(visit, event), *outcome.records, remembered))


def _to_be_remembered(visit: Visit, event: Event, outcome: Outcome) -> bool:
    """Whether the same update would do something else a second time. Never where it leaves no trace."""
    if isinstance(event, (Left, Returned)):
        return visit.person is not None
    if any(isinstance(record, (Forgotten, *UNLINKED)) for record in outcome.records):
        return False
    # She may have chosen it in the guide. Choosing it twice changes nothing.
    if outcome.records and all(isinstance(record, Speaks) for record in outcome.records):
        return False
    if outcome.records or outcome.dealt:
        return visit.person is not None or any(isinstance(record, Joined) for record in outcome.records)
    # What was typed may have been meant for a screen that is not the last one any more.
    traced = not any(isinstance(show.route, (*UNTRACED, *PASSING)) for show in outcome.shows)
    return visit.person is not None and isinstance(event, Typed) and traced


def looks_at(event: Event, library: Library) -> Route | None:
    """Where an event leads that only looks at the concern guide or at numbers, and surely at nothing else.

    Whoever types that somebody is in danger comes there too, whatever else was being asked.

    These are answered without waiting for anybody who writes, and even with the database gone.
    """
    if isinstance(event, Tapped):
        route = parse(event.data)
        there = route.place.route if isinstance(route, Carried) else route
        return route if isinstance(there, GUIDE_AND_NUMBERS) else None
    return help_that_is_typed(event.text, library) if isinstance(event, Typed) else None


def as_reply(person_id: int, show: Show) -> Reply:
    """A place to show, as it is kept when it cannot be shown at once."""
    return Reply(person_id, pack(show.route), show.edits, show.pins)


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
        return await groups.happened(visit, event)
    except NotThereError:
        return await go(visit, Moved())


def _left(visit: Visit) -> Outcome:
    """A block is treated as withdrawal: nothing more is sent, and nothing is kept to be sent."""
    dropped = ReminderDropped(visit.person_id)
    if visit.person is None:
        return Outcome((), (dropped,))
    return Outcome((), (Gone(visit.person_id, visit.now), dropped))


def _returned(visit: Visit, event: Event) -> tuple[Record, ...]:
    """Whoever blocked the bot and does something again is back; cards come again if they came before.

    Only by what is remembered: a tap from before the block, handed out once more, must not undo it.
    """
    person = visit.person
    if person is None or person.left_at is None or isinstance(event, (Left, GroupCode)):
        return ()
    wanted = person.next_due_at is not None
    return (Changed(person.id, {"left_at": None, **rhythm_changes(visit, rhythm_of(person), wanted=wanted)}),)


def trace(visit: Visit, shown: Sequence[Route]) -> Changed | None:
    """The last screen, for typed answers, and that she is there. Nothing of a screen that leaves no trace."""
    traced = [route for route in shown if not isinstance(route, UNTRACED)]
    person = visit.person
    if person is None or not traced:
        return None
    changes: dict[str, object] = {}
    if not isinstance(traced[-1], PASSING) and person.place != (place := pack(traced[-1])):
        changes["place"] = place
    if person.active_at is None or abs(visit.now - person.active_at) >= A_MINUTE:
        changes["active_at"] = visit.now
    if person.unanswered:
        changes["unanswered"] = 0
    return Changed(person.id, changes) if changes else None
