"""How fast messages follow each other, on a counter of seconds that the test turns."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import pace as pacing
from bot.delivery.pace import Lane, Pace

if TYPE_CHECKING:
    from collections.abc import Callable

ANNA, BEN, GROUP = 1001, 1002, -1001
TURNS = 20  # of the event loop; more than anything here needs to get ready


@dataclass
class Counter:
    """A clock whose seconds go on only when they are told to; what waits for them is woken then."""

    seconds: float = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    def elapsed(self) -> float:
        return self.seconds

    async def sleep_until(self, moment: datetime) -> None:
        raise NotImplementedError

    async def sleep_for(self, seconds: float) -> None:
        raise NotImplementedError


class Loop:
    """Stands in for what the event loop and the computer do with time: everything by the test's counter."""

    def __init__(self, clock: Counter) -> None:
        self.clock = clock
        self._later: list[tuple[float, Callable[[], object]]] = []

    def call_later(self, seconds: float, call: Callable[[], object]) -> Handle:
        handle = Handle(call)
        self._later.append((self.clock.seconds + seconds, handle.run))
        return handle

    async def real_seconds(self, seconds: float) -> None:
        woken = asyncio.Event()
        self.call_later(seconds, woken.set)
        await woken.wait()

    async def go_on(self, seconds: float) -> None:
        """Let time pass, in the order in which things are due."""
        until = self.clock.seconds + seconds
        await settled()
        while (due := sorted(self._later, key=lambda one: one[0])) and due[0][0] <= until:
            self._later.remove(due[0])
            self.clock.seconds = max(self.clock.seconds, due[0][0])
            due[0][1]()
            await settled()
        self.clock.seconds = until


@dataclass
class Handle:
    call: Callable[[], object]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True

    def run(self) -> None:
        if not self.cancelled:
            self.call()


async def settled() -> None:
    """Everything that can go on without time passing has gone on."""
    for _ in range(TURNS):
        await asyncio.sleep(0)


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch) -> Loop:
    made = Loop(Counter())
    monkeypatch.setattr(pacing, "real_seconds", made.real_seconds)
    monkeypatch.setattr(pacing, "call_later", made.call_later)
    return made


class Crowd:
    """Those who wait for their turn, and when each had it."""

    def __init__(self, loop: Loop, rate: float) -> None:
        self.pace = Pace(loop.clock, rate)
        self._loop = loop
        self.went: list[tuple[float, Lane, int]] = []
        self._tasks: list[asyncio.Task[None]] = []

    def asks(self, chat: int, lane: Lane) -> None:
        self._tasks.append(asyncio.create_task(self._ask(chat, lane)))

    async def _ask(self, chat: int, lane: Lane) -> None:
        if not await self.pace.turn(chat, lane):
            self.went.append((self._loop.clock.seconds, lane, chat))


async def test_a_crowd_of_nudges_goes_at_the_rate_and_never_thirty_in_a_second(loop: Loop) -> None:
    crowd = Crowd(loop, 28)
    for chat in range(100):
        crowd.asks(chat, Lane.NUDGE)
    await loop.go_on(3)

    times = [moment for moment, *_ in crowd.went]
    assert 3 * 28 <= len(times) <= 3 * 28 + 2
    assert 30 > max(sum(1 for other in times if start <= other < start + 1) for start in times)


async def test_a_reply_is_always_next_in_line(loop: Loop) -> None:
    crowd = Crowd(loop, 10)
    for chat in range(50):
        crowd.asks(chat, Lane.NUDGE)
    await loop.go_on(1)
    before = len(crowd.went)
    crowd.asks(7001, Lane.REPLY)
    crowd.asks(7002, Lane.REPLY)
    await loop.go_on(0.2)

    assert [Lane.REPLY, Lane.REPLY] == [lane for _, lane, _ in crowd.went[before:]]


async def test_a_chat_has_one_nudge_a_second_and_others_do_not_wait_for_it(loop: Loop) -> None:
    crowd = Crowd(loop, 28)
    crowd.asks(ANNA, Lane.NUDGE)
    await loop.go_on(0.5)
    crowd.asks(ANNA, Lane.NUDGE)
    crowd.asks(BEN, Lane.NUDGE)
    await loop.go_on(0.1)
    assert [ANNA, BEN] == [chat for *_, chat in crowd.went]

    await loop.go_on(1)
    assert [ANNA, BEN, ANNA] == [chat for *_, chat in crowd.went]


