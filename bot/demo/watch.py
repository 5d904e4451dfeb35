"""Reads the content again when a file of it is saved, so that an author sees her card change on the phone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.clock import SystemClock, sleep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOOK_EVERY_SECONDS = 1.0  # by the real clock: the demo's own may stand on another day


async def watch(folder: Path, changed: Callable[[], None]) -> None:
    """Call `changed` after each save, for ever."""
    before = await asyncio.to_thread(_stamps, folder)
    while True:
        await sleep(SystemClock(), LOOK_EVERY_SECONDS)
        now = await asyncio.to_thread(_stamps, folder)
        if now != before:
            before = now
            changed()


def _stamps(folder: Path) -> dict[Path, int]:
    """When each file was last changed. A file that goes away meanwhile is simply not there."""
    stamps = {}
    for path in folder.rglob("*.yaml"):
        try:
            stamps[path] = path.stat().st_mtime_ns
        except FileNotFoundError:
            continue
    return stamps
