"""The lane of kept replies: none waits for another, none comes twice, and a group that moved is followed."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.delivery import counter as counters
from bot.delivery import waiting
from bot.delivery.counter import Counter
from bot.delivery.desk import Desk, Ready
from bot.delivery.messenger import Failed, Fate, Sent
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.delivery.tally import Tally
from bot.delivery.waiting import WaitingReplies
from bot.handlers.visit import Unsigned
from bot.screens.screen import Screen, plain
from content import library
from storage import replies
from storage.replies import Reply
from storage.schema import replies as table
from tests.storage.rows import ANNA, BEN, NOON, elected, everything, join

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from storage.store import Store

LIBRARY = library.load(library.CONTENT)
OLD, NEW = -77, -1_000_077
A_SCREEN = Screen(plain("A line for the room."))
MOVED = Failed(Fate.MOVED, "migrated", moved_to=NEW)


@dataclass
class Chats:
    """Shows screens; those for a chat that is shut hang until it is opened."""

    shown: list[tuple[int, int | None]] = field(default_factory=list)
    shut: dict[int, asyncio.Event] = field(default_factory=dict)
    fails: dict[int, Failed] = field(default_factory=dict)

    async def show(self, chat_id: int, screen: Screen, *, edits: int | None, pins: bool) -> Sent | Failed:  # noqa: ARG002 - the contract
        if chat_id in self.shut:
            await self.shut[chat_id].wait()
        self.shown.append((chat_id, edits))
        return self.fails.get(chat_id, Sent(99))

    def acknowledge(self, query_id: str) -> None:
        """Nobody waits for a sign here."""


class Late:
    """The lane over a real database."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = MovableClock(NOON, running=False)
        self.chats = Chats()
        desk = Desk(LIBRARY, self.clock, ZoneInfo("Europe/London"), "us", Unsigned.LABEL)
        self.lane = WaitingReplies(store, desk, Sender(self.chats, Pace(self.clock, 0), Tally()))
        self._task: asyncio.Task[None] | None = None

    async def keeps(self, *chats: int) -> None:
        async with self.store.writing() as transaction:
            for chat in chats:
                await replies.keep(transaction, Reply(chat, "1h", 12, pins=False), NOON, NOON)

    async def starts(self) -> None:
        self._task = asyncio.create_task(self.lane.run(await elected(self.store)))

    async def stops(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110 - the thing looked at rings no bell
                await asyncio.sleep(0.005)

    async def rows(self) -> int:
        return len((await everything(self.store))[table.name])


@pytest.fixture
async def late(store: Store) -> AsyncIterator[Late]:
    await join(store, ANNA, BEN)
    made = Late(store)
    yield made
    for gate in made.chats.shut.values():
        gate.set()
    await made.stops()


async def test_kept_replies_are_shown_and_deleted(late: Late) -> None:
    await late.keeps(ANNA, BEN)
    await late.starts()
    await late.until(lambda: not late.lane.is_at_work and len(late.chats.shown) == 2)

    assert [ANNA, BEN] == sorted(chat for chat, _ in late.chats.shown)
    assert 0 == await late.rows()


async def test_one_that_hangs_holds_up_none_that_is_kept_after_it(late: Late) -> None:
    late.chats.shut[ANNA] = asyncio.Event()
    await late.keeps(ANNA)
    await late.starts()
    await late.until(lambda: late.lane.is_at_work)
    await late.keeps(BEN)
    late.lane.lane.wake()
    await late.until(lambda: late.chats.shown == [(BEN, 12)])

    late.chats.shut[ANNA].set()
    await late.until(lambda: not late.lane.is_at_work)
    assert [(BEN, 12), (ANNA, 12)] == late.chats.shown
    assert 0 == await late.rows()


async def test_who_is_elected_does_not_show_what_another_process_still_shows(
    late: Late, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process is a counter with chats of its own, on the same database."""
    monkeypatch.setattr(counters, "PATIENCE_SECONDS", 0.02)
    others = Chats(shut={ANNA: asyncio.Event()})
    counter = Counter(
        late.store, late.clock, Sender(others, Pace(late.clock, 0), Tally()), late.lane.lane.wake
    )
    await counter.show([Ready(Reply(ANNA, "1h", 12, pins=False), A_SCREEN)], counter.arrives())
    kept = await late.rows()
    await late.keeps(BEN)
    await late.starts()
    await late.until(lambda: late.chats.shown != [] and not late.lane.is_at_work)
    others.shut[ANNA].set()
    await counter.finish()

    assert 1 == kept
    assert [(BEN, 12)] == late.chats.shown, "the one that nobody holds"
    assert [(ANNA, 12)] == others.shown
    assert 0 == await late.rows()


async def test_no_more_are_under_way_than_may_be(late: Late, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    chats = [ANNA + number for number in range(5)]
    late.chats.shut = {chat: asyncio.Event() for chat in chats}
    await late.keeps(*chats)
    await late.starts()
    await late.until(lambda: len(late.lane._under_way) == 2)  # noqa: SLF001 - how many is what this is about
    for gate in late.chats.shut.values():
        gate.set()
    await late.until(lambda: len(late.chats.shown) == len(chats))

    assert sorted(chats) == sorted(chat for chat, _ in late.chats.shown)


async def test_one_that_could_not_be_sent_waits_and_nothing_is_lost(late: Late) -> None:
    late.chats.fails[ANNA] = Failed(Fate.NOT_SENT, "never sent")
    await late.keeps(ANNA)
    await late.starts()
    await late.until(lambda: late.chats.shown != [] and not late.lane.is_at_work)
    assert 1 == await late.rows()

    late.chats.fails.clear()
    late.clock.jump_to(NOON + timedelta(minutes=2))
    await late.until(lambda: len(late.chats.shown) == 2 and not late.lane.is_at_work)
    assert 0 == await late.rows()


async def test_a_reply_to_a_group_that_moved_is_shown_where_it_is_now_as_a_new_message(late: Late) -> None:
    late.chats.fails[OLD] = MOVED
    await late.keeps(OLD)
    await late.starts()
    await late.until(lambda: len(late.chats.shown) == 2 and not late.lane.is_at_work)

    assert [(OLD, 12), (NEW, None)] == late.chats.shown
    assert 0 == await late.rows()


async def reply_to_old(chats: Chats, moves: list[tuple[int, int]], error: Exception | None = None) -> object:
    async def note(old: int, new: int) -> None:
        moves.append((old, new))
        if error is not None:
            raise error

    sender = Sender(chats, Pace(MovableClock(NOON), 0), Tally(), note)
    return await sender.reply(Reply(OLD, "1h", 12, pins=False), A_SCREEN)


async def test_who_keeps_groups_is_told_the_new_id(late: Late) -> None:
    late.chats.fails[OLD] = MOVED
    moves: list[tuple[int, int]] = []

    assert Sent(99) == await reply_to_old(late.chats, moves)
    assert [(OLD, NEW)] == moves


async def test_a_move_that_cannot_be_kept_keeps_no_answer_away(late: Late) -> None:
    late.chats.fails[OLD] = MOVED
    with capture_logs() as logs:
        shown = await reply_to_old(late.chats, [], OSError("the disk is full"))

    assert Sent(99) == shown
    assert [("warning", "OSError")] == [(line["log_level"], line["error"]) for line in logs]


async def test_a_group_is_followed_once_and_not_for_ever(late: Late) -> None:
    late.chats.fails = {OLD: MOVED, NEW: MOVED}

    assert MOVED == await reply_to_old(late.chats, [])
    assert [(OLD, 12), (NEW, None)] == late.chats.shown
