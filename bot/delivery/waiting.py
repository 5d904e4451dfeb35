"""Replies that had to wait: kept as a place to show, shown as it is when its time has come, then deleted.

Each is claimed under the lease of whoever leads. None waits for another: one that takes its time leaves the lane
to the others.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.delivery.after import records_after
from bot.delivery.finishing import finish, to_the_end
from bot.delivery.lanes import LaneLoop
from bot.delivery.messenger import Failed, Sent
from bot.delivery.verdicts import backoff
from storage import replies

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.delivery.desk import Desk
    from bot.delivery.sender import Sender
    from storage.leases import Lease
    from storage.replies import Kept, Waiting
    from storage.store import Store

MOST = 100  # being shown at once
LEASE = timedelta(minutes=3)  # longer than making and sending a paper
STOP_SECONDS = 3.0  # of the ten that a stop may take in all
NAP = timedelta(seconds=5)  # another replica may have kept one, and wakes nobody here

log = structlog.get_logger()


class WaitingReplies:
    """The lane of kept replies. `is_outdated` says of a row whether something newer was shown in its message."""

    def __init__(self, store: Store, desk: Desk, sender: Sender) -> None:
        self._store = store
        self._desk = desk
        self._sender = sender
        self._released = False
        self._dropped = False
        self._under_way: set[asyncio.Task[None]] = set()
        self._ended = asyncio.Event()
        self.is_outdated: Callable[[Kept], bool] = lambda _row: False
        self.lane = LaneLoop(desk.clock, self._step, self._next_time, NAP)

    @property
    def is_at_work(self) -> bool:
        """Whether something is being shown, or was and is not scrubbed away yet."""
        return bool(self._under_way) or self._dropped

    async def run(self, held: Lease) -> None:
        """Show what may be shown, until cancelled.

        Raises:
            NotHoldingError: another process sends by now.
        """
        self._held = held
        self._released = False
        try:
            await self.lane.run()
        finally:
            await to_the_end(finish(self._under_way, STOP_SECONDS))

    async def _next_time(self) -> datetime | None:
        async with self._store.reading() as transaction:
            return await replies.next_send(transaction)

    async def _step(self) -> bool:
        """Begin to show what may be shown. True: there may be more at once."""
        await self._scrub()
        free = MOST - len(self._under_way)
        claimed = await to_the_end(self._claim(free))
        while len(self._under_way) >= MOST:
            self._ended.clear()
            await self._ended.wait()
        return claimed == free

    async def _claim(self, most: int) -> int:
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            if not self._released:
                await replies.release(transaction, self._held, now)
            claimed = await replies.claim(transaction, self._held, now, now + LEASE, most)
        self._released = True
        for one in claimed:
            task = asyncio.create_task(self._show_carefully(one))
            self._under_way.add(task)
            task.add_done_callback(self._end)
        return len(claimed)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._ended.set()
        if not self._under_way:
            self.lane.wake()

    async def _scrub(self) -> None:
        """What was deleted leaves no copy."""
        dropped, self._dropped = self._dropped, False
        if dropped:
            await self._store.scrub()

    async def _show_carefully(self, one: Waiting) -> None:
        """Whatever becomes of one, the others go on: what failed is found again by its lease."""
        try:
            await self._show(one)
        except Exception as error:  # noqa: BLE001 - without its text, which can hold what is kept about people
            log.error("Something could not be sent.", action="reply", error=type(error).__name__)  # noqa: TRY400

    async def _show(self, one: Waiting) -> None:
        kept = one.kept
        async with self._store.reading() as transaction:
            ready = await self._desk.rendered(transaction, kept.reply)
        result = None if self.is_outdated(kept) else await self._sender.reply(kept.reply, ready.screen)
        wait = backoff(result, one.tries) if isinstance(result, Failed) else None
        async with self._store.writing() as transaction:
            if wait is not None:
                await replies.postpone(transaction, self._held, kept, self._desk.clock.now() + wait)
                return
            await replies.drop(transaction, kept)
            now = self._desk.clock.now()
            for record in records_after(ready, result, now) if isinstance(result, Sent) else ():
                await record.write(transaction)
        self._dropped = True
