"""The bots that are compared, each as a process of its own: Say So, and two that echo and keep nothing."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.api import TOKEN, Api, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

ROOT = Path(__file__).parent.parent
START_SECONDS = 60.0


@dataclass(frozen=True)
class Bot:
    """How a bot is started, and its name in the figures."""

    name: str
    command: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)


PTB = Bot("python-telegram-bot", ("-m", "benchmarks.bare_bot"))
AIOGRAM = Bot("aiogram", ("-m", "benchmarks.bare_aiogram"))
RAW = Bot("(raw sockets)", ("-m", "benchmarks.raw_bot"))


def say_so(database_url: str, rate: int = 0) -> Bot:
    """Say So, on this database, at most `rate` messages a second; 0 is no limit."""
    settings = {"SAYSO_DATABASE_URL": database_url, "SAYSO_RATE": str(rate)}
    return Bot("Say So", ("-c", "from bot.cli import main; main()", "run"), settings)


@asynccontextmanager
async def running(bot: Bot, api: Api) -> AsyncIterator[int]:
    """Start `bot` and wait until it polls; gives its process id. Ends it with the block."""
    async with serving(api) as url:
        bare = () if bot.settings else (TOKEN, url)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *bot.command,
            *bare,
            cwd=ROOT,
            env=_environment(bot, url),
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(START_SECONDS):
                await api.polled.wait()
            yield process.pid
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def _environment(bot: Bot, url: str) -> dict[str, str]:
    ours = {"SAYSO_TOKEN": TOKEN, "SAYSO_API_URL": url} if bot.settings else {}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **ours, **bot.settings}


def resident_megabytes(pid: int) -> float:
    """What a process holds in memory now, as Linux counts it."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]
    return int(kilobytes) / 1024


def processor_seconds(pid: int) -> float:
    """Processor time that a process has used, in and outside of the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
