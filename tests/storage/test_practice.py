"""What is counted as time of practice, and what people said of themselves: each once, whatever comes twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import confidence, practice, showings
from storage.confidence import Said, Sure
from storage.people import Forgotten
from storage.practice import Day, Practised
from storage.showings import Answered, Dealt
from tests.storage.rows import ANNA, BEN, NOON, TODAY, everything, join, write

if TYPE_CHECKING:
    from storage.records import Record
    from storage.store import Store

SECONDS = {
    "one tap is a minute": ([0], 60),
    "the same tap twice is one": ([0, 0], 60),
    "a gap counts as long as it took": ([0, 45], 105),
    "three minutes are still one sitting": ([0, 180], 240),
    "a longer gap counts as the minute of its tap": ([0, 181], 120),
    "hours between two taps are not practice": ([0, 4 * 3600], 120),
    "a tap that comes late changes nothing": ([100, 0], 60),
    "a day counts half an hour at most": ([second * 170 for second in range(30)], 1800),
}


@pytest.mark.parametrize(("taps", "seconds"), SECONDS.values(), ids=SECONDS.keys())
async def test_time_is_counted_from_taps_rather_too_low_than_too_high(
    store: Store, taps: list[int], seconds: int
) -> None:
    await join(store, ANNA)
    await write(store, *(Practised(ANNA, TODAY, NOON + timedelta(seconds=tap)) for tap in taps))

    async with store.reading() as transaction:
        assert [Day(TODAY, seconds)] == await practice.days(transaction, ANNA)
        assert [] == await practice.days(transaction, BEN)


async def test_days_are_counted_each_by_itself_and_come_in_order(store: Store) -> None:
    await join(store, ANNA)
    later, earlier = (Practised(ANNA, TODAY + timedelta(days=by), NOON + timedelta(days=by)) for by in (1, 0))
    await write(store, later, earlier)

    async with store.reading() as transaction:
        assert [TODAY, later.day] == [one.day for one in await practice.days(transaction, ANNA)]


RECORDS: list[Record] = [
    Practised(ANNA, TODAY, NOON),
    Said(ANNA, "six", "tell", "1", 4, NOON),
    Said(ANNA, "six", "listen", "1", None, NOON),
    Sure(ANNA, 7, 3, NOON),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
async def test_writing_a_record_twice_is_as_writing_it_once(store: Store, record: Record) -> None:
    await join(store, ANNA)
    await write(store, record)
    once = await everything(store)

    await write(store, record)

    assert once == await everything(store)


async def test_the_first_answer_stands(store: Store) -> None:
    await join(store, ANNA)
    first, skipped = Said(ANNA, "six", "tell", "1", 4, NOON), Said(ANNA, "six", "listen", "1", None, NOON)
    await write(store, first, skipped, Sure(ANNA, 7, 3, NOON))
    await write(store, Said(ANNA, "six", "tell", "2", 1, NOON), Said(ANNA, "six", "listen", "1", 5, NOON))
    await write(store, Sure(ANNA, 7, 5, NOON))

    async with store.reading() as transaction:
        assert {first, skipped} == set(await confidence.said(transaction, ANNA))
        assert {7: 3} == await confidence.sure_of(transaction, ANNA)


async def test_nobody_finds_what_another_said(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, *RECORDS)

    async with store.reading() as transaction:
        assert ((), {}) == (
            await confidence.said(transaction, BEN),
            await confidence.sure_of(transaction, BEN),
        )


async def test_nothing_of_it_is_left_of_who_was_forgotten(store: Store) -> None:
    await join(store, ANNA)
    await write(store, *RECORDS, Forgotten(ANNA))

    left = await everything(store)
    assert [[], [], []] == [left[name] for name in ("practice_days", "confidence", "sureness")]


async def test_the_answer_before_is_the_last_one_before_that_moment(store: Store) -> None:
    await join(store, ANNA, BEN)
    hour = timedelta(hours=1)
    async with store.writing() as transaction:
        for number, who in enumerate((ANNA, ANNA, ANNA, BEN)):
            dealt = Dealt(who, f"after:{number}", "wrong-tablets", "v1", NOON)
            showing = await showings.deal(transaction, dealt)
            await Answered(showing.id, who, "b", NOON + number * hour).write(transaction)
        found = [
            await practice.previous_answer(transaction, ANNA, number + 1, NOON + number * hour)
            for number in range(3)
        ]

    assert [None, NOON, NOON + hour] == found
