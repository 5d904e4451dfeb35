"""Stopping without cutting anything off: what has begun is finished, for as long as there is time for that.

A stop is a cancellation. It may fall anywhere, also between the moment at which a screen is shown and the one at
which that is written down; whatever must not be torn there is awaited through `to_the_end`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable
    from typing import Any

Result = TypeVar("Result")

# All together a stop must take less than the ten seconds after which a container is killed.
GRACE_SECONDS = 4.0


async def to_the_end(work: Coroutine[Any, Any, Result], seconds: float = GRACE_SECONDS) -> Result:
    """Await `work`. If that is cancelled, `work` gets `seconds` more before it is cancelled too.

    Raises:
        CancelledError: whoever awaits this was cancelled; by then `work` has ended.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await finish([task], seconds)
        raise


async def finish(tasks: Iterable[asyncio.Task[Any]], seconds: float = GRACE_SECONDS) -> None:
    """Wait for `tasks`, and cancel those that take longer than `seconds`. What they raise is theirs to say."""
    waiting = set(tasks)
    if not waiting:
        return
    _, late = await asyncio.wait(waiting, timeout=seconds)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=1)
    for task in waiting:
        if task.done() and not task.cancelled():
            task.exception()  # looked at, so that nothing complains of an error that nobody saw
