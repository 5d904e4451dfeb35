"""A run of nudges: at the rate that is set, with people who tap meanwhile, and as fast as it goes.

Two questions: is the line kept full while a tap still gets its answer at once, and what would limit a paid line?
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.api import Api
from benchmarks.bots import running, say_so
from benchmarks.crowd import Crowd, Taps
from benchmarks.figures import Promise, Section, Verdict, percentile
from benchmarks.seeding import dealt, fill, new_database, person

ZONE = ZoneInfo("Europe/London")
EVERYBODY = 20_000
RATE = 28  # messages a second, as SAYSO_RATE is by default
TELEGRAMS_RATE = 30
TAPS_A_SECOND = 2.0
TAPPERS = range(1, 201)
DEALT = 20
SETTLES_SECONDS = 3.0  # until the first batch is made and under way
SHORT_SECONDS = 60.0
LONGEST_SECONDS = 120.0  # for a run without a limit
LEAST_SHARE = 0.99
LONGEST_TAP_MS = 150.0
LEAST_A_SECOND = 1000.0
HOW = (
    f"{EVERYBODY:,} people are due at once. First at {RATE} messages a second, for {{seconds:.0f}} s, while "
    f"{TAPS_A_SECOND:.0f} others a second answer a card, with a server that refuses more than {TELEGRAMS_RATE} "
    "messages in any second; then without a limit, until all have theirs."
)


@dataclass(frozen=True)
class Run:
    """What was seen of a run: messages a second, nudges sent, refusals, and the seconds that each tap waited."""

    rate: float
    nudges: int
    refused: int
    waits: list[float]


async def measure(*, long: bool) -> Section:
    """A run at Telegram's rate with people who tap meanwhile, and one without a limit."""
    seconds = EVERYBODY / (RATE - TAPS_A_SECOND) - 2 * SETTLES_SECONDS if long else SHORT_SECONDS
    paced = await _paced(seconds)
    free = await _free()
    return Section(
        name="nudges",
        title="A run of nudges",
        how=HOW.format(seconds=seconds),
        columns=(
            "run",
            "messages a second",
            "nudges sent",
            "refused with 429",
            "p50 of a tap",
            "p99 of a tap",
        ),
        rows=[_row(f"at {RATE}", paced), _row("no limit", free)],
        promises=_promises(paced, free),
    )


def _row(name: str, run: Run) -> tuple[str, ...]:
    waits = [_ms(run, 50), _ms(run, 99)] if run.waits else ["", ""]
    return (name, f"{run.rate:.2f}", str(run.nudges), str(run.refused), *waits)


def _promises(paced: Run, free: Run) -> list[Promise]:
    share, p99 = paced.rate / RATE, percentile(paced.waits, 99) * 1000
    return [
        Promise(f"at least 99 % of {RATE} a second", f"{share:.1%}", Verdict.of(share >= LEAST_SHARE)),
        Promise("no 429", str(paced.refused), Verdict.of(not paced.refused)),
        Promise(
            f"p99 of a tap under {LONGEST_TAP_MS:.0f} ms", f"{p99:.0f} ms", Verdict.of(p99 < LONGEST_TAP_MS)
        ),
        Promise(
            f"without a limit at least {LEAST_A_SECOND:.0f} nudges a second",
            f"{free.rate:.0f}",
            Verdict.of(free.rate >= LEAST_A_SECOND and free.nudges == EVERYBODY),
        ),
    ]


def _ms(run: Run, share: float) -> str:
    return f"{percentile(run.waits, share) * 1000:.1f} ms"


async def _seeded(folder: str) -> str:
    path = Path(folder) / "sayso.db"
    url = await new_database(path)
    due = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
    nudged = range(1_000_000, 1_000_000 + EVERYBODY)
    fill(path, "people", (person(number, None, ZONE) for number in TAPPERS))
    fill(path, "people", (person(number, due, ZONE) for number in nudged))
    fill(path, "showings", dealt(TAPPERS, DEALT))
    return url


async def _paced(seconds: float) -> Run:
    api, moments = Api(), []
    api.line.most = TELEGRAMS_RATE
    crowd = Crowd(api, TAPPERS, Taps(TAPPERS, DEALT))

    def hear(chat: int, method: str, moment: float) -> None:
        moments.append((moment, chat))
        crowd.hears(chat, method, moment)

    with tempfile.TemporaryDirectory() as folder:
        async with running(say_so(await _seeded(folder), RATE), api):
            await asyncio.sleep(SETTLES_SECONDS)
            begun = time.monotonic()
            await crowd.steadily(TAPS_A_SECOND, seconds, hear)
            ended = time.monotonic()
    heard = [chat for moment, chat in moments if begun <= moment < ended]
    nudges = sum(chat not in TAPPERS for chat in heard)
    return Run(len(heard) / (ended - begun), nudges, api.line.refused, crowd.waits)


async def _free() -> Run:
    api, done = Api(), asyncio.Event()
    moments: dict[int, float] = {}

    def hear(chat: int, _method: str, moment: float) -> None:
        moments.setdefault(chat, moment)
        if len(moments) == EVERYBODY:
            done.set()

    api.on_message = hear
    with tempfile.TemporaryDirectory() as folder:
        async with running(say_so(await _seeded(folder)), api):
            try:
                await asyncio.wait_for(done.wait(), LONGEST_SECONDS)
            except TimeoutError:
                print(f"Only {len(moments)} of {EVERYBODY} nudges came within {LONGEST_SECONDS:.0f} s.")
    seconds = max(moments.values()) - min(moments.values())
    return Run(len(moments) / seconds, len(moments), api.line.refused, [])
