"""Lets go of what is kept for a time only: handled updates, replies too old to show, who never joined."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.delivery.lanes import LaneLoop
from storage import handled, people, replies

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery.desk import Desk
    from storage.store import Store

EVERY = timedelta(minutes=10)  # so that there is never much at once
CHOOSING_FOR = timedelta(days=1)  # how long somebody may take between the first tap and the last of joining


class Housekeeping:
    """The lane of what nobody notices."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._clock = desk.clock
        self.lane = LaneLoop(desk.clock, self._step, self._next_time, EVERY)

    async def run(self) -> None:
        """Keep house, until cancelled."""
        await self.lane.run()

    async def _step(self) -> bool:
        now = self._clock.now()
        async with self._store.writing() as transaction:
            await handled.prune(transaction, now)
            await replies.drop_old(transaction, now)
            await people.drop_half_joined(transaction, (now - CHOOSING_FOR).date())
        return False

    async def _next_time(self) -> datetime | None:
        return self._clock.now() + EVERY
