"""When a person is asked how ready she feels, and when how sure she was. Pure: it follows from what is kept.

At most one question stands beside a card, and only on the day of its answer. Nobody is asked the same twice, and
whoever passes a question over is left in peace.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.routes import Question, Wave

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from zoneinfo import ZoneInfo

OPENS_AFTER = {Wave.FIRST: timedelta(0), Wave.SIX: timedelta(weeks=6), Wave.TWELVE: timedelta(weeks=12)}
CLOSES_AFTER = timedelta(weeks=18)  # what is said later than that says nothing about twelve weeks
ASKED_FOR = timedelta(days=1)  # from the answer on; who comes back to an old card is not asked about it
QUESTIONS = {
    Wave.FIRST: (Question.CHALLENGE,),
    Wave.SIX: tuple(Question),
    Wave.TWELVE: tuple(Question),
}


class Beside(StrEnum):
    """What may be asked beside the guidance of a card."""

    NOTHING = "nothing"
    READY = "ready"
    SURE = "sure"


@dataclass(frozen=True)
class Answer:
    """One answer to a card, and when the person answered a card before that, if ever."""

    answered_at: datetime
    previous: datetime | None


def open_wave(joined_on: date, today: date) -> Wave | None:
    """The wave whose questions may be answered today."""
    since = today - joined_on
    if since >= CLOSES_AFTER:
        return None
    return max(
        (wave for wave in Wave if since >= OPENS_AFTER[wave]), key=OPENS_AFTER.__getitem__, default=None
    )


def questions_left(wave: Wave, said: Collection[tuple[str, str]]) -> tuple[Question, ...]:
    """The questions of a wave that were neither answered nor passed over. `said`: pairs of wave and question."""
    return tuple(question for question in QUESTIONS[wave] if (wave, question) not in said)


def asks_beside(answer: Answer, joined_on: date, now: datetime, zone: ZoneInfo) -> Beside:
    """What may be asked beside this answer, if it was not said already.

    How ready she feels: after the first answer of all, and after the first one in each later wave. Else how sure
    she was: after the first answer in a calendar month.
    """
    if now - answer.answered_at >= ASKED_FOR:
        return Beside.NOTHING
    wave = open_wave(joined_on, answer.answered_at.astimezone(zone).date())
    if answer.previous is None:
        return Beside.NOTHING if wave is None else Beside.READY
    if wave not in {None, Wave.FIRST} and answer.previous < _opened(wave, joined_on, zone):
        return Beside.READY
    return (
        Beside.SURE if _month(answer.previous, zone) != _month(answer.answered_at, zone) else Beside.NOTHING
    )


def _opened(wave: Wave | None, joined_on: date, zone: ZoneInfo) -> datetime:
    day = joined_on + OPENS_AFTER[wave or Wave.FIRST]
    return datetime.combine(day, time(0), tzinfo=zone)


def _month(moment: datetime, zone: ZoneInfo) -> tuple[int, int]:
    local = moment.astimezone(zone)
    return local.year, local.month
