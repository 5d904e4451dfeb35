"""From the start of the process to its first question to Telegram, and the memory that it then holds.

Say So and the bare bot take turns, so that whatever else the machine does touches both alike. Medians are
compared; the first round only warms the disk's cache.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rich.progress import track

from bot.clock import SystemClock
from bot.demo.server import serving
from bot.demo.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROUNDS = 7
PATIENCE_SECONDS = 30.0
MOST_TIMES_SLOWER = 3.0
MOST_MEMORY_MB = 110.0
SETTLED_SECONDS = 1.0  # memory is read when the first poll has been open for so long


@dataclass(frozen=True)
class Measured:
    """Seconds until the first poll, and megabytes resident a second later."""

    seconds: float
    megabytes: float


async def measure() -> bool:
    """Measure both, print the figures, and say whether they are as promised."""
    ours: list[Measured] = []
    bare: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "sayso.db"
        for number in track(range(ROUNDS + 1), "Starting both in turn"):
            bare.append(await _one(_bare_bot, {}))
            ours.append(await _one(_say_so, {"SAYSO_DATABASE_URL": f"sqlite+aiosqlite:///{database}"}))
            if number == 0:
                ours.clear()
                bare.clear()
    return _report(ours, bare)


def _report(ours: Sequence[Measured], bare: Sequence[Measured]) -> bool:
    ratio = median(one.seconds for one in ours) / median(one.seconds for one in bare)
    megabytes = max(one.megabytes for one in ours)
    bare_megabytes = max(one.megabytes for one in bare)
    print(f"Start to first poll: {ratio:.2f} times the bare bot's (at most {MOST_TIMES_SLOWER}).")
    print(
        f"  Say So {median(one.seconds for one in ours):.2f} s, bare {median(one.seconds for one in bare):.2f} s."
    )
    print(
        f"Resident memory: {megabytes:.0f} MB (at most {MOST_MEMORY_MB:.0f}); bare {bare_megabytes:.0f} MB."
    )
    return ratio <= MOST_TIMES_SLOWER and megabytes <= MOST_MEMORY_MB


def _say_so(_token: str, _url: str) -> list[str]:
    return [sys.executable, "-c", "from bot.cli import main; main()", "run"]


def _bare_bot(token: str, url: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.bare_bot", token, url]


async def _one(command: Callable[[str, str], list[str]], more: Mapping[str, str]) -> Measured:
    world = World(SystemClock())
    async with serving(world) as server:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "SAYSO_TOKEN": world.token,
            "SAYSO_API_URL": server.bot_url,
            **more,
        }
        clock = asyncio.get_running_loop().time
        begun = clock()
        process = await asyncio.create_subprocess_exec(
            *command(world.token, server.bot_url), env=environment, stderr=asyncio.subprocess.DEVNULL
        )
        await world.until(lambda: world.updates.polled, PATIENCE_SECONDS)
        seconds = clock() - begun
        await asyncio.sleep(SETTLED_SECONDS)
        megabytes = _resident(process.pid)
        process.terminate()
        await process.wait()
    return Measured(seconds, megabytes)


def _resident(pid: int) -> float:
    """Megabytes that a process holds in memory now, as Linux counts them."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]
    return int(kilobytes) / 1024
