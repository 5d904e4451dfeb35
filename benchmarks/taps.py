"""Taps: fifty people who answer cards as fast as they get guidance, beside as many at bots that only echo.

Say So records each answer durably and calls the Bot API twice for it; the others keep nothing and call once.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from benchmarks.api import Api
from benchmarks.bots import AIOGRAM, PTB, RAW, Bot, processor_seconds, running, say_so
from benchmarks.crowd import Crowd, Do, Taps, writes
from benchmarks.figures import Promise, Section, Verdict, percentile, ratios, spread
from benchmarks.seeding import dealt, fill, new_database, person
from storage.sqlite import PRAGMAS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

AT_ONCE = 50
PEOPLE = range(1, 2001)  # so many that none of them taps faster than a person could
DEALT = 30  # cards for each: more than anybody can answer in a round
WARMS_SECONDS = 1.0
STEADY_RATE = 20.0  # taps a second
LEAST_RATIO = 1.5
LEAST_ROOM = 1.1  # the server must take this much more than the fastest bot asks of it
OURS = "Say So"
HOW = (
    f"{AT_ONCE} people at a time, the next doing something when one is answered, for {{seconds:.0f}} s; "
    f"then {STEADY_RATE:.0f} taps a second in all, for {{steady:.0f}} s. {{rounds}} rounds, all bots in turn; "
    "medians, with the range in brackets. For Say So a tap is an answer to a card not answered yet: it is "
    "committed to SQLite with `synchronous=FULL`, and takes two calls; an echo takes one and keeps nothing. "
    "The last two rows are no bots: plain sockets, which show what the Bot API of the benchmark itself can take, "
    "and the disk alone, which shows how long a commit of one row takes that waits for it."
)


@dataclass(frozen=True)
class Round:
    """One bot in one round: answers a second in a closed loop, its processor time for one, and steady waits."""

    rate: float
    processor_ms: float
    steady: list[float]

    def wait_ms(self, share: float) -> float:
        """The percentile of the steady waits."""
        return percentile(self.steady, share) * 1000


async def measure(*, long: bool) -> Section:
    """All bots in turn, several times."""
    rounds, seconds = (7, 10.0) if long else (3, 3.0)
    names = (PTB.name, AIOGRAM.name, OURS, RAW.name)
    measured: dict[str, list[Round]] = {name: [] for name in names}
    disk: list[list[float]] = []
    for _ in range(rounds):
        for name in names:
            async with _bot(name) as (bot, do):
                measured[name].append(await _round(bot, do, seconds))
        disk.append(await _commits(seconds))
    return _section(measured, disk, rounds, seconds)


@asynccontextmanager
async def _bot(name: str) -> AsyncIterator[tuple[Bot, Do]]:
    bare = {bot.name: bot for bot in (PTB, AIOGRAM, RAW)}
    if name in bare:
        yield bare[name], writes
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sayso.db"
        url = await new_database(path)
        fill(path, "people", (person(number, None, ZoneInfo("Europe/London")) for number in PEOPLE))
        fill(path, "showings", dealt(PEOPLE, DEALT))
        yield say_so(url), Taps(PEOPLE, DEALT)


async def _round(bot: Bot, do: Do, seconds: float) -> Round:
    api = Api()
    async with running(bot, api) as process:
        crowd = Crowd(api, PEOPLE, do, AT_ONCE)
        await crowd.in_turn(WARMS_SECONDS)
        crowd.waits.clear()
        before = processor_seconds(process)
        rate = await crowd.in_turn(seconds)
        processor_ms = (processor_seconds(process) - before) / len(crowd.waits) * 1000
        crowd.waits.clear()
        await crowd.steadily(STEADY_RATE, 2 * seconds)
    return Round(rate, processor_ms, crowd.waits)


async def _commits(seconds: float) -> list[float]:
    """How long commits take, as many a second as there are steady taps, with nothing else beside the disk."""
    waits = []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "alone.db", isolation_level=None)) as database,
    ):
        for pragma in PRAGMAS:
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE a (b)")
        for _ in range(round(STEADY_RATE * seconds)):
            await asyncio.sleep(1 / STEADY_RATE)
            begun = time.monotonic()
            database.execute("INSERT INTO a VALUES (1)")
            waits.append(time.monotonic() - begun)
    return waits


def _section(
    measured: Mapping[str, Sequence[Round]], disk: Sequence[Sequence[float]], rounds: int, seconds: float
) -> Section:
    return Section(
        name="taps",
        title="Taps",
        how=HOW.format(rounds=rounds, seconds=seconds, steady=2 * seconds),
        columns=(
            "bot",
            "answers a second",
            "processor time for one",
            "p50 at 20 a second",
            "p99 at 20 a second",
        ),
        rows=[*(_row(name, those) for name, those in measured.items()), _disk_row(disk)],
        promises=_promises(measured),
    )


def _promises(measured: Mapping[str, Sequence[Round]]) -> list[Promise]:
    rates = {name: [one.rate for one in those] for name, those in measured.items()}
    to_ptb, to_aiogram = (ratios(rates[OURS], rates[bot.name]) for bot in (PTB, AIOGRAM))
    slowest = ratios(*([one.wait_ms(99) for one in measured[name]] for name in (OURS, PTB.name)))
    fastest = max(median(those) for name, those in rates.items() if name != RAW.name)
    room = median(rates[RAW.name]) / fastest
    return [
        Promise(
            f"at least {LEAST_RATIO} times the echoes a second of {PTB.name}",
            spread(to_ptb, ".2f", " times"),
            Verdict.of(median(to_ptb) >= LEAST_RATIO),
        ),
        Promise(
            f"p99 at {STEADY_RATE:.0f} a second no worse than {PTB.name}'s",
            spread(slowest, ".2f", " times"),
            Verdict.of(median(slowest) <= 1),
        ),
        Promise(
            "the Bot API takes more than the fastest bot asks of it",
            f"{room:.1f} times",
            Verdict.of(room >= LEAST_ROOM),
        ),
        Promise("the echoes a second of aiogram", spread(to_aiogram, ".2f", " times"), Verdict.TOLD),
    ]


def _disk_row(disk: Sequence[Sequence[float]]) -> tuple[str, ...]:
    waits = (spread([percentile(those, share) * 1000 for those in disk], ".1f", " ms") for share in (50, 99))
    return ("(the disk)", "", "", *waits)


def _row(name: str, those: Sequence[Round]) -> tuple[str, ...]:
    return (
        name,
        spread([one.rate for one in those]),
        spread([one.processor_ms for one in those], ".2f", " ms"),
        spread([one.wait_ms(50) for one in those], ".1f", " ms"),
        spread([one.wait_ms(99) for one in those], ".1f", " ms"),
    )
