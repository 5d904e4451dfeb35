"""The lane of reminders that somebody asked for: sent at their time, outside quiet hours, and never twice.

Each is taken under a lease, sent, and then over: deleted, or moved to the next time. Where nobody knows whether
it arrived, it counts as sent. Nothing is known of what it is for, and nothing of it is logged.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.delivery.finishing import to_the_end
from bot.delivery.lanes import LaneLoop
from bot.delivery.messenger import Failed, Fate
from bot.learning.schedule import outside_quiet
from bot.routes import Reminder as ReminderRoute
from bot.routes import Shift
from storage import people, reminders
from storage.reminders import ReminderDropped

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery.desk import Desk
    from bot.delivery.sender import Sender
    from storage.leases import Lease
    from storage.people import Person
    from storage.reminders import Reminder
    from storage.store import Store, Transaction

BATCH = 20  # taken at once, and so at most lost when the process is killed
LEASE = timedelta(minutes=3)  # longer than any sending lasts
TRY_AGAIN = timedelta(minutes=10)
NAP = timedelta(minutes=1)  # another replica may have noted one, and wakes nobody here

log = structlog.get_logger()


class Reminding:
    """Sends reminders, for as long as `held` is held."""

    def __init__(self, store: Store, desk: Desk, sender: Sender, held: Lease) -> None:
        self._store = store
        self._desk = desk
        self._sender = sender
        self._held = held
        self.lane = LaneLoop(desk.clock, self._step, self._next_time, NAP)

    async def run(self) -> None:
        """Send what is due, until cancelled.

        Raises:
            NotHoldingError: another process sends by now.
        """
        await self.lane.run()

    async def _next_time(self) -> datetime | None:
        async with self._store.reading() as transaction:
            return await reminders.next_due(transaction)

    async def _step(self) -> bool:
        taken, ready = await self._taken()
        await to_the_end(self._send(ready))
        return taken == BATCH

    async def _taken(self) -> tuple[int, list[Reminder]]:
        """Take what is due. What falls into quiet hours waits for their end; who left gets nothing more."""
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            for one in await reminders.abandoned(transaction, now):
                await reminders.over(transaction, one)
            due = await reminders.due(transaction, self._held, now, now + LEASE, BATCH)
            ready = [one for one in due if await self._may_go(transaction, one, now)]
        return len(due), ready

    async def _may_go(self, transaction: Transaction, one: Reminder, now: datetime) -> bool:
        person = await people.find(transaction, one.chat_id)
        if person is not None and person.left_at is not None:
            await ReminderDropped(one.chat_id).write(transaction)
            return False
        at = outside_quiet(now, _shift(person), self._desk.zone)
        if at > now:
            await reminders.put_back(transaction, one, at)
        return at <= now

    async def _send(self, ready: list[Reminder]) -> None:
        """All of them, whatever becomes of one: what failed is over when its lease is."""
        results = await asyncio.gather(*map(self._send_one, ready), return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                log.error("Something could not be sent.", action="reply", error=type(result).__name__)
        if ready:
            await self._store.scrub()

    async def _send_one(self, one: Reminder) -> None:
        async with self._store.reading() as transaction:
            screen = await self._desk.screen(transaction, one.chat_id, ReminderRoute())
        seconds = await self._sender.turn(one.chat_id)
        if seconds:
            async with self._store.writing() as transaction:
                at = self._desk.clock.now() + timedelta(seconds=seconds)
                await reminders.put_back(transaction, one, at)
            return
        result = await self._sender.nudge(one.chat_id, screen)
        async with self._store.writing() as transaction:
            if isinstance(result, Failed) and result.fate is Fate.NOT_SENT:
                await reminders.put_back(transaction, one, self._desk.clock.now() + TRY_AGAIN)
            elif isinstance(result, Failed) and result.fate is Fate.LEFT:
                await ReminderDropped(one.chat_id).write(transaction)
            else:
                await reminders.over(transaction, one)


def _shift(person: Person | None) -> Shift:
    """Whose quiet hours hold: those of who works by day and by night, for somebody who has not joined."""
    return Shift.MIXED if person is None else Shift(person.shift)