async def test_a_group_has_twenty_messages_a_minute(loop: Loop) -> None:
    crowd = Crowd(loop, 28)
    for _ in range(25):
        crowd.asks(GROUP, Lane.REPLY)
        await loop.go_on(0.2)
    assert 20 == len(crowd.went)

    await loop.go_on(60)
    assert 25 == len(crowd.went)


async def test_a_refusal_to_a_quiet_chat_rests_all_nudges_but_no_replies_elsewhere(loop: Loop) -> None:
    crowd = Crowd(loop, 28)
    crowd.asks(ANNA, Lane.NUDGE)
    await loop.go_on(0.5)
    crowd.pace.refused(ANNA, 7)
    crowd.asks(BEN, Lane.NUDGE)
    crowd.asks(7001, Lane.REPLY)
    await loop.go_on(1)

    assert [ANNA, 7001] == [chat for *_, chat in crowd.went]
    assert 6 == round(crowd.pace.nudges_rest)
    await loop.go_on(6)
    assert 0 == crowd.pace.nudges_rest


async def test_a_refusal_to_a_chat_that_had_much_is_about_that_chat_only(loop: Loop) -> None:
    crowd = Crowd(loop, 28)
    for _ in range(3):
        crowd.asks(ANNA, Lane.REPLY)
    await loop.go_on(0.2)
    crowd.pace.refused(ANNA, 7)

    assert 0 == crowd.pace.nudges_rest
    assert 7 == crowd.pace.rests(ANNA, Lane.REPLY)
    assert 0 == crowd.pace.rests(BEN, Lane.REPLY)


async def test_who_was_answered_a_moment_ago_is_known_and_who_was_only_nudged_is_not(loop: Loop) -> None:
    crowd = Crowd(loop, 28)
    crowd.asks(ANNA, Lane.REPLY)
    crowd.asks(BEN, Lane.NUDGE)
    await loop.go_on(1)

    assert [True, False] == [crowd.pace.spoke_within(chat, 60) for chat in (ANNA, BEN)]
    await loop.go_on(60)
    assert not crowd.pace.spoke_within(ANNA, 60)


async def test_without_a_rate_nobody_waits(loop: Loop) -> None:
    crowd = Crowd(loop, 0)
    for chat in range(500):
        crowd.asks(chat, Lane.NUDGE)
    await settled()

    assert 500 == len(crowd.went)
    assert 500 == crowd.pace.in_use


async def test_chats_are_forgotten_after_a_minute(loop: Loop) -> None:
    crowd = Crowd(loop, 0)
    for chat in range(100):
        crowd.asks(chat, Lane.NUDGE)
    await settled()
    await loop.go_on(61)
    crowd.asks(ANNA, Lane.NUDGE)
    await settled()

    assert 1 == crowd.pace.remembered


async def test_a_long_rest_of_one_chat_keeps_no_other_remembered(loop: Loop) -> None:
    crowd = Crowd(loop, 0)
    crowd.pace.refused(ANNA, 3600)
    for chat in range(100):
        crowd.asks(chat, Lane.REPLY)
    await loop.go_on(61)
    crowd.asks(BEN, Lane.REPLY)
    await settled()

    assert 1 == crowd.pace.remembered
    assert 3600 - 61 == crowd.pace.rests(ANNA, Lane.REPLY)


async def test_those_who_stood_in_line_together_keep_to_the_share_of_their_chat(loop: Loop) -> None:
    crowd = Crowd(loop, 10)
    for _ in range(10):
        crowd.asks(ANNA, Lane.REPLY)
    crowd.asks(BEN, Lane.REPLY)
    await loop.go_on(0.7)
    assert pacing.CHAT_BURST == [chat for *_, chat in crowd.went].count(ANNA)
    assert BEN in [chat for *_, chat in crowd.went], "a turn that cannot be used is the next one's"

    await loop.go_on(10)
    assert 11 == len(crowd.went)


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.sampled_from(list(Lane)), st.floats(0, 0.3)), min_size=1, max_size=60
    )
)
def test_whatever_comes_no_second_has_more_than_its_share_and_nobody_is_forgotten(
    asked: list[tuple[int, Lane, float]],
) -> None:
    async def play() -> list[float]:
        loop = Loop(Counter())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pacing, "real_seconds", loop.real_seconds)
            patch.setattr(pacing, "call_later", loop.call_later)
            crowd = Crowd(loop, 10)
            for chat, lane, wait in asked:
                crowd.asks(chat, lane)
                await loop.go_on(wait)
            await loop.go_on(len(asked) + 10)
        return [moment for moment, *_ in crowd.went]

    times = asyncio.run(play())
    assert len(asked) == len(times)
    assert 12 > max(sum(1 for other in times if start <= other < start + 1) for start in times)
