"""Makes papers in a process of its own, so that no tap ever waits for one.

The process is started with the first paper: most runs of the bot on a given day make none.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Press:
    """One worker process, one paper at a time."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def made(self, make: Callable[[], bytes]) -> bytes:
        """What `make` makes, made elsewhere."""
        if self._pool is None:
            # A fresh process, not a copy of this one, whose threads and connections a copy could not use.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context)
        return await asyncio.get_running_loop().run_in_executor(self._pool, make)

    def close(self) -> None:
        """End the worker process, without waiting for what it makes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
