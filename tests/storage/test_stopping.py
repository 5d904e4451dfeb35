"""The log of cards, talks and messages, read for counting: all of everybody in a span, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert

from storage import stopping
from storage.nudges import Kind, State
from storage.people import Joined
from storage.schema import nudges, runs, showings
from storage.stopping import Dealt, Message, Reach, Rehearsed
from tests.storage.rows import ANNA, BEN, NOON, TODAY, person, write

if TYPE_CHECKING:
    from storage.store import Store

CLARA = BEN + 1
DAY = timedelta(days=1)


async def test_what_was_dealt_and_rehearsed_in_the_span_comes_out_by_person(store: Store) -> None:
    await write(store, Joined(person(ANNA)))
    card = {"person_id": ANNA, "occasion": "after:0", "card": "x", "content_version": "1", "shown_at": NOON}
    run = {
        "person_id": ANNA,
        "rehearsal": "r",
        "version": "1",
        "path": "abc",
        "touched_at": NOON,
        "ended_at": NOON,
    }
    async with store.writing() as transaction:
        answered = {**card, "occasion": "week:2026-11-25", "chosen": "a", "answered_at": NOON}
        old = {**card, "occasion": "week:2026-01-01", "shown_at": NOON - DAY}
        for row in (card, answered, old):
            await transaction.execute(insert(showings).values(**row))
        for row in (run, {**run, "touched_at": NOON - DAY}):
            await transaction.execute(insert(runs).values(**row))
        dealt = await stopping.dealt(transaction, NOON)
        rehearsed = await stopping.rehearsed(transaction, NOON)

    assert {
        Dealt(ANNA, "after:0", NOON, answered=False),
        Dealt(ANNA, "week:2026-11-25", NOON, answered=True),
    } == set(dealt)
    assert [Rehearsed(ANNA, 3, NOON, ended=True)] == rehearsed


async def test_messages_that_are_over_come_out_with_the_occasion_of_their_card(store: Store) -> None:
    await write(store, Joined(person(ANNA)))
    row = {"person_id": ANNA, "kind": Kind.CARD, "due_on": TODAY, "due_at": NOON, "send_at": NOON, "tries": 0}
    other = [
        {**row, "state": State.SENT},
        {**row, "state": State.DUE, "due_on": TODAY + DAY},
        {**row, "state": State.SENT, "kind": Kind.EXCERPT},
        {**row, "state": State.LAPSED, "due_on": TODAY - DAY},
    ]
    async with store.writing() as transaction:
        for one in other:
            await transaction.execute(insert(nudges).values(**one, wording=0))
        found = await stopping.messages(transaction, TODAY)

    assert [Message(ANNA, f"week:{TODAY}", State.SENT)] == found


async def test_blocked_and_away_are_counted_apart(store: Store) -> None:
    gone = replace(person(BEN), left_at=NOON, away_until=NOON + DAY)
    away = replace(person(CLARA), away_until=NOON + DAY)
    back = replace(person(ANNA), away_until=NOON - DAY)
    choosing = replace(person(ANNA + 1), joined_on=None)
    await write(store, *map(Joined, (gone, away, back, choosing)))
    async with store.reading() as transaction:
        assert Reach(joined=3, blocked=1, away=1) == await stopping.reach(transaction, NOON)
