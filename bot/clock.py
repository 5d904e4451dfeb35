"""The only place that knows what time it is, and the only place that waits for a time.

Everything else is handed a `Clock`. The demo and the tests move theirs; whoever waits is woken by the jump.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_SLEEP_SECONDS = 60.0  # without a look at the time: somebody may set the computer's clock meanwhile


class Clock(Protocol):
    """Tells the time and waits for one."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until `moment` has come. Returns at once if it has passed."""
        ...

    async def sleep_for(self, seconds: float) -> None:
        """Wait for `seconds`, whatever is done to the time of day meanwhile."""
        ...

    def elapsed(self) -> float:
        """Seconds since some moment in the past, that go on evenly whatever is done to the time of day."""
        ...


async def sleep(clock: Clock, seconds: float) -> None:
    """Wait for `seconds` by `clock`."""
    await clock.sleep_for(seconds)


async def real_seconds(seconds: float) -> None:
    """Wait for `seconds` that no clock can be set past: for what depends on the world outside."""
    await asyncio.sleep(seconds)


def call_later(seconds: float, call: Callable[[], object]) -> asyncio.TimerHandle:
    """Call after real seconds, in the running event loop."""
    return asyncio.get_running_loop().call_later(seconds, call)


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until `moment`. Looks at the time again at least once a minute, and after waking."""
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - for a time, not an event
            await asyncio.sleep(min(left, LONGEST_SLEEP_SECONDS))

    async def sleep_for(self, seconds: float) -> None:
        """Wait for `seconds` by the loop's own clock, which nobody can set."""
        await asyncio.sleep(seconds)

    def elapsed(self) -> float:
        """Seconds by the computer's own counter, which nobody can set."""
        return time.monotonic()


class MovableClock:
    """A clock that can jump. Runs on from where it was put, or stands still if `running` is false."""

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        self._running = running
        self._set_at = datetime.now(UTC)
        self._start = start or self._set_at
        self._jumped = asyncio.Event()
        self._jumped_over = 0.0

    def now(self) -> datetime:
        """The present moment of this clock, in UTC."""
        return self._start + (datetime.now(UTC) - self._set_at) if self._running else self._start

    def jump_to(self, moment: datetime) -> None:
        """Go to `moment` and wake everyone who waits, so that they look at the time again."""
        self._jumped_over += max(0.0, (moment - self.now()).total_seconds())
        self._set_at = datetime.now(UTC)
        self._start = moment.astimezone(UTC)
        woken, self._jumped = self._jumped, asyncio.Event()
        woken.set()

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until this clock shows `moment`, by its running or by a jump."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._jumped.wait(), left if self._running else None)

    async def sleep_for(self, seconds: float) -> None:
        """Wait until this clock shows `seconds` more than now, by its running or by a jump."""
        await self.sleep_until(self.now() + timedelta(seconds=seconds))

    def elapsed(self) -> float:
        """Real seconds, and those that were jumped over: what was waited for is over after a jump."""
        return time.monotonic() + self._jumped_over
