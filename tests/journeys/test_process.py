"""The bot as a process of its own: killed in the middle, told to read its content again, told to stop."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.demo.faults import delay
from bot.demo.server import serving
from bot.demo.world import World
from content.library import CONTENT

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

GRACE = "Grace"
PATIENCE = 20.0


class Live:
    """A running `sayso run`, and the world that it talks to."""

    def __init__(self, world: World, api_url: str, folder: Path) -> None:
        self.world = world
        self._environment = {
            "PATH": os.environ["PATH"],
            "SAYSO_TOKEN": world.token,
            "SAYSO_API_URL": api_url,
            "SAYSO_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'sayso.db'}",
            "SAYSO_CONTENT_DIR": str(folder / "content"),
            "SAYSO_LOG": "json",
        }
        self._log = folder / "log"
        self.process: Process | None = None

    async def start(self) -> None:
        """Start the process."""
        with self._log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                "from bot.cli import main; main()",
                "run",
                env=self._environment,
                stderr=log,
            )

    async def end(self, number: signal.Signals) -> int:
        """Send the process a signal that ends it; its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return await self.process.wait()

    async def shows(self, part: str) -> None:
        """Wait until the last message of the bot has this in it."""
        await self.world.until(lambda: part in self._last(), PATIENCE)

    async def logs(self, part: str) -> None:
        """Wait until the log has this in it."""
        await self.world.until(lambda: part in self._log.read_text(), PATIENCE)

    def _last(self) -> str:
        try:
            return self.world.last(GRACE).text
        except LookupError:
            return ""

    async def joins(self) -> None:
        """Grace joins, and has her first card."""
        self.world.start(GRACE)
        await self.shows("who do you work with")
        self.world.tap(GRACE, self.world.last(GRACE), "Adults")
        await self.shows("When do you mostly work")
        self.world.tap(GRACE, self.world.last(GRACE), "Days")
        await self.shows("Which town")
        self.world.say(GRACE, "wigan")
        await self.world.until(lambda: "A" in self.world.last(GRACE).labels, PATIENCE)
        await self.world.quiet(PATIENCE)


@asynccontextmanager
async def living(folder: Path) -> AsyncIterator[Live]:
    """A process that runs until the block ends."""
    shutil.copytree(CONTENT, folder / "content", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    world = World(SystemClock())
    async with serving(world) as server:
        live = Live(world, server.bot_url, folder)
        await live.start()
        try:
            yield live
        finally:
            if live.process is not None and live.process.returncode is None:
                await live.end(signal.SIGKILL)


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    """A process that runs."""
    async with living(tmp_path) as running:
        yield running


async def test_a_tap_made_while_the_process_is_dead_is_answered_after_it_starts_again(live: Live) -> None:
    await live.joins()
    await live.end(signal.SIGKILL)
    live.world.tap(GRACE, live.world.last(GRACE), "B")
    await live.start()
    await live.shows("You chose B.")

    assert 0 == await live.end(signal.SIGTERM)


async def test_what_is_being_answered_at_a_stop_is_shown_and_confirmed_first(live: Live) -> None:
    await live.joins()
    live.world.faults.plan(delay(1), "editMessageText")
    live.world.tap(GRACE, live.world.last(GRACE), "B")
    await live.world.until(lambda: live.world.faults.left == 0, PATIENCE)

    assert 0 == await live.end(signal.SIGTERM)
    assert "You chose B." in live.world.last(GRACE).text
    assert 0 == len(live.world.updates), "it was confirmed, so it is not handed out again"


async def test_a_stop_waits_for_no_answer_that_never_comes(live: Live) -> None:
    await live.joins()
    live.world.faults.plan(delay(600), "editMessageText")
    live.world.tap(GRACE, live.world.last(GRACE), "B")
    await live.world.until(lambda: live.world.faults.left == 0, PATIENCE)

    assert 0 == await asyncio.wait_for(live.end(signal.SIGTERM), PATIENCE)

    live.world.faults.clear()
    await live.start()
    await live.shows("You chose B.")


async def test_broken_content_is_not_taken_on_and_mended_content_is(live: Live, tmp_path: Path) -> None:
    await live.joins()
    assert live.process is not None
    guide = tmp_path / "content" / "concern" / "guide.yaml"
    good = guide.read_text()
    guide.write_text("doors: [")
    live.process.send_signal(signal.SIGHUP)
    await live.logs("the last good one stays")
    live.world.say(GRACE, "/concern")
    await live.shows("What is it about?")
    guide.write_text(good.replace("It is about my manager", "It is about my boss"))
    live.process.send_signal(signal.SIGHUP)
    await live.logs("was read again")
    live.world.say(GRACE, "/concern")

    await live.world.until(lambda: "It is about my boss" in live.world.last(GRACE).labels, PATIENCE)
