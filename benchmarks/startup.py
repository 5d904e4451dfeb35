"""From the start of the process to its first question to Telegram, and the memory that it then holds.

Say So and the bare bot take turns, so that whatever else the machine does touches both alike. Medians are
compared; the first round only warms the disk's cache.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.api import Api
from benchmarks.bots import PTB, Bot, resident_megabytes, running, say_so
from benchmarks.figures import Promise, Section, Verdict, ratios, spread

MOST_TIMES_SLOWER = 3.0
MOST_MEGABYTES = 110.0
SETTLED_SECONDS = 1.0  # memory is read when the first poll has been open for so long


@dataclass(frozen=True)
class Measured:
    """Seconds until the first poll, and megabytes resident a second later."""

    seconds: float
    megabytes: float


async def measure(*, long: bool) -> Section:
    """Both in turn; the first round is not counted."""
    rounds = 15 if long else 5
    ours: list[Measured] = []
    bare: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        own = say_so(f"sqlite+aiosqlite:///{Path(folder) / 'sayso.db'}")
        for _ in range(rounds + 1):
            bare.append(await _one(PTB))
            ours.append(await _one(own))
    return _section(ours[1:], bare[1:])


async def _one(bot: Bot) -> Measured:
    begun = time.monotonic()
    async with running(bot, Api()) as process:
        seconds = time.monotonic() - begun
        await asyncio.sleep(SETTLED_SECONDS)
        return Measured(seconds, resident_megabytes(process))


def _section(ours: list[Measured], bare: list[Measured]) -> Section:
    slower = ratios([one.seconds for one in ours], [one.seconds for one in bare])
    megabytes = max(one.megabytes for one in ours)
    return Section(
        name="startup",
        title="Start and memory",
        how=f"From the start of the process to its first question to Telegram; {len(ours)} rounds in turn.",
        columns=("bot", "start to first poll", "resident memory"),
        rows=[_row(PTB.name, bare), _row("Say So", ours)],
        promises=[
            Promise(
                f"starts in at most {MOST_TIMES_SLOWER:.0f} times the time of python-telegram-bot",
                spread(slower, ".2f") + " times",
                Verdict.of(median(slower) <= MOST_TIMES_SLOWER),
            ),
            Promise(
                f"at most {MOST_MEGABYTES:.0f} MB",
                f"{megabytes:.0f} MB",
                Verdict.of(megabytes <= MOST_MEGABYTES),
            ),
        ],
    )


def _row(name: str, those: list[Measured]) -> tuple[str, ...]:
    return (
        name,
        spread([one.seconds for one in those], ".2f", " s"),
        spread([one.megabytes for one in those], ".0f", " MB"),
    )
