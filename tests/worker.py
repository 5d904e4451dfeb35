"""One process that makes papers, for all bots of a process of tests: to start one took longer than most papers.

Never where the process itself is tried (`tests/edge/test_press.py`): this one does not end with its bot.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.edge import press

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Kept(ProcessPoolExecutor):
    """A pool that goes on when a bot is done with it, unless its process died."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - its name
        if self._broken:
            super().shutdown(wait, cancel_futures=cancel_futures)

    def end(self) -> None:
        super().shutdown()


class Worker:
    """Gives every bot the same pool, and a new one after it broke."""

    def __init__(self) -> None:
        self._pool: _Kept | None = None

    def __call__(self, **settings: Any) -> _Kept:  # noqa: ANN401 - whatever a pool takes
        if self._pool is None or self._pool._broken:  # noqa: SLF001 - pools do not tell it otherwise
            self._pool = _Kept(**settings)
        return self._pool

    @contextmanager
    def lent(self) -> Iterator[None]:
        """For as long as this lasts, bots take this one instead of starting their own."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(press, "ProcessPoolExecutor", self)
            yield

    def end(self) -> None:
        """End the process, if there is one."""
        if self._pool is not None:
            self._pool.end()
