"""Makes papers in a process of its own, so that no tap ever waits for one.

The process is started with the first paper, and ends when none was wanted for a minute: it takes as much memory
as the bot, which few machines can spare for nothing. It may be killed from outside at any time, for its memory
most likely; a paper is never lost by that alone.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import structlog

from bot.clock import call_later

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

IDLE_SECONDS = 60.0

log = structlog.get_logger()


class Press:
    """One worker process, one paper at a time, and each paper once however many wait for it."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._turn = asyncio.Lock()
        self._under_way: dict[Hashable, asyncio.Task[bytes]] = {}
        self._until_idle: asyncio.TimerHandle | None = None

    async def made(self, make: Callable[[], bytes], key: str | None = None) -> bytes:
        """What `make` makes, made elsewhere. Whoever asks for the same `key` meanwhile gets the same.

        Raises:
            BrokenProcessPool: the worker process died of it twice.
            Exception: whatever `make` raises.
        """
        what = key or make
        task = self._under_way.get(what)
        if task is None:
            task = self._under_way[what] = asyncio.create_task(self._made(make))
            task.add_done_callback(lambda _: self._under_way.pop(what, None))
        # Who is cancelled while waiting must not take the paper from the others.
        return await asyncio.shield(task)

    async def _made(self, make: Callable[[], bytes]) -> bytes:
        async with self._turn:
            try:
                return await self._tried(make)
            except BrokenProcessPool:
                log.warning(
                    "The process that makes papers died. Trying once more in a new one.", action="press"
                )
                return await self._tried(make)
            finally:
                self._rest()

    def _rest(self) -> None:
        """End the process in a while, unless another paper is wanted before."""
        if self._until_idle is not None:
            self._until_idle.cancel()
        self._until_idle = call_later(IDLE_SECONDS, self._end_if_idle)

    def _end_if_idle(self) -> None:
        if not self._turn.locked():
            self._end()

    async def _tried(self, make: Callable[[], bytes]) -> bytes:
        if self._pool is None:
            # A fresh process, not a copy of this one, whose threads and connections a copy could not use.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, make)
        except BrokenProcessPool:
            self._end()
            raise

    def close(self) -> None:
        """End the worker process, without waiting for what it makes."""
        for task in list(self._under_way.values()):
            task.cancel()
        if self._until_idle is not None:
            self._until_idle.cancel()
        self._end()

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
