"""What goes out by itself, in lanes that do not wait for each other. Of all replicas one runs it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.delivery.housekeeping import Housekeeping
from bot.delivery.nudging import Nudging
from bot.delivery.publishing import Publishing
from bot.delivery.waiting import WaitingReplies
from storage.leases import NotHoldingError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from datetime import datetime
    from typing import Any

    from bot.delivery.desk import Desk
    from bot.delivery.lanes import LaneLoop
    from bot.delivery.leading import Leading
    from bot.delivery.sender import Sender
    from storage.leases import Lease
    from storage.replies import Kept
    from storage.store import Store

    Work = Callable[[Lease], Coroutine[Any, Any, None]]


class Outbox:
    """Sends what is due, while this process leads. `beside` is other work that only one replica may do.

    Each work is given the lease under which it is done.
    """

    def __init__(
        self,
        store: Store,
        desk: Desk,
        sender: Sender,
        leading: Leading,
        rate: float,
        beside: Sequence[Work] = (),
    ) -> None:
        self._store = store
        self._desk = desk
        self._sender = sender
        self._leading = leading
        self._rate = rate
        self._beside = beside
        self._nudging: Nudging | None = None
        self._replies = WaitingReplies(store, desk, sender)
        self._housekeeping = Housekeeping(store, desk)
        self._publishing = Publishing(store, desk)

    def wake(self) -> None:
        """A reply was kept: look at the database now, not at the next due time."""
        self._replies.lane.wake()

    def ask_first(self, is_outdated: Callable[[Kept], bool]) -> None:
        """Ask this of each kept reply before it is shown: whether something newer was shown in its message."""
        self._replies.is_outdated = is_outdated

    async def run(self) -> None:
        """Send what is due, whenever this process leads, until cancelled."""
        await self._leading.run(self._work)

    @property
    def resting_until(self) -> datetime | None:
        """When it will look at the database again by itself; None while it is at work, or does not lead."""
        if self._nudging is None or self._nudging.is_at_work or self._replies.is_at_work:
            return None
        by_itself = (self._replies, self._housekeeping, self._publishing)
        lanes: list[LaneLoop] = [self._nudging.lane, *(part.lane for part in by_itself)]
        times = [lane.resting_until for lane in lanes]
        return None if None in times else min(time for time in times if time is not None)

    async def _work(self, held: Lease) -> None:
        self._nudging = Nudging(self._store, self._desk, self._sender, held, self._rate)
        try:
            async with asyncio.TaskGroup() as group:
                for part in (self._nudging, self._housekeeping, self._publishing):
                    group.create_task(part.run())
                group.create_task(self._replies.run(held))
                for work in self._beside:
                    group.create_task(work(held))
        except* NotHoldingError:
            raise NotHoldingError from None
        finally:
            self._nudging = None
