"""Replies that had to wait: kept as a place to show, shown as it is when its time has come, then deleted."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.delivery.after import records_after
from bot.delivery.finishing import to_the_end
from bot.delivery.lanes import LaneLoop
from bot.delivery.messenger import Failed, Sent
from bot.delivery.verdicts import backoff
from storage import replies

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.delivery.desk import Desk
    from bot.delivery.sender import Sender
    from storage.replies import Reply, Waiting
    from storage.store import Store

BATCH = 100
LEASE = timedelta(minutes=3)  # longer than making and sending a paper
NAP = timedelta(seconds=5)  # another replica may have kept one, and wakes nobody here

log = structlog.get_logger()


class WaitingReplies:
    """The lane of kept replies. `is_outdated` says of a row whether something newer was shown in its message."""

    def __init__(self, store: Store, desk: Desk, sender: Sender) -> None:
        self._store = store
        self._desk = desk
        self._sender = sender
        self._released = False
        self.is_outdated: Callable[[int, Reply], bool] = lambda _row, _reply: False
        self.lane = LaneLoop(desk.clock, self._step, self._next_time, NAP)

    async def run(self) -> None:
        """Show what may be shown, until cancelled."""
        self._released = False
        await self.lane.run()

    async def _next_time(self) -> datetime | None:
        async with self._store.reading() as transaction:
            return await replies.next_send(transaction)

    async def _step(self) -> bool:
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            if not self._released:
                await replies.release(transaction, now)
            claimed = await replies.claim(transaction, now, now + LEASE, BATCH)
        self._released = True
        await to_the_end(self._show(claimed))
        return len(claimed) == BATCH

    async def _show(self, claimed: list[Waiting]) -> None:
        """All of them, whatever becomes of one: what failed is found again by its lease."""
        results = await asyncio.gather(*map(self._show_one, claimed), return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                log.error("Something could not be sent.", action="reply", error=type(result).__name__)
        if claimed:
            await self._store.scrub()

    async def _show_one(self, one: Waiting) -> None:
        async with self._store.reading() as transaction:
            ready = await self._desk.rendered(transaction, one.reply)
        if self.is_outdated(one.id, one.reply):
            async with self._store.writing() as transaction:
                await replies.drop(transaction, one.id)
            return
        result = await self._sender.reply(one.reply, ready.screen)
        wait = backoff(result, one.tries) if isinstance(result, Failed) else None
        async with self._store.writing() as transaction:
            if wait is not None:
                await replies.postpone(transaction, one.id, self._desk.clock.now() + wait)
                return
            await replies.drop(transaction, one.id)
            for record in records_after(ready, result) if isinstance(result, Sent) else ():
                await record.write(transaction)
