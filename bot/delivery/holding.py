"""Holds the rows of late replies for as long as this process is still about to show them.

A few seconds at a time: if the process dies, its rows wait for nobody and are shown by whoever leads. As long as
it lives, nobody else shows them.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.clock import real_seconds
from storage import replies

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from storage.replies import Kept
    from storage.store import Store

HELD_FOR = timedelta(seconds=20)  # far longer than the clocks of replicas differ
EVERY_SECONDS = 5.0

log = structlog.get_logger()


class Holding:
    """Holds what `rows` names, as long as it names any."""

    def __init__(self, store: Store, clock: Clock, rows: Callable[[], Sequence[Kept]]) -> None:
        self._store = store
        self._clock = clock
        self._rows = rows
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Rows were kept."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._hold())

    def end(self) -> None:
        """Hold nothing any more."""
        if self._task is not None:
            self._task.cancel()

    async def give_back(self, rows: Sequence[Kept]) -> None:
        """Before a stop: what is still there waits for nobody any more."""
        if rows:
            await self._set(rows, self._clock.now())

    async def _hold(self) -> None:
        while self._rows():
            await real_seconds(EVERY_SECONDS)
            await self._set(self._rows(), self._clock.now() + HELD_FOR)

    async def _set(self, rows: Sequence[Kept], until: datetime) -> None:
        try:
            async with self._store.writing() as transaction:
                await replies.hold(transaction, rows, until)
        except Exception as error:  # noqa: BLE001 - then nobody else can take them either
            log.warning("Late replies could not be held.", action="reply", error=type(error).__name__)
