"""What a person is nudged about: which nudge is made for her, and what it shows.

What each kind shows stands in one register. All of it is pure but the one reminder of a rehearsal: where she
stopped is known to the database only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.handlers.people import rhythm_of, times_of
from bot.handlers.rehearsing import reminder
from bot.handlers.team_numbers import told_teams
from bot.handlers.visit import NotThereError
from bot.learning.schedule import (
    ASK_AFTER,
    WORDINGS,
    Plan,
    clear_of_card,
    off_holidays,
    plan,
    plan_times,
    reminder_at,
    rested,
)
from bot.routes import Nudge, Pushed, PushedNote, Shift, StillThere
from bot.screens.practising import nudge as card_is_there
from bot.screens.pushes import (
    page_is_there,
    page_wordings,
    team_note_is_there,
    team_note_wordings,
    ten_minutes_are_here,
    ten_wordings,
)
from bot.screens.rights import still_there
from bot.screens.settings import go_on
from storage.inactive import NOTICE
from storage.nudges import EVEN_IF_STOPPED, Kind, Scheduled, State
from storage.rhythms import MovedOn
from storage.runs import Reminded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.callback_data import Route
    from bot.handlers.visit import Visit
    from bot.screens.screen import Screen
    from storage.nudges import NudgeRow
    from storage.people import Person
    from storage.rhythms import DueRhythm
    from storage.runs import LeftOpen as Run

Used = dict[tuple[int, str], set[int]]


@dataclass(frozen=True)
class Push:
    """How one kind of nudge goes about.

    `route` is where what is typed next belongs to. `screen` is what it shows, where nobody need be asked;
    `look` is what it shows as the database has it, None if it has no use any more. `wordings` is how many it has.
    `counts`: whether one that nobody looks at counts towards the question whether all this shall go on.
    """

    route: Callable[[NudgeRow], Route]
    screen: Callable[[NudgeRow], Screen] | None = None
    look: Callable[[Visit, NudgeRow], Awaitable[Screen | None]] | None = None
    wordings: int = 1
    counts: bool = True


def _note(about: Pushed) -> Callable[[NudgeRow], Route]:
    return lambda nudge: PushedNote(about, nudge.due_on)


async def _look_at_run(visit: Visit, nudge: NudgeRow) -> Screen | None:
    return None if nudge.about is None else await reminder(visit, nudge.about, nudge)


async def _look_at_teams(visit: Visit, nudge: NudgeRow) -> Screen | None:
    return team_note_is_there(nudge.due_on, nudge.wording) if await told_teams(visit) else None


PUSHES: Mapping[Kind, Push] = {
    Kind.ASK: Push(_note(Pushed.QUESTION), lambda nudge: go_on(nudge.due_on)),
    Kind.CARD: Push(
        lambda nudge: Nudge(nudge.due_on),
        lambda nudge: card_is_there(nudge.due_on, nudge.wording),
        wordings=WORDINGS,
    ),
    Kind.TEN_MINUTES: Push(
        _note(Pushed.TEN_MINUTES),
        lambda nudge: ten_minutes_are_here(nudge.due_on, nudge.wording),
        wordings=len(ten_wordings()),
    ),
    Kind.EXCERPT: Push(
        _note(Pushed.PAGE),
        lambda nudge: page_is_there(nudge.due_on, nudge.wording),
        wordings=len(page_wordings()),
    ),
    Kind.STILL_THERE: Push(
        lambda _nudge: StillThere(), lambda _nudge: still_there(NOTICE.days), counts=False
    ),
    Kind.TEAM_NOTE: Push(
        _note(Pushed.TEAM_NOTE), look=_look_at_teams, wordings=len(team_note_wordings()), counts=False
    ),
    Kind.REHEARSAL: Push(_note(Pushed.REHEARSAL), look=_look_at_run, wordings=WORDINGS),
}


def scheduled(person: Person, now: datetime, zone: ZoneInfo, used: Collection[int] = ()) -> Scheduled:
    """The nudge that is due. After three that nobody looked at it is the question whether to go on.

    After the question nothing comes until there is an answer. `used` are the wordings of the last six weeks.
    """
    due_at = person.next_due_at or now
    rhythm = rhythm_of(person)
    planned = plan(person.id, rhythm, Shift(person.shift), due_at, now, zone)
    if person.skips_holidays:
        planned = off_holidays(planned, rhythm, zone)
    asks = person.unanswered >= ASK_AFTER
    made = _made(person, Kind.CARD, planned, used)
    return replace(made, next_due_at=None if asks and not planned.lapsed else planned.next_due_at)


def moved_on(due: DueRhythm, now: datetime, zone: ZoneInfo, used: Collection[int] = ()) -> MovedOn:
    """What becomes of a rhythm that is due: it moves on, and a nudge is made if its person wants any now."""
    person, rhythm = due.person, due.rhythm
    shift, times = Shift(person.shift), times_of(rhythm)
    planned = plan_times(person.id, times, shift, rhythm.next_due_at, now, zone)
    nudge = None
    if _wants(person, rhythm.kind, now):
        clear = clear_of_card(planned, rhythm_of(person), shift, zone)
        nudge = _made(person, rhythm.kind, clear, used)
    return MovedOn(person.id, rhythm.kind, planned.next_due_at, nudge)


def _wants(person: Person, kind: Kind, now: datetime) -> bool:
    away = person.away_until is not None and person.away_until > now
    stopped = person.next_due_at is None and kind not in EVEN_IF_STOPPED
    return person.left_at is None and not away and not stopped


def _made(person: Person, kind: Kind, planned: Plan, used: Collection[int]) -> Scheduled:
    """A nudge of this kind, or the question in its place."""
    asks = person.unanswered >= ASK_AFTER and PUSHES[kind].counts
    return Scheduled(
        person_id=person.id,
        kind=Kind.ASK if asks else kind,
        due_on=planned.due_on,
        due_at=planned.due_at,
        send_at=planned.send_at,
        state=State.LAPSED if planned.lapsed else State.DUE,
        wording=rested(planned.wording, used, PUSHES[kind].wordings),
        next_due_at=planned.next_due_at,
    )


def reminders(found: Sequence[Run], zone: ZoneInfo) -> list[Reminded]:
    """The reminders of rehearsals that were left in the middle: for each person one, of her last.

    There is one a week at most, so that a wording of its own for each of eight weeks lets all of them rest.
    """
    latest = {run.person_id: run for run in found if run.wanted}
    moments = [(run, reminder_at(run.touched_at, Shift(run.shift), zone)) for run in latest.values()]
    days = [(run, at.astimezone(zone).date(), at) for run, at in moments]
    return [Reminded(run, day, at, day.toordinal() // 7 % WORDINGS) for run, day, at in days]


def nudge_route(nudge: NudgeRow) -> Route:
    """Where what is typed next belongs to."""
    return PUSHES[Kind(nudge.kind)].route(nudge)


def needs_a_look(nudge: NudgeRow) -> bool:
    """Whether only the database knows what it shows."""
    return PUSHES[Kind(nudge.kind)].look is not None


async def looked_up_screen(visit: Visit, nudge: NudgeRow) -> Screen:
    """What it shows as the database has it now.

    Raises:
        NotThereError: it has no use any more.
    """
    look = PUSHES[Kind(nudge.kind)].look
    found = None if look is None else await look(visit, nudge)
    if found is None:
        raise NotThereError
    return found


def nudge_screen(nudge: NudgeRow) -> Screen:
    """The message that comes by itself, where nobody need be asked. Nothing in it tells on a lock screen.

    Raises:
        NotThereError: the database must be asked, by `looked_up_screen`.
    """
    screen = PUSHES[Kind(nudge.kind)].screen
    if screen is None:
        raise NotThereError
    return screen(nudge)


def counts(nudge: NudgeRow) -> bool:
    """Whether it counts towards the question whether all this shall go on, until she does something."""
    return PUSHES[Kind(nudge.kind)].counts
