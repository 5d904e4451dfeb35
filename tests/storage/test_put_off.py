"""A nudge that is put off waits again, once; one that was looked at does not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import people, put_off
from storage.nudges import Kind, State
from storage.people import Changed
from storage.put_off import LookedAt, PutOff
from tests.storage.rows import ANNA, BEN, NOON, TODAY, join, write
from tests.storage.test_nudges import WEEK, claim, mark, scheduled, states

if TYPE_CHECKING:
    from storage.store import Store

LATER = NOON + timedelta(hours=3)
DAY = timedelta(days=1)


async def test_it_comes_again_at_its_new_time_and_the_rhythm_stays(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    await mark(store, nudge, State.SENT)
    await write(store, PutOff(ANNA, TODAY, LATER))
    await write(store, PutOff(ANNA, TODAY, LATER))

    assert [] == await claim(store, LATER - timedelta(seconds=1))
    [again] = await claim(store, LATER)
    assert (nudge.id, LATER) == (again.id, again.due_at), "lateness counts from then"
    async with store.reading() as transaction:
        found = await people.find(transaction, ANNA)
        assert NOON + WEEK == (found and found.next_due_at)


async def test_a_day_that_never_had_one_or_was_somebody_elses_changes_nothing(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, scheduled(state=State.SENT))
    await write(store, PutOff(ANNA, TODAY + DAY, LATER), PutOff(BEN, TODAY, LATER))

    assert [State.SENT] == await states(store)


async def test_what_is_on_its_way_just_now_is_not_put_off(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    await claim(store)
    await write(store, PutOff(ANNA, TODAY, LATER))

    assert [State.SENDING] == await states(store)


@pytest.mark.parametrize("state", [State.SENT, State.LAPSED, State.UNKNOWN])
async def test_what_was_looked_at_waits_no_longer_and_else_stays_as_it_was(
    store: Store, state: State
) -> None:
    await join(store, ANNA, BEN)
    await write(store, scheduled(), scheduled(BEN, state=state))
    await write(store, LookedAt(ANNA, TODAY), LookedAt(BEN, TODAY))

    assert [State.SENT, state] == await states(store)


@pytest.mark.parametrize("change", [{"next_due_at": None}, {"away_until": LATER + DAY}, {"left_at": NOON}])
async def test_who_stopped_is_away_or_left_gets_nothing_that_was_put_off(
    store: Store, change: dict[str, object]
) -> None:
    await join(store, ANNA)
    await write(store, scheduled(), PutOff(ANNA, TODAY, LATER), Changed(ANNA, change))

    assert [] == await claim(store, LATER)
    assert [State.LAPSED] == await states(store)


async def test_who_is_back_gets_what_comes_after_that(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled(), Changed(ANNA, {"away_until": NOON}))

    assert [Kind.CARD] == [nudge.kind for nudge in await claim(store)]


async def test_two_cards_that_are_due_at_once_become_the_newer_one(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, scheduled(), scheduled(due_on=TODAY + DAY), scheduled(BEN))

    assert [(ANNA, TODAY + DAY), (BEN, TODAY)] == [(one.person_id, one.due_on) for one in await claim(store)]
    assert [State.LAPSED, State.SENDING, State.SENDING] == await states(store)


async def test_how_it_stands_is_told_of_the_day_asked_for(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled(), PutOff(ANNA, TODAY, LATER))

    async with store.reading() as transaction:
        found = await put_off.of_day(transaction, ANNA, TODAY)
    assert (State.DUE, LATER) == (found and (found.state, found.send_at))
