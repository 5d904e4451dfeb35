"""A bot in this process, with a crowd, a clock that runs and can jump, and a network that can go away.

Waiting of minutes is jumped over; waiting of seconds is lived through. A jump is made only when Telegram holds no
update any more, so that none is lost by the jump alone.
"""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.app import SaySo
from bot.clock import MovableClock
from bot.config import Settings
from bot.demo.server import serving
from bot.demo.world import World
from tests.faults.crowd import Crowd, zone_for
from tests.journeys.play import stop

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Callable, MutableMapping
    from datetime import datetime

    from bot.demo.server import Server
    from tests.faults.engines import Engine

PATIENCE = 60.0  # for a busy machine; nothing is measured by it
SETTLED_SECONDS = 0.15
A_MOMENT_SECONDS = 2.0
A_STEP = timedelta(minutes=1)
MOST_STEPS = 240  # hours, and yet the same day
A_FEW_STEPS = 20  # so that what never comes about is told before the test's own time is over
CALLS_KEPT = 1_000_000


@dataclass
class Running:
    """The bot and all around it. `log` is every line; `uncaught` what no task and no line told of."""

    world: World
    clock: MovableClock
    crowd: Crowd
    sayso: SaySo
    task: asyncio.Task[None]
    log: list[MutableMapping[str, Any]]
    port: int
    network: AsyncExitStack
    uncaught: list[str] = field(default_factory=list)

    async def until(self, true: Callable[[], object]) -> None:
        """Wait until it is so; tell at once if the bot died."""
        await self.world.until(lambda: self.task.done() or true(), PATIENCE)
        if self.task.done():
            self.task.result()

    async def minutes_until(self, true: Callable[[], object]) -> None:
        """Let minutes pass until it is so: a bot that has just looked looks again only in a minute."""
        for _step in range(A_FEW_STEPS):
            self.world.jump_to(self.clock.now() + A_STEP)
            with contextlib.suppress(TimeoutError):
                await self.world.until(lambda: self.task.done() or true(), A_MOMENT_SECONDS)
                break
        await self.until(true)

    def has_said(self, *parts: str) -> bool:
        """Whether the log says one of these."""
        return any(part in str(line["event"]) for line in self.log for part in parts)

    async def quiet(self) -> None:
        """Wait until Telegram holds no update and nothing goes on; tell at once if the bot died."""
        if self.task.done():
            self.task.result()
        await self.world.quiet(PATIENCE, SETTLED_SECONDS)

    async def until_said(self, *parts: str) -> None:
        """Wait until the log says one of these."""
        await self.until(lambda: self.has_said(*parts))

    async def until_over(self) -> None:
        """Let minutes pass until every nudge has ended and no reply waits."""
        for _step in range(MOST_STEPS):
            await self.quiet()
            if await self.is_over():
                return
            self.world.jump_to(self.clock.now() + A_STEP)

    async def is_over(self) -> bool:
        """Whether every nudge has ended, no reply waits and no update either."""
        waiting = await self.crowd.engine.rows("SELECT count(*) FROM replies")
        return [(0,)] == waiting and not len(self.world.updates) and await self.crowd.all_over()

    async def disconnect(self) -> None:
        """The server is gone: connections are refused."""
        await self.network.aclose()

    async def connect(self) -> None:
        """The server is back where it was."""
        await self.network.enter_async_context(serving(self.world, port=self.port))

    async def wrong(self) -> list[object]:
        """All that must not be, whatever failed. Empty if nothing was lost and nothing sent without need."""
        crowd, found = self.crowd, list[object](self.uncaught)
        if not await self.is_over():
            found.append(f"not over: {await crowd.states()}")
        received = crowd.received()
        for one, state, tries in await crowd.engine.rows("SELECT person_id, state, tries FROM nudges"):
            sent = int(state == "sent")
            if not sent <= received[one] <= sent + tries:
                found.append(f"{received[one]} messages of a nudge {state} after {tries} unknown tries")
        return found + list(await crowd.lost_taps()) + self.unclear()

    def unclear(self) -> list[object]:
        """Lines of the log that say too little or too much: without an action, or with a traceback."""
        return [
            line
            for line in self.log
            if "action" not in line or "exc_info" in line or "could not be handled" in str(line["event"])
        ]


@asynccontextmanager
async def running(
    engine: Engine, drawn: random.Random, start: datetime | None = None, rate: float = 0
) -> AsyncIterator[Running]:
    """A bot that runs until the block ends, with nobody in its crowd yet."""
    clock = MovableClock(start)
    world = World(clock, calls_kept=CALLS_KEPT)
    async with AsyncExitStack() as network:
        server = await network.enter_async_context(serving(world))
        sayso = SaySo(_settings(world, server, engine, rate), clock)
        crowd = Crowd(world, engine, drawn)
        with capture_logs() as log:
            task = asyncio.create_task(sayso.run())
            port = int(server.url.rpartition(":")[2])
            made = Running(world, clock, crowd, sayso, task, log, port, network)
            _tell_of_uncaught(made)
            await sayso.ready.wait()
            try:
                yield made
            finally:
                await stop(task)


def _settings(world: World, server: Server, engine: Engine, rate: float) -> Settings:
    return Settings(
        _env_file=None,
        token=SecretStr(world.token),
        api_url=server.bot_url,
        database_url=engine.url,
        timezone=zone_for(world.clock.now()),
        rate=rate,
    )


def _tell_of_uncaught(made: Running) -> None:
    def tell(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        made.uncaught.append(str(context.get("message")))

    asyncio.get_running_loop().set_exception_handler(tell)


@contextlib.asynccontextmanager
async def tapping(running: Running, longest_pause: float = 0.02) -> AsyncIterator[None]:
    """The crowd taps while the block runs, and until all its cards are answered."""
    task = asyncio.create_task(running.crowd.keep_tapping(longest_pause))
    yield
    await task
