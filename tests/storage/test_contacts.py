"""Findings, numbers out of use, reports that count for nobody, and reminders that come once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import contact_checks, number_reports, reminders
from storage.contact_checks import Checked, Demoted, Restored
from storage.leases import NotHoldingError
from storage.number_reports import Reported
from storage.reminders import AFTER, Reminder, ReminderAsked, ReminderDropped
from tests.storage.rows import ANNA, BEN, NOON, TODAY, elected, everything, write

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Store

DAY = timedelta(days=1)
LEASE = timedelta(minutes=3)


async def taken(store: Store, now: datetime, limit: int = 10) -> list[Reminder]:
    held = await elected(store)
    async with store.writing() as transaction:
        return await reminders.due(transaction, held, now, now + LEASE, limit)


async def over(store: Store, reminder: Reminder) -> None:
    async with store.writing() as transaction:
        await reminders.over(transaction, reminder)


async def test_every_report_counts_and_says_nothing_but_line_and_day(store: Store) -> None:
    await write(
        store, Reported("salford.adults", TODAY), Reported("salford.adults", TODAY), Reported("cqc", TODAY)
    )

    assert [("cqc", TODAY, 1), ("salford.adults", TODAY, 2)] == (await everything(store))["number_reports"]


async def test_reports_are_told_from_a_day_on_most_often_first(store: Store) -> None:
    old, day = [Reported("bury.lado", TODAY - DAY)] * 9, Reported("cqc", TODAY)
    await write(store, *old, day, day, Reported("acas", TODAY))
    async with store.reading() as transaction:
        assert [("cqc", 2), ("acas", 1)] == list((await number_reports.since(transaction, TODAY)).items())


async def test_a_second_finding_of_a_day_takes_the_place_of_the_first(store: Store) -> None:
    first = Checked("cqc", "0123456789ab", TODAY, "owner", "silent")
    second = Checked("cqc", "0123456789ab", TODAY, "operator", "as-said")
    await write(store, first, second)
    async with store.reading() as transaction:
        assert [second] == await contact_checks.findings(transaction)


async def test_a_number_out_of_use_is_put_back_for_every_line_that_has_it(store: Store) -> None:
    await write(store, Demoted("a.adults", "same", TODAY), Demoted("b.adults", "same", TODAY))
    await write(store, Demoted("c.adults", "other", TODAY), Restored("same"))
    async with store.reading() as transaction:
        assert {"c.adults": "other"} == await contact_checks.withheld(transaction)


async def test_nothing_comes_before_three_days(store: Store) -> None:
    await write(store, ReminderAsked(ANNA, NOON))

    assert [] == await taken(store, NOON + AFTER[0] - LEASE)
    async with store.reading() as transaction:
        assert NOON + AFTER[0] == await reminders.next_due(transaction)


async def test_two_come_and_then_the_row_is_gone(store: Store) -> None:
    await write(store, ReminderAsked(ANNA, NOON))
    for after in AFTER:
        (one,) = await taken(store, NOON + after)
        await over(store, one)

    assert [] == (await everything(store))["reminders"]


async def test_what_is_taken_is_not_taken_again(store: Store) -> None:
    await write(store, ReminderAsked(ANNA, NOON), ReminderAsked(BEN, NOON))
    at = NOON + AFTER[0]

    assert [ANNA, BEN] == sorted(
        [one.chat_id for one in (*await taken(store, at, 1), *await taken(store, at))]
    )
    assert [] == await taken(store, at + DAY)


async def test_who_has_been_followed_takes_none(store: Store) -> None:
    await write(store, ReminderAsked(ANNA, NOON))
    former = await elected(store, "former")
    await elected(store, "new")
    async with store.writing() as transaction:
        with pytest.raises(NotHoldingError):
            await reminders.due(transaction, former, NOON + DAY, NOON + DAY, 10)


async def test_one_whose_sender_died_counts_as_sent(store: Store) -> None:
    await write(store, ReminderAsked(ANNA, NOON))
    at = NOON + AFTER[0]
    await taken(store, at)
    async with store.writing() as transaction:
        early = await reminders.abandoned(transaction, at)
        (one,) = await reminders.abandoned(transaction, at + LEASE + LEASE)
        await reminders.over(transaction, one)
        due = await reminders.next_due(transaction)

    assert [] == early
    assert NOON + AFTER[1] == due


async def test_one_that_was_not_sent_comes_later(store: Store) -> None:
    await write(store, ReminderAsked(ANNA, NOON))
    at = NOON + AFTER[0]
    (one,) = await taken(store, at)
    async with store.writing() as transaction:
        await reminders.put_back(transaction, one, at + LEASE)

    assert [1] == [again.left for again in await taken(store, at + LEASE)]


async def test_who_dropped_it_meanwhile_does_not_get_it_back(store: Store) -> None:
    await write(store, ReminderAsked(ANNA, NOON))
    (one,) = await taken(store, NOON + AFTER[0])
    await write(store, ReminderDropped(ANNA))
    await over(store, one)

    assert [] == (await everything(store))["reminders"]


async def test_asking_again_begins_anew(store: Store) -> None:
    await write(store, ReminderAsked(ANNA, NOON), ReminderAsked(ANNA, NOON + DAY))

    assert [(ANNA, NOON + DAY + AFTER[0], 2, None)] == (await everything(store))["reminders"]
