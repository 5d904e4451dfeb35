"""The databases that tests are given: as good as new, although making each anew would take too long."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.showings import Dealt, deal
from storage.store import Store
from storage.upgrade import upgrade
from tests import migrated
from tests.storage.rows import ANNA, NOON, everything, join

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engines import Postgres


def dumped(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


async def test_a_file_that_is_put_there_is_what_migrating_makes(tmp_path: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'made.db'}")
    await upgrade(store)
    await store.close()

    migrated.put(tmp_path / "put.db")

    assert dumped(tmp_path / "made.db") == dumped(tmp_path / "put.db")


async def first_showing(url: str) -> int:
    """Somebody joins and is dealt a card; the number of the showing."""
    store = Store(url)
    await join(store, ANNA)
    async with store.writing() as transaction:
        dealt = await deal(transaction, Dealt(ANNA, "week:2026-11-25", "card", "v1", NOON))
    await store.close()
    return dealt.id


async def test_what_one_test_leaves_behind_the_next_does_not_find(postgres: Postgres) -> None:
    """Rows and numbers. The connection of the first one is still open when it is emptied."""
    async with postgres.migrated() as url:
        forgotten = Store(url)
        before = await everything(forgotten)
        first = await first_showing(url)
    async with postgres.migrated() as again:
        fresh = Store(again)
        assert before == await everything(fresh)
        await fresh.close()

        assert (url, first) == (again, await first_showing(again))
    await forgotten.close()


async def test_a_database_whose_tables_were_changed_is_given_to_nobody_else(postgres: Postgres) -> None:
    async with postgres.migrated() as url:
        engine = create_async_engine(url)
        async with engine.begin() as connection:
            await connection.execute(text("ALTER TABLE people ADD COLUMN nickname text"))
        await engine.dispose()

    async with postgres.migrated() as other:
        assert url != other
