"""The whole bot behind a webhook: nothing is lost or counts twice, whatever fails on the way from Telegram."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError

from bot.app import SaySo
from bot.clock import MovableClock
from bot.config import Settings
from bot.delivery.tally import Tally
from bot.demo.server import serving as demo_serving
from bot.demo.world import GRACE as GRACE_ID
from bot.demo.world import World
from bot.web import serving, webhook
from bot.web.webhook import Webhook
from storage.upgrade import upgrade
from tests.test_webhook import HEADER, PATH, SECRET, Messenger

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from bot.demo.messages import Message
    from bot.events import Event
    from bot.web.webhook import Receives

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GRACE = "Grace"


class Doubting:
    """The whole bot's inbox, but with the last word lost on its way as often as `losses` says."""

    def __init__(self, inbox: Receives) -> None:
        self._inbox = inbox
        self.losses = 0

    def only_looks(self, event: Event) -> bool:
        return self._inbox.only_looks(event)

    async def receive(self, events: Sequence[Event]) -> None:
        await self._inbox.receive(events)
        if self.losses:
            self.losses -= 1
            raise OSError("nobody heard that it is safe")


@dataclass
class Posted:
    """The whole bot behind a webhook of the embedded Bot API, which posts as Telegram does."""

    world: World
    sayso: SaySo
    inbox: Doubting
    hook_url: str
    database: Path

    async def joins(self) -> None:
        """Grace joins, and has her first card."""
        self.world.start(GRACE)
        await self.world.quiet()
        for label in ("Adults", "Days"):
            self.world.tap(GRACE, self.world.last(GRACE), label)
            await self.world.quiet()
        self.world.say(GRACE, "wigan")
        await self.world.quiet()

    def chosen(self) -> list[tuple[Any, ...]]:
        """What Grace chose, of each card."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            return list(connection.execute("SELECT chosen FROM showings WHERE chosen IS NOT NULL"))


@asynccontextmanager
async def served(hook: Webhook) -> AsyncIterator[str]:
    """A webhook on a free port; its address."""
    listening = serving.open_port("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}{PATH}"
    task = asyncio.create_task(serving.serve(webhook.make_app(hook, PATH), listening, grace=5))
    try:
        yield url
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def posted(tmp_path: Path) -> AsyncIterator[Posted]:
    """The whole bot, which does not poll."""
    clock = MovableClock(MONDAY, running=False)
    world, database = World(clock), tmp_path / "sayso.db"
    async with demo_serving(world) as server:
        settings = Settings(
            _env_file=None,
            token=SecretStr(world.token),
            api_url=server.bot_url,
            database_url=f"sqlite+aiosqlite:///{database}",
            rate=0,  # people in tests tap faster than anybody can
        )
        sayso = SaySo(settings, clock)
        await upgrade(sayso.store)
        await sayso.bot.request.initialize()
        inbox = Doubting(sayso.inbox)
        async with served(Webhook(inbox, Messenger(), clock, Tally(), SecretStr(SECRET))) as url:
            await sayso.bot.set_webhook(url, secret_token=SECRET)
            yield Posted(world, sayso, inbox, url, database)
        await sayso.bot.request.shutdown()
        await sayso.store.close()


async def test_a_whole_journey_works_by_post(posted: Posted) -> None:
    await posted.joins()
    posted.world.tap(GRACE, posted.world.last(GRACE), "B")
    await posted.world.quiet()

    assert "You chose B." in posted.world.last(GRACE).text


async def test_an_update_that_comes_twice_counts_once(posted: Posted) -> None:
    """As after a death between the commit and the 200."""
    await posted.joins()
    posted.inbox.losses = 1
    posted.world.tap(GRACE, posted.world.last(GRACE), "B")
    await posted.world.quiet()

    assert (0, 1) == (posted.inbox.losses, len(posted.chosen()))
    assert "You chose B." in posted.world.last(GRACE).text


async def test_what_comes_while_the_database_is_out_is_answered_when_it_is_back(
    posted: Posted, monkeypatch: pytest.MonkeyPatch
) -> None:
    await posted.joins()
    with monkeypatch.context() as outage:
        outage.setattr(posted.sayso.store, "writing", _full)
        posted.world.tap(GRACE, posted.world.last(GRACE), "B")
        await posted.world.until(lambda: posted.world.webhook.failure)
        assert [] == posted.chosen()
    await posted.world.quiet()

    assert "Wrong response from the webhook: 503 Service Unavailable" == posted.world.webhook.failure
    assert "You chose B." in posted.world.last(GRACE).text


def data_of(card: Message, label: str) -> str | None:
    """What a button sends."""
    return next(button.data for button in card.buttons if button.text == label)


def _full() -> None:
    raise OperationalError("s", None, sqlite3.OperationalError("database or disk is full"))


async def test_two_taps_of_one_chat_at_once_are_both_answered_and_one_counts(posted: Posted) -> None:
    """Two connections carry them, so neither waits for the other's 200."""
    await posted.joins()
    card = posted.world.last(GRACE)
    taps = [
        {
            "update_id": number,
            "callback_query": {
                "id": str(number),
                "from": {"id": GRACE_ID},
                "data": data_of(card, label),
                "message": {"message_id": card.id, "chat": {"id": GRACE_ID, "type": "private"}},
            },
        }
        for number, label in ((900, "A"), (901, "B"))
    ]
    async with aiohttp.ClientSession() as session:
        answers = await asyncio.gather(
            *(session.post(posted.hook_url, json=tap, headers=HEADER) for tap in taps)
        )
    await posted.world.quiet()

    assert ([200, 200], 1) == ([answer.status for answer in answers], len(posted.chosen()))
    assert "You chose " in posted.world.last(GRACE).text
