"""Rehearsals that were left in the middle: each has one turn, and some people are not reminded of theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from storage import runs
from storage.nudges import Kind, Lapsed
from storage.people import Changed
from storage.runs import Reminded, Went
from storage.schema import nudges as table
from tests.storage.rows import ANNA, BEN, NOON, TODAY, join, write
from tests.storage.test_nudges import claim

if TYPE_CHECKING:
    from datetime import datetime

    from storage.runs import LeftOpen
    from storage.store import Store

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = NOON + 2 * DAY


async def began(
    store: Store, person_id: int, path: str = "a", at: datetime = NOON, *, ended: bool = False
) -> int:
    """A run that went so far at this moment."""
    async with store.writing() as transaction:
        run_id = await runs.begin(transaction, person_id, "a-talk", "v1", "{}", at)
        run = await runs.find(transaction, person_id, run_id)
        assert run is not None
        await Went(run, path, at, ended).write(transaction)
    return run_id


async def found(store: Store, now: datetime = NOW) -> list[LeftOpen]:
    async with store.reading() as transaction:
        return await runs.left_open(
            transaction, now - 4 * DAY, now - 2 * DAY, now, (now - 7 * DAY).date(), limit=10
        )


async def remind(store: Store, *those: LeftOpen) -> None:
    """All are made, due at once."""
    async with store.writing() as transaction:
        made = [Reminded(run, NOW.date(), NOW) for run in those if run.wanted]
        await runs.remind(transaction, made, those, NOW)


async def test_those_that_were_left_in_the_window_are_found_oldest_first(store: Store) -> None:
    await join(store, ANNA, BEN)
    one = await began(store, ANNA)
    two = await began(store, BEN, at=NOON - DAY)
    await began(store, ANNA, at=NOON + HOUR)
    await began(store, ANNA, at=NOON - 2 * DAY - HOUR)
    await began(store, ANNA, path="")
    await began(store, ANNA, ended=True)

    assert [(two, True), (one, True)] == [(run.id, run.wanted) for run in await found(store)]


async def test_a_run_has_one_turn_and_its_nudge_says_which_it_is(store: Store) -> None:
    await join(store, ANNA)
    run_id = await began(store, ANNA)
    await remind(store, *await found(store))

    assert [] == await found(store)
    assert [(Kind.REHEARSAL, run_id)] == [(one.kind, one.about) for one in await claim(store, NOW)]


@pytest.mark.parametrize(
    "change", [{"next_due_at": None}, {"away_until": NOW + DAY}, {"left_at": NOON}, {"joined_on": None}]
)
async def test_who_stopped_is_away_left_or_never_joined_is_not_wanted(
    store: Store, change: dict[str, object]
) -> None:
    await join(store, ANNA)
    await began(store, ANNA)
    await write(store, Changed(ANNA, change))
    [run] = await found(store)
    await remind(store, run)

    assert not run.wanted
    assert [] == await found(store), "it had its turn"
    assert [] == await claim(store, NOW)


async def test_a_week_has_one_reminder_unless_it_lapsed(store: Store) -> None:
    await join(store, ANNA, BEN)
    await began(store, ANNA)
    await began(store, BEN)
    await remind(store, *await found(store))
    await write(store, Lapsed(BEN))
    await began(store, ANNA, at=NOON + HOUR)
    await began(store, BEN, at=NOON + HOUR)
    soon = await found(store, NOW + HOUR)

    assert {(ANNA, False), (BEN, True)} == {(run.person_id, run.wanted) for run in soon}


async def test_after_a_week_another_may_come(store: Store) -> None:
    await join(store, ANNA)
    await began(store, ANNA)
    await remind(store, *await found(store))
    await began(store, ANNA, at=NOON + 7 * DAY)

    assert [True] == [run.wanted for run in await found(store, NOW + 7 * DAY)]


async def test_a_reminder_leaves_the_rhythm_alone(store: Store) -> None:
    await join(store, ANNA)
    await began(store, ANNA)
    await remind(store, *await found(store))

    async with store.reading() as transaction:
        days = list(await transaction.scalars(select(table.c.due_on)))
    assert [NOW.date()] == days
    assert TODAY + 2 * DAY == days[0]
