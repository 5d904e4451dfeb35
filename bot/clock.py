"""The only place that knows what time it is, and the only place that waits for a time.

Everything else is handed a `Clock`. The demo and the tests move theirs; whoever waits is woken by the jump.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits for one."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until `moment` has come. Returns at once if it has passed."""
        ...


async def sleep(clock: Clock, seconds: float) -> None:
    """Wait for `seconds` by `clock`."""
    await clock.sleep_until(clock.now() + timedelta(seconds=seconds))


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until `moment`; looks again after waking, as the computer's clock may have been set back."""
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - for a time, not an event
            await asyncio.sleep(left)


class MovableClock:
    """A clock that can jump. Runs on from where it was put, or stands still if `running` is false."""

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        self._running = running
        self._set_at = datetime.now(UTC)
        self._start = start or self._set_at
        self._jumped = asyncio.Event()

    def now(self) -> datetime:
        """The present moment of this clock, in UTC."""
        return self._start + (datetime.now(UTC) - self._set_at) if self._running else self._start

    def jump_to(self, moment: datetime) -> None:
        """Go to `moment` and wake everyone who waits, so that they look at the time again."""
        self._set_at = datetime.now(UTC)
        self._start = moment.astimezone(UTC)
        woken, self._jumped = self._jumped, asyncio.Event()
        woken.set()

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until this clock shows `moment`, by its running or by a jump."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._jumped.wait(), left if self._running else None)
