"""Two real processes on one database, behind a webhook: any answers any tap, and one sends what is due."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import pytest
from sqlalchemy import select

from bot.clock import SystemClock
from bot.demo.server import serving
from bot.demo.waiting import LOOK_AGAIN
from bot.demo.world import World
from bot.web.serving import open_port
from storage.nudges import State
from storage.people import Joined
from storage.schema import nudges
from tests.storage.rows import person

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from bot.demo.messages import Person
    from storage.store import Store


SECRET = "a-secret-of-this-test"
PATIENCE = 30.0
CROWD = 30
RATE = 10


class Replica:
    """One `sayso run`, in webhook mode unless it polls."""

    def __init__(self, world: World, api_url: str, database: str, log: Path, *, polls: bool = False) -> None:
        with open_port("127.0.0.1", 0) as free:
            self._listen = f"127.0.0.1:{free.getsockname()[1]}"
        self.hook = f"http://{self._listen}/telegram"
        self._world = world
        self._log = log
        self._environment = {
            "PATH": os.environ["PATH"],
            "SAYSO_TOKEN": world.token,
            "SAYSO_API_URL": api_url,
            "SAYSO_DATABASE_URL": database,
            "SAYSO_LOG": "json",
            "SAYSO_RATE": str(RATE),
            "SAYSO_WEBHOOK_URL": "https://bot.example/telegram",
            "SAYSO_WEBHOOK_SECRET": SECRET,
            "SAYSO_WEBHOOK_LISTEN": self._listen,
        }
        if polls:
            self._environment["SAYSO_WEBHOOK_URL"] = ""
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it."""
        command = (sys.executable, "-c", "from bot.cli import main; main()", "run")
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command, env=self._environment, stderr=log, stdout=log
            )

    async def end(self, number: signal.Signals) -> int:
        """End it with a signal; its exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self._process.wait()

    def said(self, part: str) -> bool:
        """Whether its log has this in it."""
        return part in self._log.read_text()

    async def says(self, part: str) -> None:
        """Wait until its log has this in it."""
        await self._world.until(lambda: self.said(part), PATIENCE)


class Fleet:
    """Two of them, and the way to post to either."""

    def __init__(self, world: World, api_url: str, replicas: Sequence[Replica]) -> None:
        self.world = world
        self.replicas = replicas
        self._api_url = api_url

    @property
    def leader(self) -> Replica:
        """Who sends what is due."""
        return next(one for one in self.replicas if one.said("This process sends what is due"))

    async def posts_to(self, replica: Replica) -> None:
        """From now on updates go to this one."""
        url = f"{self._api_url}{self.world.token}/setWebhook"
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data={"url": replica.hook, "secret_token": SECRET}) as response,
        ):
            assert 200 == response.status

    async def shows(self, who: str, part: str) -> None:
        """Wait until the last message has this in it."""
        await self.world.until(lambda: part in self._last(who), PATIENCE)

    def _last(self, who: str) -> str:
        try:
            return self.world.last(who).text
        except LookupError:
            return ""


@pytest.fixture
def world() -> World:
    """The people and their phones."""
    return World(SystemClock())


@pytest.fixture
async def fleet(world: World, url: str, tmp_path: Path) -> AsyncIterator[Fleet]:
    """Two replicas that start together, of each engine in turn."""
    async with serving(world) as server:
        replicas = [Replica(world, server.bot_url, url, tmp_path / f"log{number}") for number in (1, 2)]
        await asyncio.gather(*(one.start() for one in replicas))
        try:
            for one in replicas:
                await one.says("sends what is due")
            yield Fleet(world, server.bot_url, replicas)
        finally:
            for one in replicas:
                await one.end(signal.SIGKILL)


@pytest.fixture
async def crowd(world: World, store: Store) -> list[Person]:
    """People who have joined, each with a card that is due."""
    people = [world.add_person(f"Worker {number}", 5000 + number) for number in range(CROWD)]
    now = datetime.now(UTC)
    async with store.writing() as transaction:
        for one in people:
            world.start(one.name)  # or the bot may not write to her
            joined = replace(person(one.id), next_due_at=now, card_minutes=now.hour * 60 + now.minute)
            await Joined(joined).write(transaction)
    return people


def _reached(world: World, crowd: Sequence[Person]) -> set[int]:
    """Who was sent a nudge."""
    return {one.id for one in crowd for message in world.messages(one.name) if "Show it" in message.labels}


async def _doubtful(store: Store) -> set[int]:
    """Whose nudge was under way when the leader died: it waits to be tried again."""
    query = select(nudges.c.person_id).where(nudges.c.state == State.DUE, nudges.c.tries == 1)
    async with store.reading() as transaction:
        return set(await transaction.scalars(query))


async def test_any_replica_answers_any_tap(fleet: Fleet) -> None:
    first, second = fleet.replicas
    await fleet.posts_to(first)
    fleet.world.start("Grace")
    await fleet.shows("Grace", "who do you work with")
    await fleet.posts_to(second)
    fleet.world.tap("Grace", fleet.world.last("Grace"), "Adults")
    await fleet.shows("Grace", "When do you mostly work")
    assert 0 == await second.end(signal.SIGTERM), "a deploy: the other one goes on"
    await fleet.posts_to(first)
    fleet.world.tap("Grace", fleet.world.last("Grace"), "Days")
    await fleet.shows("Grace", "Which town")


async def test_another_one_sends_on_when_the_leader_is_killed(
    crowd: list[Person], fleet: Fleet, store: Store
) -> None:
    leader = fleet.leader
    follower = next(one for one in fleet.replicas if one is not leader)
    await fleet.world.until(lambda: len(_reached(fleet.world, crowd)) >= CROWD // 3, PATIENCE)

    await leader.end(signal.SIGKILL)
    await follower.says("This process sends what is due")
    async with asyncio.timeout(PATIENCE):
        while {one.id for one in crowd} != _reached(fleet.world, crowd) | await _doubtful(store):
            await fleet.world.activity.heard(LOOK_AGAIN)

    assert RATE >= len(await _doubtful(store)), (
        "what was under way is tried again in minutes, and nothing else"
    )


async def test_a_second_one_that_polls_is_told_waits_and_takes_over(
    world: World, url: str, tmp_path: Path
) -> None:
    """Telegram ends a poll when another one begins: whoever is told so waits longer each time."""
    async with serving(world) as server:
        first, second = (
            Replica(world, server.bot_url, url, tmp_path / f"log{number}", polls=True) for number in (1, 2)
        )
        fleet = Fleet(world, server.bot_url, [first, second])
        await first.start()
        world.start("Grace")
        await fleet.shows("Grace", "who do you work with")
        await second.start()
        told = "Another process polls with this token"
        await world.until(lambda: first.said(told) or second.said(told), PATIENCE)
        world.tap("Grace", world.last("Grace"), "Adults")
        await fleet.shows("Grace", "When do you mostly work")

        await first.end(signal.SIGKILL)
        world.tap("Grace", world.last("Grace"), "Days")
        await fleet.shows("Grace", "Which town")
        await second.end(signal.SIGKILL)
