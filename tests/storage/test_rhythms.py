"""What comes beside the weekly card is made once, moves on whatever happens, and never comes with another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.delivery.making import make, next_made
from storage import nudges, rhythms
from storage.nudges import Kind, Marked, Scheduled, State
from storage.people import Changed, Forgotten
from storage.rhythms import RhythmChosen, RhythmEnded, RhythmRow
from tests.storage.rows import ANNA, BEN, NOON, TODAY, join, write
from tests.storage.test_nudges import claim, holding, mark, scheduled, states

if TYPE_CHECKING:
    from storage.store import Store

LONDON = ZoneInfo("Europe/London")
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
DAYS = ("mon", "wed")
PAGES = RhythmChosen(ANNA, Kind.EXCERPT, DAYS, 720, NOON)
# The card is far away.
LATER = {"next_due_at": NOON + 6 * DAY}


def page(person_id: int = ANNA, day: int = 0) -> Scheduled:
    return replace(scheduled(person_id, TODAY + timedelta(days=day)), kind=Kind.EXCERPT)


async def made(store: Store) -> bool:
    async with store.writing() as transaction:
        return await make(transaction, NOON, LONDON)


async def kinds(store: Store) -> list[str]:
    async with store.reading() as transaction:
        return list(await transaction.scalars(text("SELECT kind FROM nudges ORDER BY id")))


async def test_what_is_chosen_is_kept_once_a_kind_and_can_be_changed_and_ended(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, PAGES, replace(PAGES, minutes=540), replace(PAGES, person_id=BEN))
    async with store.reading() as transaction:
        first = await rhythms.of_person(transaction, ANNA)
    await write(store, RhythmEnded(ANNA, Kind.EXCERPT))

    assert {Kind.EXCERPT: RhythmRow(Kind.EXCERPT, DAYS, 540, NOON)} == first
    async with store.reading() as transaction:
        assert {} == await rhythms.of_person(transaction, ANNA)
        assert [Kind.EXCERPT] == list(await rhythms.of_person(transaction, BEN))


async def test_a_due_rhythm_makes_one_nudge_and_moves_on(store: Store) -> None:
    await join(store, ANNA)
    await write(store, Changed(ANNA, LATER), PAGES)

    assert [False, False] == [await made(store), await made(store)]
    assert [Kind.EXCERPT] == await kinds(store)
    async with store.reading() as transaction:
        assert NOON + 5 * DAY == await rhythms.next_due(transaction), "the next Monday"
        assert NOON + 5 * DAY == await next_made(transaction)


@pytest.mark.parametrize(
    "change",
    [{"left_at": NOON}, {"next_due_at": None}, {"away_until": NOON + DAY}],
    ids=["left", "stopped", "away"],
)
async def test_it_moves_on_but_makes_nothing_for_somebody_who_wants_nothing(
    store: Store, change: dict[str, object]
) -> None:
    await join(store, ANNA)
    await write(store, PAGES, Changed(ANNA, LATER | change))
    await made(store)

    assert [] == await kinds(store)
    async with store.reading() as transaction:
        assert NOON + 5 * DAY == await rhythms.next_due(transaction)


async def test_after_three_that_nobody_looked_at_the_question_comes_once_whatever_was_due(
    store: Store,
) -> None:
    await join(store, ANNA)
    other = replace(PAGES, kind=Kind.TEN_MINUTES)
    await write(store, PAGES, other, Changed(ANNA, {**LATER, "unanswered": 3}))
    await made(store)

    assert [Kind.ASK] == await kinds(store)
    async with store.reading() as transaction:
        assert await transaction.scalar(text("SELECT next_due_at FROM people")) is None


async def test_nobody_is_sent_two_at_once_and_the_card_goes_first(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, page(), scheduled(), page(BEN))
    claimed = await claim(store)
    for one in claimed:
        await mark(store, one, State.SENT)

    assert {(ANNA, Kind.CARD), (BEN, Kind.EXCERPT)} == {(one.person_id, one.kind) for one in claimed}
    assert [] == await claim(store, NOON + HOUR - timedelta(seconds=1))
    assert [Kind.EXCERPT] == [one.kind for one in await claim(store, NOON + HOUR)]


async def test_while_one_is_under_way_the_next_waits(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    await claim(store)
    await write(store, page())

    assert [] == await claim(store)
    assert [State.SENDING, State.DUE] == await states(store)


async def test_an_older_page_makes_way_for_a_newer_one_and_for_no_card(store: Store) -> None:
    await join(store, ANNA)
    await write(
        store, page(), replace(scheduled(due_on=TODAY + DAY), due_at=NOON + WEEK, send_at=NOON + WEEK)
    )
    assert [State.DUE, State.DUE] == await states(store)

    await write(store, page(day=1))

    assert [State.LAPSED, State.DUE, State.DUE] == await states(store)


async def test_when_she_was_sent_the_last_one_is_known_to_whoever_takes_the_next(store: Store) -> None:
    await join(store, ANNA)
    await write(store, scheduled())
    [nudge] = await claim(store)
    async with store.writing() as transaction:
        held = await holding(transaction)
        marked = Marked(nudge, State.SENT, place="1h", sent_at=NOON, counts=False)
        await nudges.mark(transaction, held, [marked])
    await write(store, page())
    [then] = await claim(store, NOON + 2 * HOUR)

    assert (None, NOON) == (nudge.pushed_at, then.pushed_at)
    async with store.reading() as transaction:
        unanswered = await transaction.scalar(text("SELECT unanswered FROM people"))
    assert 0 == unanswered, "it did not count"


async def test_the_wordings_of_late_are_told_apart_by_person_kind_and_day(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(
        store, scheduled(), replace(page(), wording=7), replace(scheduled(BEN, TODAY - 9 * DAY), wording=1)
    )
    async with store.reading() as transaction:
        found = await nudges.wordings(transaction, [ANNA, BEN], TODAY - WEEK)

    assert {(ANNA, Kind.CARD): {3}, (ANNA, Kind.EXCERPT): {7}} == found


async def test_forgetting_takes_rhythms_with_it(store: Store) -> None:
    await join(store, ANNA)
    await write(store, PAGES, Forgotten(ANNA))

    async with store.reading() as transaction:
        assert await rhythms.next_due(transaction) is None


async def test_the_search_for_what_is_due_goes_through_the_index(store: Store) -> None:
    """However many rhythms there are, those that are not due are not looked at."""
    await join(store, *range(1, 400))
    chosen = [replace(PAGES, person_id=one, next_due_at=NOON + WEEK + one * HOUR) for one in range(1, 400)]
    await write(store, *chosen)
    explained = "EXPLAIN QUERY PLAN" if store.url.startswith("sqlite") else "EXPLAIN"
    async with store.writing() as transaction:
        await transaction.execute(text("ANALYZE"))
        due = (
            f"SELECT * FROM rhythms WHERE next_due_at <= {int(NOON.timestamp())} ORDER BY next_due_at LIMIT 9"
        )
        plan = " ".join(str(row) for row in await transaction.execute(text(f"{explained} {due}")))

    assert "ix_rhythms_next_due_at" in plan
