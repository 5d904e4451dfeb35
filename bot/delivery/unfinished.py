"""Makes the one reminder of each rehearsal that was left in the middle, when the other nudges are made.

Looks once a minute: what nobody chose an hour for need not be found any sooner.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.handlers.nudges import reminders
from bot.learning.schedule import LAPSES_AFTER, REMINDED_AFTER, REMINDED_EVERY
from storage import runs

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from storage.store import Transaction

EVERY = timedelta(minutes=1)
FOUND_AT_ONCE = 100


class Unfinished:
    """Looks for rehearsals that were left in the middle."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._looked_at: datetime | None = None

    async def remind(self, transaction: Transaction, now: datetime) -> None:
        """Make the reminders that are due, unless this was looked at within the minute."""
        if self._looked_at is not None and self._looked_at <= now < self._looked_at + EVERY:
            return
        until = now - REMINDED_AFTER
        last_on = (now - REMINDED_EVERY).astimezone(self._zone).date()
        found = await runs.left_open(transaction, until - LAPSES_AFTER, until, now, last_on, FOUND_AT_ONCE)
        await runs.remind(transaction, reminders(found, self._zone), found, now)
        self._looked_at = now if len(found) < FOUND_AT_ONCE else None
