"""The lane of nudges: some that hang hold up no others, and not without end either."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.clock import MovableClock
from bot.delivery import nudging
from bot.delivery.desk import Desk
from bot.delivery.messenger import Failed, Sent
from bot.delivery.nudging import Nudging
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.delivery.tally import Tally
from bot.handlers.visit import Unsigned
from content import library
from storage import nudges
from tests.storage.rows import NOON, elected, join

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.screens.screen import Screen
    from storage.store import Store

RATE = 4.0  # so that two are claimed ahead
PEOPLE = range(1, 11)


class Chats:
    """Those of people in `silent` never answer, until the test lets them."""

    def __init__(self) -> None:
        self.silent: set[int] = set()
        self.asked: list[int] = []
        self.gate = asyncio.Event()

    async def show(self, chat_id: int, screen: Screen, *, edits: int | None, pins: bool) -> Sent | Failed:  # noqa: ARG002 - the contract
        self.asked.append(chat_id)
        if chat_id in self.silent:
            await self.gate.wait()
        return Sent(99)

    def acknowledge(self, query_id: str) -> None:
        """Nobody waits for a sign here."""


class Run:
    """A run of nudges over a real database, to everybody at once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.chats = Chats()
        self._task: asyncio.Task[None] | None = None

    async def starts(self) -> None:
        clock = MovableClock(NOON)
        desk = Desk(library.load(), clock, ZoneInfo("Europe/London"), "us", Unsigned.LABEL)
        sender = Sender(self.chats, Pace(clock, 0), Tally())
        lane = Nudging(self.store, desk, sender, await elected(self.store), RATE)
        self._task = asyncio.create_task(lane.run())

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not true():  # noqa: ASYNC110 - the thing looked at rings no bell
                await asyncio.sleep(0.005)

    async def ends(self) -> None:
        self.chats.gate.set()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def states(self) -> dict[str, int]:
        async with self.store.reading() as transaction:
            return await nudges.count(transaction)


@pytest.fixture
async def run(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Run]:
    monkeypatch.setattr(nudging, "HANGS_AFTER_SECONDS", 0.05)
    await join(store, *PEOPLE)
    made = Run(store)
    yield made
    await made.ends()


async def test_the_line_stays_full_while_some_chats_hang(run: Run) -> None:
    run.chats.silent = set(PEOPLE[:4])
    await run.starts()
    await run.until(lambda: set(PEOPLE) == set(run.chats.asked))
    await run.ends()

    assert len(PEOPLE) == len(run.chats.asked), "and none was sent twice"
    assert {"sent": len(PEOPLE)} == await run.states()


async def test_if_nobody_answers_no_more_are_put_in_doubt_than_may_be(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nudging, "MOST_UNDER_WAY", 5)
    run.chats.silent = set(PEOPLE)
    await run.starts()
    await run.until(lambda: len(run.chats.asked) >= nudging.MOST_UNDER_WAY)
    await asyncio.sleep(4 * nudging.HANGS_AFTER_SECONDS)

    assert nudging.MOST_UNDER_WAY == len(run.chats.asked)
