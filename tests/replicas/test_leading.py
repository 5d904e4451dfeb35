"""Of several processes one leads, on both engines; another takes over, and the former one can do no harm."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import MovableClock
from bot.delivery import leading as module
from bot.delivery.leading import DEAD_AFTER_SECONDS, Leading
from storage import leases

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from storage.leases import Lease
    from storage.store import Store


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks and beats follow each other as fast as the machine allows; what counts as dead is by the clock."""

    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0.005)

    monkeypatch.setattr(module, "real_seconds", at_once)


class Replica:
    """A process that would lead."""

    def __init__(self, store: Store) -> None:
        self.clock = MovableClock(running=False)
        self.leading = Leading(store, self.clock)
        self.began = asyncio.Event()
        self.held: Lease | None = None
        self.task = asyncio.create_task(self.leading.run(self._work))

    async def _work(self, held: Lease) -> None:
        self.held = held
        self.began.set()
        await asyncio.Event().wait()

    async def stop(self) -> None:
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task

    def sleep(self) -> None:
        """Stop beating, and notice nothing: a machine that hangs."""
        self.leading._grows = _never  # type: ignore[method-assign,assignment]  # noqa: SLF001 - no task can be hung


async def _never(_held: Lease) -> bool:
    await asyncio.Event().wait()
    return True


@contextlib.asynccontextmanager
async def replica(store: Store) -> AsyncIterator[Replica]:
    made = Replica(store)
    try:
        yield made
    finally:
        await made.stop()


@contextlib.asynccontextmanager
async def _following(first: Replica, store: Store) -> AsyncIterator[Replica]:
    await first.began.wait()
    async with replica(store) as second:
        yield second


async def test_the_first_one_leads_and_the_second_one_waits(store: Store) -> None:
    async with replica(store) as first:
        await first.began.wait()
        async with replica(store) as second:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(second.began.wait(), 0.2)

            assert [True, False] == [one.leading.leads for one in (first, second)]


async def test_who_stops_gives_it_back_at_once(store: Store) -> None:
    async with replica(store) as first:
        await first.began.wait()
        async with replica(store) as second:
            await first.stop()
            await asyncio.wait_for(second.began.wait(), 10)


async def test_who_dies_is_followed_after_its_beat_stood_still_for_long_enough(
    store: Store,
) -> None:
    # The second one starts when the first one leads: of two that start together either may.
    async with replica(store) as first, _following(first, store) as second:
        first.sleep()
        await asyncio.sleep(0.05)
        assert not second.began.is_set()
        async with asyncio.timeout(30):
            while not second.began.is_set():
                second.clock.jump_to(second.clock.now() + timedelta(seconds=DEAD_AFTER_SECONDS))
                await asyncio.sleep(0.05)

        assert first.held is not None
        assert second.held is not None
        assert first.held.token < second.held.token
        async with store.writing() as transaction:
            with pytest.raises(leases.NotHoldingError):
                await leases.require(transaction, first.held)


async def test_who_was_followed_stops_its_work_when_it_wakes(store: Store) -> None:
    async with replica(store) as first:
        await first.began.wait()
        first.began.clear()
        other = await _taken_over(store)
        await _until(lambda: not first.leading.leads)
        async with store.writing() as transaction:
            await leases.give_back(transaction, other)
        await asyncio.wait_for(first.began.wait(), 10)


async def _taken_over(store: Store) -> Lease:
    """By somebody who saw it as it is; the beat may be quicker once or twice."""
    while True:
        async with store.writing() as transaction:
            seen = await leases.look(transaction, "outbox")
            taken = await leases.take(transaction, seen, "other")
        if taken is not None:
            return taken


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - the thing looked at rings no bell
            await asyncio.sleep(0.01)
