"""Ten and a hundred times the people: nothing that anybody waits for, and no memory, may grow with them."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from benchmarks.api import Api
from benchmarks.bots import resident_megabytes, running, say_so
from benchmarks.crowd import Crowd, Taps
from benchmarks.figures import Promise, Section, Verdict, percentile, ratios, spread
from benchmarks.seeding import WEEKS, Row, dealt, due_again, fill, new_database, person, year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ZONE = ZoneInfo("Europe/London")
SHORT = (10_000, 100_000)
LONG = (10_000, 100_000, 1_000_000)
TAPPERS = range(1, 51)
TAPS_A_SECOND = 20.0
TAPS_SECONDS = 5.0
DEALT = 10
DUE = 2000
BATCH = 100
SAMPLE = 1000  # people with a whole year of use
NUDGES_SECONDS = 60.0
SETTLED_SECONDS = 1.0
NOISE = 1.25
MOST_MEGABYTES = 120.0
HOW = (
    f"{{rounds}} starts for each size, in turn. {DUE} of the people are due at the start; the time for "
    f"{BATCH} nudges is for finding, claiming, sending and marking them, at no limit. "
    f"Then {TAPS_A_SECOND:.0f} taps a second. Growth is from the fewest people to the most; up to "
    f"{NOISE} times is noise here. A year is {WEEKS} weekly cards answered, half as many more on demand, "
    "forty excerpts read and ten rehearsals."
)


@dataclass(frozen=True)
class Seen:
    """One start: seconds to the first poll, then a batch of nudges, a tap, and memory at the end."""

    start: float
    batch_ms: float
    tap_ms: float
    megabytes: float


async def measure(*, long: bool) -> Section:
    """All sizes in turn, several times; and the room that a year takes."""
    sizes, rounds = (LONG, 5) if long else (SHORT, 2)
    with tempfile.TemporaryDirectory() as folder:
        bases = [await _base(Path(folder), size) for size in sizes]
        seen: list[list[Seen]] = [[] for _ in sizes]
        for _ in range(rounds):
            for base, those in zip(bases, seen, strict=True):
                those.append(await _one(base))
        room = await _room_for_a_year(Path(folder))
    return _section(sizes, seen, room, rounds)


def _section(sizes: Sequence[int], seen: Sequence[Sequence[Seen]], room: float, rounds: int) -> Section:
    largest = max(one.megabytes for one in seen[-1])
    return Section(
        name="scale",
        title="More people",
        how=HOW.format(rounds=rounds),
        columns=("people", "start to first poll", f"{BATCH} nudges", "p50 of a tap", "resident memory"),
        rows=[_row(size, those) for size, those in zip(sizes, seen, strict=True)],
        promises=[
            _grows("start-up", [[one.start for one in those] for those in seen]),
            _grows("a batch of nudges", [[one.batch_ms for one in those] for those in seen]),
            _grows("a tap", [[one.tap_ms for one in those] for those in seen]),
            _grows("memory", [[one.megabytes for one in those] for those in seen]),
            Promise(
                f"at most {MOST_MEGABYTES:.0f} MB with the most people",
                f"{largest:.0f} MB",
                Verdict.of(largest <= MOST_MEGABYTES),
            ),
            Promise("room on disk for a year of a person's use", f"{room:,.0f} bytes", Verdict.TOLD),
        ],
    )


def _row(size: int, those: Sequence[Seen]) -> tuple[str, ...]:
    return (
        f"{size:,}",
        spread([one.start for one in those], ".2f", " s"),
        spread([one.batch_ms for one in those], ".0f", " ms"),
        spread([one.tap_ms for one in those], ".1f", " ms"),
        spread([one.megabytes for one in those], ".0f", " MB"),
    )


def _grows(what: str, values: Sequence[Sequence[float]]) -> Promise:
    growth = ratios(values[-1], values[0])
    return Promise(
        f"{what} does not grow", spread(growth, ".2f") + " times", Verdict.of(median(growth) <= NOISE)
    )


async def _base(folder: Path, size: int) -> Path:
    """A database with so many people, each with a card a little while ago and one in the days to come."""
    path = folder / f"{size}.db"
    await new_database(path)
    fill(path, "people", (person(number, None, ZONE) for number in TAPPERS))
    fill(path, "showings", dealt(TAPPERS, DEALT))
    rest = range(1_000_000, 1_000_000 + size - len(TAPPERS))
    fill(path, "people", _people(rest))
    fill(path, "showings", dealt(rest, 1))
    fill(path, "nudges", (_sent(number) for number in rest))
    return path


def _people(numbers: range) -> Iterator[Row]:
    """The last of them are due now, the others within a week."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for number in numbers:
        due = number >= numbers.stop - DUE
        later = timedelta(hours=2 + number % 160, minutes=number % 60)
        yield person(number, now - timedelta(minutes=1) if due else now + later, ZONE)


def _sent(number: int) -> Row:
    week_ago = datetime.now(UTC) - timedelta(days=7)
    moment = int(week_ago.timestamp())
    row: Row = {"person_id": number, "kind": "card", "due_on": f"{week_ago:%Y-%m-%d}", "state": "sent"}
    return {**row, "due_at": moment, "send_at": moment}


async def _one(base: Path) -> Seen:
    path = base.with_suffix(".now.db")
    shutil.copyfile(base, path)
    due_again(path, DUE, datetime.now(UTC) - timedelta(minutes=1), ZONE)
    api, moments, done = Api(), [], asyncio.Event()

    def hear(_chat: int, _method: str, moment: float) -> None:
        moments.append(moment)
        if len(moments) == DUE:
            done.set()

    api.on_message = hear
    begun = time.monotonic()
    try:
        async with running(say_so(f"sqlite+aiosqlite:///{path}"), api) as process:
            start = time.monotonic() - begun
            async with asyncio.timeout(NUDGES_SECONDS):
                await done.wait()
            crowd = Crowd(api, TAPPERS, Taps(TAPPERS, DEALT))
            await crowd.steadily(TAPS_A_SECOND, TAPS_SECONDS)
            await asyncio.sleep(SETTLED_SECONDS)
            megabytes = resident_megabytes(process)
    finally:
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()
    batch = (moments[-1] - moments[0]) / DUE * BATCH * 1000
    return Seen(start, batch, percentile(crowd.waits, 50) * 1000, megabytes)


async def _room_for_a_year(folder: Path) -> float:
    """Bytes that a person takes who answers a card each week, reads and rehearses."""
    empty, full = folder / "empty.db", folder / "year.db"
    for path in (empty, full):
        await new_database(path)
    year(full, range(1, SAMPLE + 1), ZONE)
    return (full.stat().st_size - empty.stat().st_size) / SAMPLE
