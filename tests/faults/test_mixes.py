"""Whatever fails for a while: a nudge ends as sent, lapsed or unknown, and no tap that Telegram held is lost."""

from __future__ import annotations

import asyncio
import random
import resource
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine as AnyEngine
from sqlalchemy import event
from sqlalchemy.engine import make_url

from bot.clock import SystemClock
from bot.demo.faults import LOSE_ANSWER, LOSE_CALL, SERVER_ERROR, Chance, flood
from bot.demo.server import serving
from bot.demo.world import World
from tests.faults.crowd import Crowd
from tests.faults.process import Bot
from tests.faults.running import Running, running, tapping

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from sqlalchemy import Connection

    from tests.faults.engines import Engine

SEED = 20_261_124
FAULTS = [Chance(SERVER_ERROR, 0.05), Chance(LOSE_ANSWER, 0.05), Chance(LOSE_CALL, 0.05)]
DUE, TAPPERS, CARDS_EACH = 30, 10, 3
DUE_IN_SECONDS = 5  # so long a process may take to start on a busy machine
NOTHING_GOES_OUT = ("The outbox failed.", "The lease could not be looked at.")
GUIDE = "What is it about?"


@pytest.fixture
def drawn() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - the same each time; no secret


@pytest.fixture
async def bot(sqlite: Engine, drawn: random.Random) -> AsyncIterator[Running]:
    async with running(sqlite, drawn) as made:
        yield made


async def crowd_comes(bot: Running, due: int = DUE) -> None:
    """People are due, and others have cards to tap. A jump lets the bot see that somebody is due."""
    await bot.crowd.grow(due, TAPPERS, CARDS_EACH, late=1)
    bot.world.jump_to(bot.clock.now() + timedelta(minutes=1))


async def test_faults_of_every_kind_at_once_lose_nothing(bot: Running, drawn: random.Random) -> None:
    bot.world.faults.mix(FAULTS, drawn)
    await crowd_comes(bot)
    async with tapping(bot):
        await bot.until_over()
    await bot.until_over()

    assert [] == await bot.wrong()
    assert {"sent"} <= set((await bot.crowd.states()).values())


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_faults_of_every_kind_at_once_lose_nothing_of_two_thousand(
    bot: Running, drawn: random.Random
) -> None:
    bot.world.faults.mix(FAULTS, drawn)
    for _hundred in range(20):
        await crowd_comes(bot, due=100)
        async with tapping(bot):
            await bot.until_over()
    await bot.until_over()

    assert [] == await bot.wrong()


