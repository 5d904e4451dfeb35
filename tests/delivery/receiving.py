"""The inbox and the counter over a real database, with chats that a test opens and shuts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.clock import MovableClock
from bot.delivery.counter import Counter
from bot.delivery.desk import Desk, Ready
from bot.delivery.holding import HELD_FOR
from bot.delivery.inbox import Inbox
from bot.delivery.messenger import Failed, Sent
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.delivery.tally import Tally
from bot.handlers.visit import Unsigned
from bot.screens.screen import Screen, plain
from content import library
from storage import replies as replying
from storage.replies import Kept, Reply
from storage.schema import replies
from tests.storage.rows import ANNA, NOON

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Store

MESSAGE = 5
LIBRARY = library.load(library.CONTENT)


@dataclass
class Chats:
    """Shows screens while its gate is open; keeps where, in which message and with what text."""

    result: Sent | Failed = field(default_factory=lambda: Sent(77))
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    shown: list[tuple[int, int | None, str]] = field(default_factory=list)

    async def show(self, chat_id: int, screen: Screen, *, edits: int | None, pins: bool) -> Sent | Failed:  # noqa: ARG002 - the contract
        self.asked.set()
        await self.gate.wait()
        self.shown.append((chat_id, edits, screen.text))
        return self.result

    def acknowledge(self, query_id: str) -> None:
        """Nobody waits for a sign here."""

    @property
    def texts(self) -> list[str]:
        return [text for *_, text in self.shown]


class Receiving:
    """What comes in, is decided and is shown."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.chats = Chats()
        self.chats.gate.set()
        self.clock = clock = MovableClock(NOON, running=False)
        self.sender = Sender(self.chats, Pace(clock, 0), Tally())
        self.counter = Counter(store, clock, self.sender, lambda: None)
        self.desk = Desk(LIBRARY, clock, ZoneInfo("Europe/London"), "us", Unsigned.LABEL)
        self.inbox = Inbox(store, self.desk, self.chats, self.counter, Tally())

    async def shows(
        self, text: str, route: str = "1s", edits: int | None = MESSAGE, chat: int = ANNA
    ) -> None:
        await self.counter.show(
            [Ready(Reply(chat, route, edits, pins=False), Screen(plain(text)))], self.counter.arrives()
        )

    async def rows(self) -> list[Kept]:
        """What waits in the database, the oldest first."""
        async with self.store.reading() as transaction:
            found = await transaction.execute(select(replies).order_by(replies.c.id))
            return [
                Kept(row.id, Reply(row.chat_id, row.route, row.edits, bool(row.pins)), row.kept_at)
                for row in found
            ]

    async def held_on(self) -> None:
        """Wait until each row is held for some time from now."""
        async with asyncio.timeout(10):
            while (await self._soonest()) < self.clock.now() + HELD_FOR:  # noqa: ASYNC110 - a database rings no bell
                await asyncio.sleep(0.01)

    async def _soonest(self) -> datetime:
        async with self.store.reading() as transaction:
            return await replying.next_send(transaction) or NOON
