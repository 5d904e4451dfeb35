from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import inactive, nudges
from storage.inactive import NOTICE
from storage.nudges import Kind, Scheduled, State
from storage.people import Changed, Forgotten, Joined
from tests.storage.rows import ANNA, BEN, NOON, everything, person, write

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Store

YEAR = timedelta(days=365)
DAY = timedelta(days=1)
ASKED_AT = NOON + YEAR - NOTICE + DAY


async def was_here(
    store: Store, person_id: int, at: datetime | None = NOON, left: datetime | None = None
) -> None:
    await write(store, Joined(replace(person(person_id), active_at=at, left_at=left)))


async def to_ask(store: Store, now: datetime) -> list[int]:
    async with store.reading() as transaction:
        return [who for who, _shift in await inactive.to_ask(transaction, now, YEAR)]


async def let_go(store: Store, now: datetime) -> int:
    async with store.writing() as transaction:
        found = await inactive.to_let_go(transaction, now, now.date(), YEAR)
        for person_id in found:
            await Forgotten(person_id).write(transaction)
        return len(found)


async def asked(store: Store, person_id: int, at: datetime, state: State) -> None:
    question = Scheduled(person_id, Kind.STILL_THERE, at.date(), at, at, state, 0, None)
    async with store.writing() as transaction:
        await nudges.add(transaction, [question])


async def there(store: Store) -> set[int]:
    return {row[0] for row in (await everything(store))["people"]}


async def test_who_was_not_here_for_long_is_asked_two_weeks_before_the_end(store: Store) -> None:
    await was_here(store, ANNA)
    await was_here(store, BEN, NOON + timedelta(days=100))

    assert [] == await to_ask(store, NOON + YEAR - NOTICE)
    assert [ANNA] == await to_ask(store, ASKED_AT)


@pytest.mark.parametrize("state", [State.DUE, State.SENDING, State.SENT, State.UNKNOWN])
async def test_nobody_is_asked_twice(sqlite_store: Store, state: State) -> None:
    await was_here(sqlite_store, ANNA)
    await asked(sqlite_store, ANNA, ASKED_AT, state)

    assert [] == await to_ask(sqlite_store, ASKED_AT + DAY)


async def test_a_question_that_was_never_sent_is_asked_again(sqlite_store: Store) -> None:
    await was_here(sqlite_store, ANNA)
    await asked(sqlite_store, ANNA, ASKED_AT, State.LAPSED)

    assert [ANNA] == await to_ask(sqlite_store, ASKED_AT + DAY)
    assert 0 == await let_go(sqlite_store, ASKED_AT + YEAR)


async def test_who_does_not_answer_is_forgotten_two_weeks_after_being_asked(store: Store) -> None:
    await was_here(store, ANNA)
    await was_here(store, BEN)
    await asked(store, ANNA, ASKED_AT, State.SENT)

    assert 0 == await let_go(store, ASKED_AT + NOTICE - DAY)
    assert 1 == await let_go(store, ASKED_AT + NOTICE)
    assert {BEN} == await there(store), "nobody goes without having been asked"
    assert not any(ANNA in row for rows in (await everything(store)).values() for row in rows)


async def test_who_answers_stays_and_is_asked_again_only_after_as_long(sqlite_store: Store) -> None:
    await was_here(sqlite_store, ANNA)
    await asked(sqlite_store, ANNA, ASKED_AT, State.SENT)
    back = ASKED_AT + DAY
    await write(sqlite_store, Changed(ANNA, {"active_at": back}))

    assert 0 == await let_go(sqlite_store, ASKED_AT + YEAR - DAY)
    assert [] == await to_ask(sqlite_store, back + YEAR - NOTICE)
    assert [ANNA] == await to_ask(sqlite_store, back + YEAR - NOTICE + DAY)


async def test_who_blocked_the_bot_is_forgotten_as_long_after_without_a_question(store: Store) -> None:
    await was_here(store, ANNA, left=NOON)

    assert [] == await to_ask(store, ASKED_AT)
    assert 0 == await let_go(store, NOON + YEAR)
    assert 1 == await let_go(store, NOON + YEAR + DAY)
    assert set() == await there(store)


async def test_who_is_away_is_not_asked_before_coming_back(sqlite_store: Store) -> None:
    await was_here(sqlite_store, ANNA)
    await write(sqlite_store, Changed(ANNA, {"away_until": ASKED_AT + DAY}))

    assert [] == await to_ask(sqlite_store, ASKED_AT)
    assert [ANNA] == await to_ask(sqlite_store, ASKED_AT + DAY)


async def test_who_joined_and_was_never_seen_since_counts_from_that_day(sqlite_store: Store) -> None:
    await was_here(sqlite_store, ANNA, None)

    assert [ANNA] == await to_ask(sqlite_store, ASKED_AT)
