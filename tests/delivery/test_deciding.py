"""Deciding together: one commit for all, and a fault of one is nobody else's."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery import deciding
from bot.delivery.deciding import Deciding
from bot.delivery.tally import Tally
from bot.events import Event, Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.delivery.sitting import Sitting
    from storage.store import Store, Transaction


def outage() -> OperationalError:
    return OperationalError("", {}, OSError("the disk is full"))


class Desk:
    """Decides what the test says; keeps which events were handled in which transaction."""

    def __init__(self, faults: dict[int, list[Exception | float | asyncio.Event]] | None = None) -> None:
        self.faults = faults or {}
        self.handled: list[tuple[int, int]] = []

    async def handle(self, transaction: Transaction, event: Event, _sitting: Sitting) -> list[Any]:
        self.handled.append((event.update_id, id(transaction)))
        waiting = self.faults.get(event.update_id)
        fault = waiting.pop(0) if waiting else None
        if isinstance(fault, Exception):
            raise fault
        if isinstance(fault, asyncio.Event):
            await fault.wait()
        elif fault is not None:
            await asyncio.sleep(fault)
        return [event.update_id]

    async def trouble(self, _transaction: Transaction, event: Event) -> Any:  # noqa: ANN401 - stands in for a screen
        return f"trouble {event.update_id}"


def events(*numbers: int) -> list[Event]:
    return [Typed(number, 1000 + number, "hello") for number in numbers]


def deciding_with(
    store: Store, desk: Desk, acknowledge: Callable[[Sequence[Event]], None] = lambda _events: None
) -> tuple[Deciding, Tally]:
    tally = Tally()
    return Deciding(store, desk, tally, acknowledge), tally  # type: ignore[arg-type] # the test's own desk


async def decided(decide: Deciding, *numbers: int) -> tuple[list[Any], Exception | None]:
    return await decide.decide(events(*numbers))


async def test_all_that_wait_meanwhile_are_decided_in_one_transaction(store: Store) -> None:
    desk = Desk({1: [0.05]})
    decide, _ = deciding_with(store, desk)

    shown = await asyncio.gather(*(decided(decide, number) for number in (1, 2, 3, 4)))

    assert [[1], [2], [3], [4]] == [ready for ready, _ in shown]
    assert [1, 2, 3, 4] == [number for number, _ in desk.handled], "in the order in which they came"
    assert 1 == len({transaction for number, transaction in desk.handled if number > 1})


async def test_a_fault_of_its_own_is_tried_three_times_and_spares_the_others(store: Store) -> None:
    desk = Desk({2: [ValueError()] * 10})
    decide, tally = deciding_with(store, desk)

    ready, failed = await decided(decide, 1, 2, 3)

    assert ([1, "trouble 2", 3], None) == (ready, failed)
    assert 4 == sum(1 for number, _ in desk.handled if number == 2), "with the others, and three times alone"
    assert 1 == tally.set_aside


async def test_a_fault_that_passes_is_forgotten(store: Store) -> None:
    decide, tally = deciding_with(store, Desk({2: [ValueError(), ValueError()]}))

    assert ([1, 2, 3], None) == await decided(decide, 1, 2, 3)
    assert 0 == tally.set_aside


async def test_the_database_failing_is_nobodys_fault(store: Store) -> None:
    decide, tally = deciding_with(store, Desk({2: [outage(), outage()]}))

    ready, failed = await decided(decide, 1, 2, 3)

    assert [1] == ready
    assert isinstance(failed, OperationalError)
    assert 0 == tally.set_aside
    assert ([2], None) == await decided(decide, 2), "Telegram hands it out again"


@pytest.mark.parametrize("faults", [{}, {2: [ValueError()] * 10}, {2: [outage(), outage()]}])
async def test_each_is_acknowledged_once_whatever_becomes_of_it(
    store: Store, faults: dict[int, list[Any]]
) -> None:
    acknowledged: list[int] = []
    decide, _ = deciding_with(
        store, Desk(faults), lambda these: acknowledged.extend(one.update_id for one in these)
    )
    await decided(decide, 1, 2, 3)

    assert [1, 2, 3] == acknowledged


async def test_who_is_not_let_in_is_acknowledged_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "MOST_WAITING", 0)
    acknowledged: list[int] = []
    decide, _ = deciding_with(
        store, Desk(), lambda these: acknowledged.extend(one.update_id for one in these)
    )
    await decided(decide, 1)

    assert [1] == acknowledged


async def test_what_takes_too_long_is_a_fault_of_its_own(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "PATIENCE_SECONDS", 0.01)
    decide, tally = deciding_with(store, Desk({2: [30.0] * 10}))

    assert ([1, "trouble 2"], None) == await decided(decide, 1, 2)
    assert 1 == tally.set_aside


async def test_who_was_cancelled_while_waiting_costs_nobody_else_the_answer(store: Store) -> None:
    desk = Desk({1: [0.05]})
    decide, _ = deciding_with(store, desk)
    first = asyncio.create_task(decided(decide, 1))
    await asyncio.sleep(0)
    gone = asyncio.create_task(decided(decide, *range(100, 200)))
    last = asyncio.create_task(decided(decide, 2))
    await asyncio.sleep(0)
    gone.cancel()

    assert ([2], None) == await last
    await first
    assert [1, 2] == [number for number, _ in desk.handled], "nothing of who has gone is decided"


async def test_whoever_comes_when_too_many_wait_is_to_come_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "MOST_WAITING", 2)
    may_end = asyncio.Event()
    desk = Desk({1: [may_end]})
    decide, _ = deciding_with(store, desk)
    first = asyncio.create_task(decided(decide, 1))
    while not desk.handled:  # noqa: ASYNC110 - the thing looked at rings no bell
        await asyncio.sleep(0.005)
    waiting = asyncio.create_task(decided(decide, 2, 3))
    await asyncio.sleep(0)

    ready, refused = await decided(decide, 4)
    may_end.set()
    assert [] == ready
    assert isinstance(refused, deciding.CrowdedError)
    assert ([2, 3], None) == await waiting
    await first
    assert ([4], None) == await decided(decide, 4)
