"""What the handlers of joining and of settings both need to know about a person's rhythm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.learning.schedule import DEFAULT_RHYTHM, Rhythm, next_due
from bot.routes import Shift, Weekday

if TYPE_CHECKING:
    from bot.handlers.visit import Visit
    from storage.people import Person


def rhythm_of(person: Person) -> Rhythm:
    """The day and time that a person has chosen."""
    return Rhythm(Weekday(person.card_day), person.card_minutes)


def rhythm_changes(visit: Visit, rhythm: Rhythm, *, wanted: bool = True) -> dict[str, Any]:
    """What changes with another day or time; the due time moves with it, unless no cards are wanted."""
    return {
        "card_day": str(rhythm.day),
        "card_minutes": rhythm.minutes,
        "next_due_at": next_due(rhythm, visit.now, visit.zone) if wanted else None,
    }


def shift_changes(visit: Visit, shift: Shift) -> dict[str, Any]:
    """What changes with other shifts: a day and time that was never touched follows them."""
    person = visit.person
    changes: dict[str, Any] = {"shift": str(shift)}
    if person is None or rhythm_of(person) == DEFAULT_RHYTHM[Shift(person.shift)]:
        wanted = person is None or person.next_due_at is not None
        changes |= rhythm_changes(visit, DEFAULT_RHYTHM[shift], wanted=wanted)
    return changes
