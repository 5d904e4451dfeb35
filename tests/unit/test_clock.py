from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import LONGEST_SLEEP_SECONDS, MovableClock, SystemClock, sleep

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MANY = 10


class SetClock(SystemClock):
    """The computer's clock, as somebody sets it."""

    def __init__(self) -> None:
        self.shows = NOON

    def now(self) -> datetime:
        return self.shows


class Naps:
    """Stands in for the loop's sleep: notes how long each was, and does what happens meanwhile."""

    def __init__(self, meanwhile: Callable[[float], None]) -> None:
        self.lengths: list[float] = []
        self._meanwhile = meanwhile

    async def sleep(self, seconds: float) -> None:
        self.lengths.append(seconds)
        assert len(self.lengths) < MANY, "it would wait for ever"
        self._meanwhile(seconds)


def napping(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[float], None]) -> Naps:
    naps = Naps(meanwhile)
    monkeypatch.setattr(asyncio, "sleep", naps.sleep)
    return naps


async def test_a_short_pause_is_as_long_as_it_is_though_the_clock_is_set_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = SetClock()

    def set_back(_seconds: float) -> None:
        clock.shows = NOON - HOUR

    naps = napping(monkeypatch, set_back)
    await sleep(clock, 1.5)

    assert [1.5] == naps.lengths


async def test_waiting_for_a_moment_notices_that_the_clock_was_set_forward(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = SetClock()

    def set_forward(_seconds: float) -> None:
        clock.shows = NOON + HOUR

    naps = napping(monkeypatch, set_forward)
    await clock.sleep_until(NOON + HOUR)

    assert [LONGEST_SLEEP_SECONDS] == naps.lengths


async def test_waiting_for_a_moment_goes_on_until_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SetClock()

    def runs(seconds: float) -> None:
        clock.shows += timedelta(seconds=seconds)

    naps = napping(monkeypatch, runs)
    await clock.sleep_until(NOON + timedelta(seconds=150))

    assert [60.0, 60.0, 30.0] == naps.lengths


async def test_a_moment_that_has_passed_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    naps = napping(monkeypatch, lambda _: None)

    await SetClock().sleep_until(NOON)

    assert [] == naps.lengths


def test_the_computers_clock_tells_the_time_in_utc() -> None:
    before = datetime.now(UTC)

    assert before <= SystemClock().now() <= datetime.now(UTC)
    assert UTC is SystemClock().now().tzinfo


@pytest.mark.parametrize("running", [True, False])
async def test_a_jump_wakes_who_pauses_by_a_clock_that_can_be_moved(running: bool) -> None:  # noqa: FBT001 - a table
    clock = MovableClock(NOON, running=running)
    pause = asyncio.create_task(sleep(clock, 3600.0))
    await asyncio.sleep(0)

    clock.jump_to(NOON + HOUR)

    await asyncio.wait_for(pause, 5)
    assert clock.now() >= NOON + HOUR


async def test_a_jump_that_is_too_short_wakes_nobody_for_good() -> None:
    clock = MovableClock(NOON, running=False)
    pause = asyncio.create_task(sleep(clock, 3600.0))
    await asyncio.sleep(0)

    clock.jump_to(NOON + HOUR / 2)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not pause.done()

    clock.jump_to(NOON + HOUR)
    await asyncio.wait_for(pause, 5)
