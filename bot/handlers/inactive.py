"""The question to somebody who was not here for very long: asked once, outside her quiet hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.learning.schedule import outside_quiet
from bot.routes import Shift
from storage.nudges import Kind, Scheduled, State

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


def question(person_id: int, shift: str, now: datetime, zone: ZoneInfo) -> Scheduled:
    """The nudge that asks her whether she is still there."""
    at = outside_quiet(now, Shift(shift), zone)
    return Scheduled(
        person_id=person_id,
        kind=Kind.STILL_THERE,
        due_on=at.astimezone(zone).date(),
        due_at=at,
        send_at=at,
        state=State.DUE,
        wording=0,
        next_due_at=None,
    )