async def test_a_storm_of_refusals_for_all_and_one_for_a_single_chat_lose_nothing(bot: Running) -> None:
    await bot.crowd.grow(due=1)
    bot.world.faults.plan(flood(1), "sendMessage", chat=bot.crowd.due[0], times=2)
    bot.world.faults.plan(flood(1), "sendMessage", times=DUE // 2, after=3)
    bot.world.faults.plan(flood(1), "editMessageText", times=3)
    await crowd_comes(bot)
    async with tapping(bot):
        await bot.until_over()
    await bot.until_over()

    assert [] == await bot.wrong()
    assert {"sent"} == set((await bot.crowd.states()).values()), "a refusal is never a reason to give up"
    assert {1} == set(bot.crowd.received().values()), "nor to send twice"


@pytest.mark.parametrize("seconds", [1.5, pytest.param(30.0, marks=pytest.mark.soak)])
async def test_no_network_for_a_while_loses_nothing(bot: Running, seconds: float) -> None:
    await bot.crowd.grow(0, TAPPERS, CARDS_EACH)
    await bot.disconnect()
    await crowd_comes(bot)
    async with tapping(bot):
        await bot.until_said("Telegram could not be asked.")
        await asyncio.sleep(seconds)
    await bot.connect()
    await bot.until(lambda: bot.world.updates.polled)
    await bot.until_over()

    assert [] == await bot.wrong()
    assert {1} == set(bot.crowd.received().values()), "what never left cannot have arrived"


@pytest.mark.parametrize("seconds", [0.0, pytest.param(20.0, marks=pytest.mark.soak)])
async def test_somebody_else_holding_the_database_loses_nothing(
    bot: Running, sqlite: Engine, seconds: float
) -> None:
    await bot.crowd.grow(DUE, TAPPERS, CARDS_EACH, late=-2)
    with closing(sqlite3.connect(str(make_url(sqlite.url).database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with tapping(bot):
            await asyncio.sleep(seconds)
            await bot.until_said("Updates were not taken in.", *NOTHING_GOES_OUT)
        other.execute("ROLLBACK")
    await bot.until_over()

    assert [] == await bot.wrong()
    assert {1} == set(bot.crowd.received().values())


@pytest.mark.parametrize("hours", [1, 5])
async def test_a_clock_that_steps_back_loses_nothing(bot: Running, hours: int) -> None:
    """At the step nudges are under way and others are not yet due."""
    await crowd_comes(bot)
    async with tapping(bot):
        await bot.minutes_until(lambda: bot.crowd.received().total() > DUE // 3)
        bot.world.jump_to(bot.clock.now() - timedelta(hours=hours))
        await bot.crowd.grow(DUE)
    for _hour in range(hours):
        await bot.quiet()
        bot.world.jump_to(bot.clock.now() + timedelta(hours=1))
    await bot.until_over()

    assert [] == await bot.wrong()
    assert {1} == set(bot.crowd.received().values())


@dataclass
class Disk:
    """What SQLite says of a disk that takes nothing any more, while `read_only` is set."""

    read_only: bool = False

    def at_begin(self, connection: Connection) -> None:
        """Tell the connection, as it begins a transaction, how the disk is now.

        A file's mode binds nobody who is root, as tests in a container are. This pragma makes SQLite fail with
        the very error of a read-only disk, at the very place.
        """
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA query_only = {int(self.read_only)}")


@contextmanager
def disk() -> Iterator[Disk]:
    """Every SQLite connection of this process listens to it until the block ends."""
    made = Disk()
    event.listen(AnyEngine, "begin", made.at_begin)
    try:
        yield made
    finally:
        event.remove(AnyEngine, "begin", made.at_begin)


async def test_a_read_only_disk_loses_nothing_and_help_is_still_shown(
    bot: Running, drawn: random.Random
) -> None:
    with disk() as broken:
        await bot.crowd.grow(DUE, TAPPERS, CARDS_EACH, late=-2)
        broken.read_only = True
        await bot.minutes_until(lambda: bot.has_said(*NOTHING_GOES_OUT))
        async with tapping(bot):
            await bot.until_said("Updates were not taken in.")
            helped = drawn.choice(bot.crowd.due)
            bot.world.say(helped, "/concern")
            await bot.until(lambda: any(GUIDE in one.text for one in bot.world.messages(helped)))
        assert DUE > bot.crowd.received().total()
        bot.world.chats[helped].messages.clear()
        broken.read_only = False
        await bot.until_over()

    assert [] == await bot.wrong()
    assert {1} == set(bot.crowd.received().values())


async def test_taps_that_are_handed_out_again_do_not_count_against_who_made_them(bot: Running) -> None:
    """Somebody catches up on many cards, and the database fails just then: Telegram hands them out once more."""
    await bot.crowd.grow(tappers=1, cards_each=20)
    with disk() as broken:
        broken.read_only = True
        for card in bot.crowd.cards:
            bot.crowd.tap(card, card.options[0])
        await bot.until_said("Updates were not taken in.")
        broken.read_only = False
        await bot.quiet()
    await bot.until_over()

    assert [] == await bot.wrong()


def leave_room(pid: int, size: int) -> None:
    """No file of the process may grow beyond `size` bytes: to it the disk is full."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def test_a_full_disk_loses_nothing_and_help_is_still_shown(
    sqlite: Engine, drawn: random.Random
) -> None:
    """A real process, because the limit is one of the operating system on a process."""
    world = World(SystemClock())
    async with serving(world) as server:
        bot, crowd = Bot(world, server.bot_url, sqlite), Crowd(world, sqlite, drawn)
        await crowd.grow(DUE, TAPPERS, late=-DUE_IN_SECONDS)
        await bot.start_up()
        leave_room(bot.pid, 0)
        for card in crowd.cards:
            crowd.tap(card, card.options[0])
        await bot.logs("Updates were not taken in.")
        await bot.logs(*NOTHING_GOES_OUT)
        world.start("Grace")
        world.say("Grace", "/concern")
        await world.until(lambda: any(GUIDE in one.text for one in world.messages("Grace")), 60)
        assert 0 == crowd.received().total(), "nothing is sent that cannot be written down"
        leave_room(bot.pid, resource.RLIM_INFINITY)
        await world.until(lambda: crowd.received().total() == DUE and not len(world.updates), 60)
        assert 0 == await bot.stop()

    assert [] == await sqlite.faults()
    assert await crowd.all_over()
    assert [] == await crowd.lost_taps()
    assert [] == [line for line in bot.logged() if "action" not in line]
