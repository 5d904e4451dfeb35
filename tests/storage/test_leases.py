from __future__ import annotations

import asyncio

import pytest

from storage import leases
from storage.leases import Lease, NotHoldingError
from storage.store import Store
from storage.upgrade import upgrade


async def look(store: Store) -> Lease:
    async with store.reading() as transaction:
        return await leases.look(transaction, "outbox")


async def take(store: Store, seen: Lease, holder: str) -> Lease | None:
    async with store.writing() as transaction:
        return await leases.take(transaction, seen, holder)


async def beat(store: Store, held: Lease) -> bool:
    async with store.writing() as transaction:
        return await leases.beat(transaction, held)


async def test_a_lease_that_nobody_ever_had_is_free(store: Store) -> None:
    assert Lease("outbox", None, 0, 0) == await look(store)


async def test_of_many_who_see_it_free_one_gets_it(store: Store, url: str) -> None:
    others = [store, *(Store(url) for _ in range(3))]
    seen = await look(store)

    taken = await asyncio.gather(*(take(one, seen, f"replica {n}") for n, one in enumerate(others)))

    assert 1 == len([one for one in taken if one])
    assert await look(store) in taken
    for other in others[1:]:
        await other.close()


async def test_it_is_not_taken_from_somebody_who_beats(store: Store) -> None:
    held = await take(store, await look(store), "first")
    seen = await look(store)
    assert held is not None
    assert await beat(store, held)

    assert await take(store, seen, "second") is None
    assert "first" == (await look(store)).holder


async def test_each_holder_has_a_larger_token_and_the_former_one_beats_no_more(store: Store) -> None:
    first = await take(store, await look(store), "first")
    second = await take(store, await look(store), "second")

    assert first is not None
    assert second is not None
    assert first.token < second.token
    assert [False, True] == [await beat(store, held) for held in (first, second)]
    async with store.writing() as transaction:
        await leases.require(transaction, second)
        with pytest.raises(NotHoldingError):
            await leases.require(transaction, first)


async def test_what_is_given_back_is_free_at_once(store: Store) -> None:
    held = await take(store, await look(store), "first")
    assert held is not None
    async with store.writing() as transaction:
        await leases.give_back(transaction, held)

    assert (await look(store)).holder is None
    assert not await beat(store, held)


async def test_nobody_takes_over_while_the_holder_is_claiming(store: Store, url: str) -> None:
    """Whoever is about to claim holds the row until the claim is committed."""
    held = await take(store, await look(store), "first")
    assert held is not None
    other = Store(url)
    async with store.writing() as transaction:
        await leases.require(transaction, held)
        taking = asyncio.create_task(take(other, held, "second"))
        await _nearly(taking)
        assert not taking.done()

    assert await taking is not None
    await other.close()


async def _nearly(task: asyncio.Task[Lease | None]) -> None:
    """As long as it would take if nothing were in its way."""
    await asyncio.wait({task}, timeout=0.2)


async def test_three_who_start_together_on_an_empty_database_all_come_up(url: str) -> None:
    stores = [Store(url) for _ in range(3)]

    await asyncio.gather(*(upgrade(one) for one in stores))

    for one in stores:
        assert 0 == (await look(one)).token
        await one.close()
