"""Which rehearsals a person went through to an end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage import runs
from storage.runs import Ended, Went
from tests.storage.rows import ANNA, BEN, NOON, join, write

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Store


async def went(store: Store, person_id: int, talk: str, at: datetime, *, ended: bool) -> None:
    """A rehearsal that was begun, and led somewhere at this moment."""
    async with store.writing() as transaction:
        run = await runs.find(
            transaction, person_id, await runs.begin(transaction, person_id, talk, "v1", "{}", at)
        )
    assert run is not None
    await write(store, Went(run, "ab", at, ended))


async def test_rehearsals_that_came_to_an_end_are_told_oldest_first(store: Store) -> None:
    await join(store, ANNA, BEN)
    later = NOON + timedelta(days=1)
    await went(store, ANNA, "second", later, ended=True)
    await went(store, ANNA, "first", NOON, ended=True)
    await went(store, ANNA, "left", NOON, ended=False)
    await went(store, BEN, "hers", NOON, ended=True)

    async with store.reading() as transaction:
        assert [Ended("first", NOON), Ended("second", later)] == await runs.ended(transaction, ANNA)
