"""Replies that wait: shown once by whoever leads, held by whoever still shows them, no row taken for another."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import replies
from storage.leases import NotHoldingError
from storage.replies import Kept, Reply, Waiting
from tests.storage.rows import ANNA, BEN, NOON, elected

if TYPE_CHECKING:
    from datetime import datetime

    from storage.leases import Lease
    from storage.store import Store

SOON = NOON + timedelta(seconds=5)
LATER = SOON + timedelta(minutes=3)
WEEK = timedelta(days=7)
TO_ANNA = Reply(ANNA, "1c:1", 12, pins=True)
TO_BEN = Reply(BEN, "1h", 13, pins=False)


async def kept(store: Store, *these: Reply, send_at: datetime = NOON) -> list[Kept]:
    async with store.writing() as transaction:
        return [await replies.keep(transaction, one, NOON, send_at) for one in these]


async def claimed(store: Store, held: Lease, now: datetime = NOON) -> list[Waiting]:
    async with store.writing() as transaction:
        return await replies.claim(transaction, held, now, LATER, 10)


async def dropped(store: Store, row: Kept) -> None:
    async with store.writing() as transaction:
        await replies.drop(transaction, row)


async def released(store: Store, held: Lease) -> None:
    async with store.writing() as transaction:
        await replies.release(transaction, held, NOON)


async def test_a_reply_waits_until_its_time_and_goes_when_it_was_shown(store: Store) -> None:
    held = await elected(store)
    (row,) = await kept(store, TO_ANNA, send_at=SOON)

    assert [] == await claimed(store, held)
    assert [Waiting(row, 0)] == await claimed(store, held, SOON)
    assert [] == await claimed(store, held, SOON), "nobody else takes it meanwhile"
    await dropped(store, row)
    async with store.reading() as transaction:
        assert await replies.next_send(transaction) is None


async def test_one_that_could_not_be_shown_waits_again_and_is_counted(store: Store) -> None:
    held = await elected(store)
    (row,) = await kept(store, TO_ANNA)
    await claimed(store, held)
    async with store.writing() as transaction:
        await replies.postpone(transaction, held, row, NOON + WEEK)

    assert [] == await claimed(store, held, LATER)
    assert [1] == [one.tries for one in await claimed(store, held, NOON + WEEK)]


async def test_what_waits_for_a_message_makes_way_for_something_newer_there(store: Store) -> None:
    await kept(store, *(Reply(ANNA, "1h", message, pins=False) for message in (12, 13, None)))
    newer = [Reply(ANNA, "1s", message, pins=False) for message in (12, None, 99)]
    async with store.writing() as transaction:
        await replies.supersede(transaction, *newer)

    left = await claimed(store, await elected(store))
    assert [13, None] == [one.kept.reply.edits for one in left]


async def test_who_leads_now_releases_what_the_former_one_had_taken_and_nothing_else(store: Store) -> None:
    former = await elected(store, "former")
    taken, at_hand = *await kept(store, TO_ANNA), *await kept(store, TO_BEN, send_at=SOON)
    await claimed(store, former)
    new = await elected(store, "new")
    await released(store, new)

    assert [Waiting(taken, 0)] == await claimed(store, new)
    assert [Waiting(at_hand, 0)] == await claimed(store, new, SOON), "its process did not live to hold it on"


async def test_who_has_been_followed_takes_and_releases_none(store: Store) -> None:
    former = await elected(store, "former")
    await elected(store, "new")
    await kept(store, TO_ANNA)

    with pytest.raises(NotHoldingError):
        await claimed(store, former)
    with pytest.raises(NotHoldingError):
        await released(store, former)


async def test_who_has_been_followed_does_not_put_off_what_somebody_else_shows(store: Store) -> None:
    former = await elected(store, "former")
    (row,) = await kept(store, TO_ANNA)
    await claimed(store, former)
    new = await elected(store, "new")
    await released(store, new)
    await claimed(store, new)
    async with store.writing() as transaction:
        await replies.postpone(transaction, former, row, NOON)

    assert [] == await claimed(store, new)


async def test_what_is_held_on_is_not_taken_and_what_was_taken_is_not_held_on(store: Store) -> None:
    held = await elected(store)
    mine, taken = *await kept(store, TO_ANNA, send_at=SOON), *await kept(store, TO_BEN)
    await claimed(store, held)
    async with store.writing() as transaction:
        await replies.hold(transaction, [mine, taken], NOON + WEEK)

    assert [Waiting(taken, 0)] == await claimed(store, held, LATER)


@pytest.mark.parametrize("other", [TO_BEN, Reply(ANNA, "1s", 12, pins=False)])
async def test_a_row_is_never_mistaken_for_one_that_had_its_number_before(store: Store, other: Reply) -> None:
    (before,) = await kept(store, TO_ANNA)
    await dropped(store, before)
    (after,) = await kept(store, other)
    same_number = Kept(after.id, before.reply, before.kept_at)
    held = await elected(store)
    await dropped(store, same_number)
    async with store.writing() as transaction:
        await replies.hold(transaction, [same_number], NOON + WEEK)

    assert [Waiting(after, 0)] == await claimed(store, held)


async def test_two_who_claim_at_once_do_not_take_the_same_nor_wait_for_each_other(store: Store) -> None:
    held = await elected(store)
    await kept(store, TO_ANNA, TO_BEN)
    if store.url.startswith("sqlite"):
        both = [*await asyncio.gather(claimed(store, held), claimed(store, held))]
    else:
        async with AsyncExitStack() as open_ones:
            both = [
                await replies.claim(
                    await open_ones.enter_async_context(store.writing()), held, NOON, LATER, limit=1
                )
                for _ in range(2)
            ]

    assert [ANNA, BEN] == sorted(one.kept.reply.chat_id for some in both for one in some)


async def test_whether_more_wait_than_a_number(store: Store) -> None:
    await kept(store, TO_ANNA, TO_BEN)
    async with store.reading() as transaction:
        assert await replies.more_wait_than(transaction, 1)
        assert not await replies.more_wait_than(transaction, 2)
