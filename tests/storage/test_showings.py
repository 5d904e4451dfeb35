from __future__ import annotations

import asyncio
from datetime import timedelta

from storage import showings
from storage.showings import Answered, Dealt, Showing
from storage.store import Store
from tests.storage.rows import ANNA, BEN, NOON, everything, join, write

LATER = NOON + timedelta(minutes=1)


def dealt(card: str, occasion: str = "week:2026-11-25", person_id: int = ANNA) -> Dealt:
    return Dealt(person_id, occasion, card, "v1", NOON)


async def deal(store: Store, what: Dealt) -> Showing:
    async with store.writing() as transaction:
        return await showings.deal(transaction, what)


async def test_an_occasion_has_one_card_however_often_it_is_dealt(store: Store) -> None:
    await join(store, ANNA)

    first = await deal(store, dealt("wrong-tablets"))
    second = await deal(store, dealt("another-card"))

    assert first == second
    assert Showing(first.id, ANNA, "week:2026-11-25", "wrong-tablets", "v1", NOON, None, None) == first


async def test_two_taps_at_once_are_dealt_the_same_card(store: Store) -> None:
    await join(store, ANNA)

    both = await asyncio.gather(deal(store, dealt("one-card")), deal(store, dealt("other-card")))

    assert both[0] == both[1]
    assert 1 == len((await everything(store))["showings"])


async def test_two_processes_at_once_deal_the_same_card(store: Store, url: str) -> None:
    """Each with connections of its own: the one that comes second waits inside the database."""
    await join(store, ANNA)
    replica = Store(url)

    both = await asyncio.gather(
        *(deal(one, dealt(f"card-{n}")) for n, one in enumerate([store, replica] * 4))
    )

    assert 1 == len(set(both))
    await replica.close()


async def test_a_reader_waits_for_no_writer_and_sees_nothing_half_done(store: Store) -> None:
    await join(store, ANNA)
    async with store.writing() as writing:
        await showings.deal(writing, dealt("wrong-tablets"))
        async with store.reading() as reading:
            assert [] == await showings.history(reading, ANNA)


async def test_the_first_choice_stands(store: Store) -> None:
    await join(store, ANNA)
    showing = await deal(store, dealt("wrong-tablets"))

    await write(store, Answered(showing.id, ANNA, "b", NOON), Answered(showing.id, ANNA, "a", LATER))
    await write(store, Answered(showing.id, ANNA, "c", LATER))

    async with store.reading() as transaction:
        found = await showings.find(transaction, ANNA, showing.id)
    assert ("b", NOON) == (found and found.chosen, found and found.answered_at)


async def test_what_an_answer_makes_of_a_showing_is_known_without_asking(store: Store) -> None:
    """Also of one that is answered already, and of a moment that is no whole second."""
    await join(store, ANNA)
    before = await deal(store, dealt("wrong-tablets"))
    first = Answered(before.id, ANNA, "b", NOON.replace(microsecond=999_999))

    await write(store, first)

    async with store.reading() as transaction:
        assert first.fills(before) == await showings.find(transaction, ANNA, before.id)
    assert first.fills(before) == Answered(before.id, ANNA, "c", LATER).fills(first.fills(before))


async def test_nobody_sees_or_answers_the_card_of_another_person(store: Store) -> None:
    """The number of a showing is in callback data, which can be forged."""
    await join(store, ANNA, BEN)
    showing = await deal(store, dealt("wrong-tablets"))

    await write(store, Answered(showing.id, BEN, "b", NOON))

    async with store.reading() as transaction:
        assert await showings.find(transaction, BEN, showing.id) is None
        assert showing == await showings.find(transaction, ANNA, showing.id)


async def test_the_history_is_of_one_person_and_oldest_first(store: Store) -> None:
    await join(store, ANNA, BEN)
    for number, person_id in enumerate([ANNA, BEN, ANNA, ANNA]):
        await deal(store, dealt(f"card-{number}", f"after:{number}", person_id))

    async with store.reading() as transaction:
        history = await showings.history(transaction, ANNA)
        same = await showings.of_occasion(transaction, ANNA, "after:2")
        none = await showings.of_occasion(transaction, ANNA, "after:1")
    assert ["card-0", "card-2", "card-3"] == [showing.card for showing in history]
    assert (history[1], None) == (same, none)
