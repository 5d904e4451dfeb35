from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage import deletions, retention
from storage.columns import Day, UtcTime
from storage.schema import metadata
from storage.schema.kept import Kept, kept_of, what_is_kept
from tests.storage.rows import ANNA, NOON, TODAY, everything, fill, fill_the_rest

if TYPE_CHECKING:
    from sqlalchemy import Table

    from storage.store import Store

ARCHITECTURE = Path(__file__).parents[2] / "docs" / "architecture.md"
LIMITED = [table for table in metadata.sorted_tables if kept_of(table).days is not None]
FIRST_DAY_TOO_MANY = timedelta(days=1)


def documented() -> dict[str, str]:
    """For how long each table is kept, by the table of the document."""
    rows = re.findall(r"^\| `(\w+)` \|.*\| (.+?) \|$", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


async def _let_go(store: Store, after: timedelta) -> int:
    async with store.writing() as transaction:
        return await retention.let_go(transaction, NOON + after, TODAY + after)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_says_for_how_long_it_is_kept(table: Table) -> None:
    kept = kept_of(table)

    assert kept.words
    assert kept.days is None or isinstance(table.c[kept.since].type, (Day, UtcTime))


def test_the_documents_say_the_same_as_the_schema() -> None:
    said = documented()

    assert {held.table: held.kept for held in what_is_kept()} == {
        name: said[name] for name in metadata.tables
    }


async def test_after_400_days_nothing_is_there_that_is_past_its_limit(store: Store) -> None:
    await fill(store, ANNA)
    await fill_the_rest(store)
    await _let_go(store, timedelta(days=400) + FIRST_DAY_TOO_MANY)

    there = await everything(store)
    assert {} == {table.name: there[table.name] for table in LIMITED if there[table.name]}
    assert {"handled", "deletions", "missed_lookups", "number_reports"} <= {table.name for table in LIMITED}
    kept = {table.name for table in metadata.sorted_tables} - {table.name for table in LIMITED}
    assert all(there[name] for name in kept), "and nothing else was let go"


@pytest.mark.parametrize("table", LIMITED, ids=lambda table: table.name)
async def test_a_row_stays_to_its_last_day_and_goes_on_the_next(sqlite_store: Store, table: Table) -> None:
    limit = timedelta(days=kept_of(table).days or 0)
    await fill(sqlite_store, ANNA)
    await fill_the_rest(sqlite_store)

    await _let_go(sqlite_store, limit)
    assert (await everything(sqlite_store))[table.name]
    await _let_go(sqlite_store, limit + FIRST_DAY_TOO_MANY)
    assert [] == (await everything(sqlite_store))[table.name]


async def test_letting_go_says_how_many_rows_went(sqlite_store: Store) -> None:
    await fill(sqlite_store, ANNA)

    assert 0 == await _let_go(sqlite_store, timedelta(0))
    assert 1 <= await _let_go(sqlite_store, timedelta(days=500))
    assert 0 == await _let_go(sqlite_store, timedelta(days=500))


def test_a_deletion_is_known_for_as_long_as_a_backup_may_be_restored() -> None:
    assert deletions.KEPT.days == kept_of(metadata.tables["deletions"]).days


def test_what_is_kept_is_told_for_every_table_with_what_is_in_it() -> None:
    told = what_is_kept()

    assert sorted(metadata.tables) == [held.table for held in told]
    assert all(held.what and held.kept for held in told)
    assert {True, False} == {held.personal for held in told}
    assert Kept("2 days", 2, "handled_at") == kept_of(metadata.tables["handled"])
