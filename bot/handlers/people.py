"""What the handlers of joining and of settings both need to know about a person's rhythm."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.learning.schedule import DEFAULT_RHYTHM, Rhythm, Times, next_due, next_time
from bot.routes import Shift, Weekday
from storage.rhythms import RhythmChosen

if TYPE_CHECKING:
    from datetime import datetime

    from bot.handlers.visit import Visit
    from storage.nudges import Kind
    from storage.people import Person
    from storage.rhythms import RhythmRow


A_MOMENT = timedelta(microseconds=1)


def rhythm_of(person: Person) -> Rhythm:
    """The day and time that a person has chosen, and how often."""
    return Rhythm(Weekday(person.card_day), person.card_minutes, person.every_weeks)


def times_of(rhythm: RhythmRow) -> Times:
    """The days and the time of something that a person wants beside the weekly card."""
    return Times(tuple(Weekday(day) for day in rhythm.days), rhythm.minutes)


def chosen(visit: Visit, kind: Kind, times: Times) -> RhythmChosen:
    """What a person wants beside the weekly card from now on; while she is away it stays behind that."""
    away = away_until(visit)
    due_at = next_time(times, away - A_MOMENT if away else visit.now, visit.zone)
    return RhythmChosen(visit.person_id, kind, tuple(map(str, times.days)), times.minutes, due_at)


def away_until(visit: Visit) -> datetime | None:
    """Until when the person is away; None if she is there."""
    until = visit.person.away_until if visit.person else None
    return until if until is not None and until > visit.now else None


def next_card(rhythm: Rhythm, visit: Visit, away: datetime | None) -> datetime:
    """When the next card is due, and not before `away`."""
    return next_due(rhythm, away - A_MOMENT if away else visit.now, visit.zone)


def rhythm_changes(visit: Visit, rhythm: Rhythm, *, wanted: bool = True) -> dict[str, Any]:
    """What changes with another day or time; the due time moves with it, unless no cards are wanted.

    While the person is away it stays behind that.
    """
    return {
        "card_day": str(rhythm.day),
        "card_minutes": rhythm.minutes,
        "every_weeks": rhythm.every_weeks,
        "next_due_at": next_card(rhythm, visit, away_until(visit)) if wanted else None,
    }


def shift_changes(visit: Visit, shift: Shift) -> dict[str, Any]:
    """What changes with other shifts: a day and time that was never touched follows them."""
    person = visit.person
    changes: dict[str, Any] = {"shift": str(shift)}
    if person is None:
        return changes | rhythm_changes(visit, DEFAULT_RHYTHM[shift])
    rhythm, usual = rhythm_of(person), DEFAULT_RHYTHM[Shift(person.shift)]
    if (rhythm.day, rhythm.minutes) == (usual.day, usual.minutes):
        theirs = replace(DEFAULT_RHYTHM[shift], every_weeks=person.every_weeks)
        changes |= rhythm_changes(visit, theirs, wanted=person.next_due_at is not None)
    return changes
