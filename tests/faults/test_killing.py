"""`kill -9` at any moment loses no tap and no nudge, and sends again at most what was in flight."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.demo.faults import Chance, delay
from bot.demo.server import serving
from bot.demo.world import World
from tests.faults.crowd import Crowd
from tests.faults.killing import BATCH, MOST_TRIES, SLOWEST_CALL_SECONDS, Killing
from tests.faults.process import Bot

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.engines import Engine

SEED = 20_261_123
CALLS_KEPT = 1_000_000
LONGEST_PAUSE_SECONDS = 0.5  # between two taps


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    made: Engine = request.getfixturevalue(request.param)
    return made


async def lost_nothing(engine: Engine, kills: int, people_each: int, say: Callable[[str], None]) -> None:
    world, drawn = World(SystemClock(), calls_kept=CALLS_KEPT), random.Random(SEED)  # noqa: S311 - no secret
    world.faults.mix([Chance(delay(SLOWEST_CALL_SECONDS), 0.3)], drawn)
    async with serving(world) as server:
        crowd = Crowd(world, engine, drawn)
        killing = Killing(Bot(world, server.bot_url, engine), crowd, drawn)
        await crowd.grow(due=people_each, tappers=8, cards_each=3)

        def more() -> bool:
            return killing.kills < kills

        tapping = asyncio.create_task(crowd.keep_tapping(LONGEST_PAUSE_SECONDS, more))
        await killing.kill(kills, people_each, say)
        await tapping
        await killing.finish()
    say(f"{kills} kills: {killing.sent_again} sent again, at most {killing.most_at_once} under way at once")
    await check(killing)


async def check(killing: Killing) -> None:
    crowd = killing.crowd
    assert [] == killing.faults, "the database is whole after each kill"
    assert await crowd.all_over(), "every nudge ended"
    assert set() == set(crowd.due) - set(+crowd.received()), "everybody got her message"
    assert {} == killing.too_often(), "sent again is only what was under way at a kill"
    assert max(crowd.received().values()) <= MOST_TRIES
    assert killing.sent_again <= killing.under_way.total()
    assert killing.most_at_once <= BATCH
    assert [] == await crowd.lost_taps(), "every tap is recorded as it was made, and answered"
    assert [] == [line for line in killing.bot.logged() if "action" not in line], "no traceback"


async def test_a_few_kills_lose_nothing(engine: Engine, progress: Callable[[str], None]) -> None:
    await lost_nothing(engine, 6 if engine.is_file else 3, 10, progress)


@pytest.mark.soak
@pytest.mark.timeout(5400)
async def test_200_kills_lose_nothing(engine: Engine, progress: Callable[[str], None]) -> None:
    await lost_nothing(engine, 200, 10, progress)
