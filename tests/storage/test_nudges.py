from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from storage import nudges, people
from storage.nudges import Lapsed, Scheduled, State
from storage.people import Changed
from storage.schema import nudges as table
from tests.storage.rows import ANNA, BEN, NOON, TODAY, join, write

if TYPE_CHECKING:
    from datetime import datetime

    from storage.nudges import NudgeRow
    from storage.store import Store

WEEK = timedelta(days=7)
SOON = timedelta(minutes=5)
LEASE = timedelta(minutes=3)


def scheduled(
    person_id: int = ANNA, due_on: date = TODAY, send_at: datetime = NOON, state: State = State.DUE
) -> Scheduled:
    return Scheduled(person_id, "card", due_on, NOON, send_at, state, 3, NOON + WEEK)


async def claim(store: Store, now: datetime = NOON, limit: int = 10) -> list[NudgeRow]:
    async with store.writing() as transaction:
        return await nudges.claim(transaction, now, now + LEASE, limit)


async def mark(store: Store, nudge: NudgeRow, state: State, send_at: datetime | None = None) -> None:
    async with store.writing() as transaction:
        await nudges.mark(transaction, nudge.id, state, send_at)


async def states(store: Store) -> list[str]:
    """The state of each nudge, by its number."""
    async with store.reading() as transaction:
        return list(await transaction.scalars(select(table.c.state).order_by(table.c.id)))


async def test_making_a_nudge_moves_the_next_due_time_with_it(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())

    async with store.reading() as transaction:
        found = await people.find(transaction, ANNA)
        assert NOON + WEEK == (found and found.next_due_at)
        assert NOON == await nudges.next_send(transaction)
        assert await nudges.exists(transaction, ANNA, TODAY)
        assert not await nudges.exists(transaction, ANNA, TODAY + WEEK)
        assert not await nudges.exists(transaction, BEN, TODAY)
        assert 3 == await nudges.wording(transaction, ANNA, TODAY)
        assert 0 == await nudges.wording(transaction, BEN, TODAY)


async def test_a_day_has_one_nudge_whatever_became_of_it(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    await mark(store, nudge, State.SENT)

    await write(store, scheduled(send_at=NOON + SOON))

    assert [State.SENT] == await states(store)


async def test_what_may_be_sent_is_claimed_once_and_oldest_first(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(
        store, scheduled(), scheduled(BEN, send_at=NOON - SOON), scheduled(BEN, TODAY + WEEK, NOON + SOON)
    )

    assert [BEN, ANNA] == [nudge.person_id for nudge in await claim(store)]
    assert [] == await claim(store)
    assert [State.SENDING, State.SENDING, State.DUE] == await states(store)


async def test_no_more_are_claimed_than_asked_for(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, scheduled(), scheduled(BEN))

    assert [1, 1, 0] == [len(await claim(store, limit=1)) for _ in range(3)]


async def test_people_who_left_and_what_lapsed_are_passed_over(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, scheduled(), scheduled(BEN, state=State.LAPSED), Changed(ANNA, {"left_at": NOON}))

    assert [] == await claim(store)


@pytest.mark.parametrize(("unknown", "tries"), [(True, 1), (False, 0)])
async def test_a_nudge_waits_to_be_tried_again_and_only_unknown_tries_count(
    store: Store,
    unknown: bool,  # noqa: FBT001 - a table
    tries: int,
) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    async with store.writing() as transaction:
        await nudges.mark(transaction, nudge.id, State.DUE, NOON + SOON, unknown=unknown)

    assert [] == await claim(store)
    [again] = await claim(store, NOON + SOON)
    assert (0, tries) == (nudge.tries, again.tries)
    assert nudge.id == again.id


async def test_only_what_is_under_way_can_be_marked(store: Store) -> None:
    """A person may say stop while her nudge is being sent; what was decided then stands."""
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    await mark(store, nudge, State.SENT)

    await mark(store, nudge, State.DUE, NOON)

    assert [State.SENT] == await states(store)


@pytest.mark.parametrize(("most_tries", "state"), [(2, State.DUE), (1, State.UNKNOWN)])
async def test_after_a_crash_what_was_under_way_is_tried_again_or_given_up(
    store: Store, most_tries: int, state: State
) -> None:
    """Nobody knows whether it was sent; what was not under way waits as before."""
    await join(store, ANNA, BEN)
    await write(store, scheduled(), scheduled(BEN), scheduled(BEN, TODAY + WEEK, NOON + WEEK))
    await claim(store)

    async with store.writing() as transaction:
        assert 2 == await nudges.recover(transaction, NOON + LEASE + SOON, NOON + SOON, most_tries)
        assert 0 == await nudges.recover(transaction, NOON + LEASE + SOON, NOON + SOON, most_tries)

    assert [state, state, State.DUE] == await states(store)
    assert [] == await claim(store), "not at once, as it may be on its way still"


async def test_what_waits_for_a_person_lapses_and_what_was_sent_stays_sent(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, scheduled())
    [nudge] = await claim(store)
    await mark(store, nudge, State.SENT)
    await write(store, scheduled(due_on=TODAY + WEEK), scheduled(BEN))

    await write(store, Lapsed(ANNA))

    assert [State.SENT, State.LAPSED, State.DUE] == await states(store)
    async with store.reading() as transaction:
        assert {"sent": 1, "lapsed": 1, "due": 1} == await nudges.count(transaction)


async def test_without_nudges_there_is_nothing_to_wait_for(store: Store) -> None:
    async with store.reading() as transaction:
        assert await nudges.next_send(transaction) is None
        assert {} == await nudges.count(transaction)


async def test_nobody_is_robbed_of_a_nudge_before_the_lease_is_over(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    await claim(store)

    async with store.writing() as transaction:
        assert 0 == await nudges.recover(transaction, NOON + LEASE, NOON + SOON, 3)

    assert [State.SENDING] == await states(store)


async def test_who_wants_no_more_is_sent_nothing_that_failed_only_afterwards(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    await write(store, Changed(ANNA, {"next_due_at": None}))
    await mark(store, nudge, State.DUE, NOON)

    assert [] == await claim(store)
    async with store.writing() as transaction:
        await nudges.lapse_unwanted(transaction)
    assert [State.LAPSED] == await states(store)
