from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from storage import claiming, leases, nudges, people, put_off
from storage.leases import NotHoldingError
from storage.nudges import Kind, Lapsed, Marked, Scheduled, State
from storage.people import Changed
from storage.put_off import DayNudge
from storage.schema import nudges as table
from storage.store import Store
from tests.storage.rows import ANNA, BEN, NOON, TODAY, join, write

if TYPE_CHECKING:
    from datetime import datetime

    from storage.leases import Lease
    from storage.nudges import NudgeRow
    from storage.store import Transaction

CLARA = 2**51 + 12
WEEK = timedelta(days=7)
SOON = timedelta(minutes=5)
LEASE = timedelta(minutes=3)


def scheduled(
    person_id: int = ANNA, due_on: date = TODAY, send_at: datetime = NOON, state: State = State.DUE
) -> Scheduled:
    return Scheduled(person_id, Kind.CARD, due_on, NOON, send_at, state, 3, NOON + WEEK)


async def claim(
    store: Store, now: datetime = NOON, limit: int = 10, held: Lease | None = None
) -> list[NudgeRow]:
    async with store.writing() as transaction:
        held = held or await holding(transaction)
        return await claiming.claim(transaction, held, now, now + LEASE, limit)


async def mark(
    store: Store, nudge: NudgeRow, state: State, send_at: datetime | None = None, held: Lease | None = None
) -> None:
    async with store.writing() as transaction:
        held = held or await holding(transaction)
        await nudges.mark(transaction, held, [Marked(nudge, state, send_at)])


async def holding(transaction: Transaction, holder: str = "me") -> Lease:
    """The lease: as it is if this holder has it, else taken over."""
    seen = await leases.look(transaction, "outbox")
    taken = seen if seen.holder == holder else await leases.take(transaction, seen, holder)
    assert taken is not None
    return taken


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
        assert DayNudge(State.DUE, NOON, wording=3) == await put_off.of_day(transaction, ANNA, TODAY)
        assert await put_off.of_day(transaction, ANNA, TODAY + WEEK) is None
        assert await put_off.of_day(transaction, BEN, TODAY) is None


async def test_a_day_has_one_nudge_whatever_became_of_it(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    await mark(store, nudge, State.SENT)

    await write(store, scheduled(send_at=NOON + SOON))

    assert [State.SENT] == await states(store)


async def test_what_may_be_sent_is_claimed_once_and_oldest_first(store: Store) -> None:
    await join(store, ANNA, BEN, CLARA)
    await write(
        store, scheduled(), scheduled(BEN, send_at=NOON - SOON), scheduled(CLARA, send_at=NOON + SOON)
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
        marked = Marked(nudge, State.DUE, NOON + SOON, unknown=unknown)
        await nudges.mark(transaction, await holding(transaction), [marked])

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
    await join(store, ANNA, BEN, CLARA)
    await write(store, scheduled(), scheduled(BEN), scheduled(CLARA, send_at=NOON + WEEK))
    await claim(store)

    async with store.writing() as transaction:
        held = await holding(transaction)
        assert 2 == await nudges.recover(transaction, held, NOON + LEASE + SOON, NOON + SOON, most_tries)
        assert 0 == await nudges.recover(transaction, held, NOON + LEASE + SOON, NOON + SOON, most_tries)

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
        held = await holding(transaction)
        assert 0 == await nudges.recover(transaction, held, NOON + LEASE, NOON + SOON, 3)

    assert [State.SENDING] == await states(store)


async def test_who_wants_no_more_is_sent_nothing_that_failed_only_afterwards(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    await write(store, Changed(ANNA, {"next_due_at": None}))
    await mark(store, nudge, State.DUE, NOON)

    assert [] == await claim(store)
    assert [State.LAPSED] == await states(store)


async def test_the_question_whether_to_go_on_is_sent_though_nothing_follows_it(store: Store) -> None:
    await join(store, ANNA)
    asks = replace(scheduled(), kind=Kind.ASK, next_due_at=None)
    await write(store, asks)

    assert [Kind.ASK] == [nudge.kind for nudge in await claim(store)]
    async with store.reading() as transaction:
        assert await put_off.of_day(transaction, ANNA, TODAY) is None, "it is no card"


async def test_who_was_sent_one_has_it_before_her_and_one_more_to_answer(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    async with store.writing() as transaction:
        marked = Marked(nudge, State.SENT, place="1k:2026-11-25")
        await nudges.mark(transaction, await holding(transaction), [marked])

    async with store.reading() as transaction:
        found = await people.find(transaction, ANNA)
        assert ("1k:2026-11-25", 1) == (found and (found.place, found.unanswered))


async def test_whoever_lost_the_lease_claims_and_marks_nothing_more(store: Store) -> None:
    """It may have slept through the takeover, and believe that it still holds it."""
    await join(store, ANNA, BEN)
    await write(store, scheduled(), scheduled(BEN))
    async with store.writing() as transaction:
        former = await holding(transaction, "former")
    [nudge] = await claim(store, limit=1, held=former)
    async with store.writing() as transaction:
        held = await holding(transaction, "present")
        assert 1 == await nudges.recover(transaction, held, NOON, NOON + SOON, 3), "whatever its lease says"

    await mark(store, nudge, State.SENT, held=former)
    with pytest.raises(NotHoldingError):
        await claim(store, held=former)

    assert [State.DUE, State.DUE] == await states(store)


async def test_two_who_claim_at_once_share_what_there_is(store: Store, url: str) -> None:
    await join(store, *range(1, 21))
    await write(store, *(scheduled(person_id) for person_id in range(1, 21)))
    async with store.writing() as transaction:
        held = await holding(transaction)
    other = Store(url)

    both = await asyncio.gather(*(claim(one, limit=10, held=held) for one in (store, other)))

    assert 20 == len({nudge.id for claimed in both for nudge in claimed})
    await other.close()


async def test_an_older_card_makes_way_for_a_newer_one_that_comes_with_it_and_for_no_other(
    store: Store,
) -> None:
    await join(store, ANNA, BEN)
    later = replace(scheduled(BEN, send_at=NOON + WEEK), due_at=NOON + WEEK)
    await write(store, scheduled(), later)
    await write(store, scheduled(ANNA, TODAY + WEEK), scheduled(BEN, TODAY + WEEK))

    assert [State.LAPSED, State.DUE, State.DUE, State.DUE] == await states(store)


async def test_what_the_caller_has_yet_to_mark_is_in_no_doubt(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, scheduled(), scheduled(BEN))
    known, _ = await claim(store)

    async with store.writing() as transaction:
        held = await holding(transaction)
        again, most = NOON + LEASE + SOON, 3
        assert 1 == await nudges.recover(transaction, held, again, again, most, [known.id])
