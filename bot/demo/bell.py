"""A bell that wakes everyone who waits for a change, again and again.

It carries no message: whoever is woken looks for himself. It never waits for anyone.
"""

from __future__ import annotations

import asyncio


class Bell:
    """Rung when something changed; those who wait are woken together."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.count = 0

    def ring(self) -> None:
        """Wake everyone who waits now."""
        self.count += 1
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    async def heard(self, within: float | None = None) -> bool:
        """Wait for the next ring, at most `within` seconds. False if none came."""
        try:
            async with asyncio.timeout(within):
                await self._rung.wait()
        except TimeoutError:
            return False
        return True
