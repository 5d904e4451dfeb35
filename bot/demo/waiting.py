"""Waiting for the bot: until it has nothing left to do, or until something is so.

For tests and benchmarks. Times are real seconds, whatever the world's clock shows; none of it sleeps longer
than it must.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.demo.stage import Stage

# How long nothing may happen before the bot counts as having finished.
SETTLED = 0.03
# What is waited for may change where the world cannot notice, so it is looked at this often.
LOOK_AGAIN = 0.02


async def quiet(stage: Stage, within: float, settled: float) -> None:
    """Wait until every update is confirmed, no call runs, and nothing happened for `settled` seconds.

    Raises:
        TimeoutError: it did not happen within so many seconds.
    """
    try:
        async with asyncio.timeout(within):
            while _busy(stage) or await stage.activity.heard(settled):
                if _busy(stage):
                    await stage.activity.heard()
    except TimeoutError:
        state = f"{len(stage.updates)} updates wait and {stage.calls_running} calls run"
        raise TimeoutError(f"The bot was not quiet within {within} s: {state}.") from None


async def until(stage: Stage, true: Callable[[], object], within: float) -> None:
    """Wait until `true` says so.

    Raises:
        TimeoutError: it did not happen within so many seconds.
    """
    try:
        async with asyncio.timeout(within):
            while not true():
                await stage.activity.heard(LOOK_AGAIN)
    except TimeoutError:
        raise TimeoutError(f"What was waited for did not happen within {within} s.") from None


def _busy(stage: Stage) -> bool:
    return bool(len(stage.updates) or stage.calls_running)
