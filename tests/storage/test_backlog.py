"""How much waits, on each engine: what is due and not yet under way, and nothing of people who left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert

from storage import backlog, replies
from storage.backlog import Backlog
from storage.nudges import State
from storage.people import Changed
from storage.replies import Reply
from storage.schema import nudges
from tests.storage.rows import ANNA, BEN, NOON, TODAY, join, write

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Store

HOUR = timedelta(hours=1)


async def measured(store: Store, now: datetime) -> Backlog:
    """What waits at that moment."""
    async with store.reading() as transaction:
        return await backlog.measure(transaction, now)


async def test_nothing_waits_in_a_new_database(store: Store) -> None:
    assert Backlog(0, 0, None) == await measured(store, NOON)


async def test_who_is_due_counts_from_that_moment_on_unless_she_left(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, Changed(BEN, {"left_at": NOON}))

    assert Backlog(0, 0, NOON) == await measured(store, NOON - HOUR)
    assert Backlog(1, 0, NOON) == await measured(store, NOON)


async def test_of_nudges_that_are_made_those_count_that_may_go_out_now(store: Store) -> None:
    await join(store, ANNA)
    await write(store, Changed(ANNA, {"next_due_at": None}))
    ways = ((State.DUE, NOON), (State.DUE, NOON + HOUR), (State.SENDING, NOON), (State.SENT, NOON))
    rows = [
        {"person_id": ANNA, "kind": str(number), "due_on": TODAY, "due_at": NOON, "send_at": send_at}
        | {"state": state, "tries": 0, "wording": 0}
        for number, (state, send_at) in enumerate(ways)
    ]
    async with store.writing() as transaction:
        await transaction.execute(insert(nudges), rows)

    assert Backlog(1, 0, NOON) == await measured(store, NOON)


async def test_every_reply_that_is_kept_counts(store: Store) -> None:
    async with store.writing() as transaction:
        await replies.keep(transaction, Reply(ANNA, "1h", None, pins=False), NOON, NOON + HOUR)

    assert Backlog(0, 1, NOON + HOUR) == await measured(store, NOON)
