"""What a person is nudged about: which nudge is made for her, and what it shows.

All of it is pure but the one reminder of a rehearsal: where she stopped is known to the database only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.people import rhythm_of
from bot.handlers.rehearsing import reminder
from bot.learning.schedule import ASK_AFTER, plan, reminder_at
from bot.routes import GoOn, LeftOpen, Nudge, Shift
from bot.screens.practising import nudge as card_is_there
from bot.screens.settings import go_on
from storage.nudges import Kind, Scheduled, State
from storage.runs import Reminded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.callback_data import Route
    from bot.handlers.visit import Visit
    from bot.screens.screen import Screen
    from storage.nudges import NudgeRow
    from storage.people import Person
    from storage.runs import LeftOpen as Run


def scheduled(person: Person, now: datetime, zone: ZoneInfo) -> Scheduled:
    """The nudge that is due. After three that nobody looked at it is the question whether to go on.

    After the question nothing comes until there is an answer.
    """
    asks = person.unanswered >= ASK_AFTER
    due_at = person.next_due_at or now
    planned = plan(person.id, rhythm_of(person), Shift(person.shift), due_at, now, zone)
    return Scheduled(
        person_id=person.id,
        kind=Kind.ASK if asks else Kind.CARD,
        due_on=planned.due_on,
        due_at=planned.due_at,
        send_at=planned.send_at,
        state=State.LAPSED if planned.lapsed else State.DUE,
        wording=planned.wording,
        next_due_at=None if asks and not planned.lapsed else planned.next_due_at,
    )


def reminders(found: Sequence[Run], zone: ZoneInfo) -> list[Reminded]:
    """The reminders of rehearsals that were left in the middle: for each person one, of her last."""
    latest = {run.person_id: run for run in found if run.wanted}
    moments = [(run, reminder_at(run.touched_at, Shift(run.shift), zone)) for run in latest.values()]
    return [Reminded(run, at.astimezone(zone).date(), at) for run, at in moments]


def nudge_route(nudge: NudgeRow) -> Route:
    """Where what is typed next belongs to."""
    if nudge.about is not None:
        return LeftOpen(nudge.about)
    return GoOn() if nudge.kind == Kind.ASK else Nudge(nudge.due_on)


def nudge_screen(nudge: NudgeRow) -> Screen:
    """The message that comes by itself, about no rehearsal. Nothing in it tells on a lock screen."""
    return go_on() if nudge.kind == Kind.ASK else card_is_there(nudge.due_on, nudge.wording)


async def reminder_screen(visit: Visit, nudge: NudgeRow) -> Screen | None:
    """The message about a rehearsal; None if it has no use any more."""
    return None if nudge.about is None else await reminder(visit, nudge.about, nudge.due_at)
