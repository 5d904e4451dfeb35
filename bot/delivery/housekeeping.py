"""Lets go of what is kept for a time only: rows past their limit, who never joined, who is long gone.

Nobody who can still be reached is let go without having been asked first.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.delivery.lanes import LaneLoop
from bot.handlers import groups
from bot.handlers.inactive import question
from bot.handlers.managers import left_behind
from storage import inactive, nudges, people, retention
from storage.people import Forgotten

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.delivery.desk import Desk
    from storage.store import Store, Transaction

EVERY = timedelta(minutes=10)  # so that there is never much at once
CHOOSING_FOR = timedelta(days=1)  # how long somebody may take between the first tap and the last of joining


log = structlog.get_logger()


class Housekeeping:
    """The lane of what nobody notices."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._desk = desk
        self._clock = desk.clock
        self.lane = LaneLoop(desk.clock, self.once, self._next_time, EVERY)

    async def run(self) -> None:
        """Keep house, until cancelled."""
        await self.lane.run()

    async def once(self) -> bool:
        """Keep house. True: there may be more at once."""
        now = self._clock.now()
        async with self._store.writing() as transaction:
            # Before their rows go, with which nobody would know any more where they stand.
            for record in await groups.left_open(transaction, now):
                await record.write(transaction)
            await retention.let_go(transaction, now, self._today(now))
            await people.drop_half_joined(transaction, (now - CHOOSING_FOR).date())
        return await self._long_gone(now)

    async def _long_gone(self, now: datetime) -> bool:
        """Let go of who was asked and did not answer, and ask who is next. True: there may be more at once."""
        after, today = timedelta(days=self._desk.forget_after_days), self._today(now)
        # Looking goes through everybody, so it keeps nobody from writing meanwhile.
        async with self._store.reading() as transaction:
            gone = await inactive.to_let_go(transaction, now, today, after)
            ask = await inactive.to_ask(transaction, now, after)
        if ask:
            async with self._store.writing() as transaction:
                await nudges.add(transaction, [question(*one, now, self._desk.zone) for one in ask])
        if gone:
            async with self._store.writing() as transaction:
                # Somebody may have come back in this moment. Only these: to look at everybody would hold up taps.
                gone = await inactive.to_let_go(transaction, now, today, after, among=gone)
                for person_id in gone:
                    await self._forget(transaction, person_id)
            await self._store.scrub()
            log.info("People who were gone for very long were forgotten.", action="forget", people=len(gone))
        return inactive.AT_ONCE in {len(gone), len(ask)}

    async def _forget(self, transaction: Transaction, person_id: int) -> None:
        visit = await self._desk.visit(transaction, person_id, None)
        for record in (*await left_behind(visit), Forgotten(person_id)):
            await record.write(transaction)

    def _today(self, now: datetime) -> date:
        return now.astimezone(self._desk.zone).date()

    async def _next_time(self) -> datetime | None:
        return self._clock.now() + EVERY
