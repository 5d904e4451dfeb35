"""Plays with the whole real bot through the embedded Bot API: what a test says is what a person would do."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.app import SaySo
from bot.clock import MovableClock
from bot.config import Settings
from bot.demo.server import serving
from bot.demo.world import World
from tests import migrated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.demo.messages import Message

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GRACE = "Grace"
PATIENCE_SECONDS = 60.0  # for a busy machine; nothing is measured by it


@dataclass
class Play:
    """The people, the bot and the clock, which stands still until it is moved."""

    world: World
    clock: MovableClock
    settings: Settings
    database: Path
    sayso: SaySo
    task: asyncio.Task[None]

    async def settled(self) -> None:
        """Wait until the bot has nothing left to do; tell at once if it died."""
        waiting = asyncio.create_task(self.world.quiet(PATIENCE_SECONDS))
        await asyncio.wait({waiting, self.task}, return_when=asyncio.FIRST_COMPLETED)
        if self.task.done():
            waiting.cancel()
            self.task.result()
        await waiting

    async def says(self, text: str, who: str = GRACE) -> Message:
        """Somebody types; what the bot shows last."""
        self.world.say(who, text)
        await self.settled()
        return self.world.last(who)

    async def taps(self, label: str, who: str = GRACE) -> Message:
        """Somebody taps a button of the bot's last message; what the bot shows last."""
        self.world.tap(who, self.world.last(who), label)
        await self.settled()
        return self.world.last(who)

    async def starts(self, who: str = GRACE) -> Message:
        """Somebody presses START."""
        self.world.start(who)
        await self.settled()
        return self.world.last(who)

    async def joins(self, who: str = GRACE, shift: str = "Days", town: str = "wigan") -> Message:
        """Three taps and one typed town; the first card."""
        await self.starts(who)
        await self.taps("Adults", who)
        await self.taps(shift, who)
        return await self.says(town, who)

    async def goes_to(self, moment: datetime) -> None:
        """The clock jumps; what is due by then goes out."""
        self.world.jump_to(moment)
        await self.world.until(partial(self._rests_beyond, moment), PATIENCE_SECONDS)
        await self.settled()

    def _rests_beyond(self, moment: datetime) -> bool:
        until = self.sayso.outbox.resting_until
        return until is not None and until > moment

    def written(self, who: str = GRACE) -> list[Message]:
        """What the bot has written in a person's chat, without Telegram's own lines."""
        return [m for m in self.world.messages(who) if m.sender == self.world.bot and m.kind != "service"]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the database, read beside the bot."""
        with closing(sqlite3.connect(self.database)) as connection:
            return list(connection.execute(query))

    def everything(self) -> list[str]:
        """The whole content of the database, as text."""
        with closing(sqlite3.connect(self.database)) as connection:
            return list(connection.iterdump())

    def kept(self) -> list[str]:
        """The same without what the bot notes for itself, about nobody and at any moment."""
        own = ('INSERT INTO "leases"', 'INSERT INTO "pinned_cards"', 'INSERT INTO "card_counts"')
        return [line for line in self.everything() if not line.startswith(own)]

    async def restart(self) -> None:
        """Stop the bot and start it again."""
        await stop(self.task)
        self.sayso = SaySo(self.settings, self.clock)
        self.task = asyncio.create_task(self.sayso.run())
        await self.sayso.ready.wait()


async def polish(play: Play) -> Message:
    """Grace chooses Polish; what the bot shows last."""
    await play.says("/language")
    return await play.taps("Polski")


async def stop(task: asyncio.Task[None]) -> None:
    """Stop a bot and wait until it has stopped."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def playing(
    folder: Path, at: datetime = MONDAY, url: str | None = None, languages: tuple[str, ...] = ()
) -> AsyncIterator[Play]:
    """A bot that runs against the embedded Bot API until the block ends, on a file unless `url` is given.

    `languages` can be chosen beside English.
    """
    clock = MovableClock(at, running=False)
    world = World(clock)
    database = folder / "sayso.db"
    if url is None and not database.exists():
        migrated.put(database)
    async with serving(world) as server:
        settings = Settings(
            _env_file=None,
            token=SecretStr(world.token),
            api_url=server.bot_url,
            database_url=url or f"sqlite+aiosqlite:///{database}",
            languages=languages,
            rate=0,  # people in tests tap faster than anybody can
        )
        sayso = SaySo(settings, clock)
        task = asyncio.create_task(sayso.run())
        play = Play(world, clock, settings, database, sayso, task)
        await sayso.ready.wait()
        try:
            yield play
        finally:
            await stop(play.task)
