"""A lane of the outbox: sends what is due, then rests until the next thing is.

Whatever fails, the lane goes on: the next card must still go out.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from storage.leases import NotHoldingError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from datetime import datetime
    from typing import Any

    from bot.clock import Clock

LONGEST_NAP = timedelta(seconds=15)  # a look at the database now and then, whatever else was missed
AFTER_FAULT = timedelta(seconds=5)

log = structlog.get_logger()


class LaneLoop:
    """Steps for as long as there is more, and rests in between. `resting_until` is None while it is at work.

    A stop may fall anywhere in a step: what must not be torn there is awaited through `to_the_end`.
    """

    def __init__(
        self,
        clock: Clock,
        step: Callable[[], Coroutine[Any, Any, bool]],
        next_time: Callable[[], Awaitable[datetime | None]],
        longest_nap: timedelta = LONGEST_NAP,
    ) -> None:
        """`step` says whether there may be more at once, `next_time` when there will be."""
        self._clock = clock
        self._step = step
        self._next_time = next_time
        self._longest_nap = longest_nap
        self._woken = asyncio.Event()
        self.resting_until: datetime | None = None

    def wake(self) -> None:
        """Look now, not at the next due time."""
        self._woken.set()

    async def run(self) -> None:
        """Step and rest, until cancelled.

        Raises:
            NotHoldingError: another process sends by now.
        """
        while True:
            self.resting_until = None
            self._woken.clear()
            self.resting_until = await self._until()
            await self._rest(self.resting_until)

    async def _until(self) -> datetime:
        now = self._clock.now
        try:
            if await self._step():
                return now()
            soonest = await self._next_time()
        except NotHoldingError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever failed, the next due card must still go out
            # Without its text and trace: those can hold statements, and with them what is kept about people.
            log.error("The outbox failed.", action="outbox", error=type(error).__name__)  # noqa: TRY400
            return now() + AFTER_FAULT
        nap = now() + self._longest_nap
        return nap if soonest is None else min(soonest, nap)

    async def _rest(self, until: datetime) -> None:
        tasks = {
            asyncio.create_task(self._clock.sleep_until(until)),
            asyncio.create_task(self._woken.wait()),
        }
        try:
            # The nap also in real seconds: somebody may set the computer's clock back meanwhile.
            nap = self._longest_nap.total_seconds()
            await asyncio.wait(tasks, timeout=nap, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
