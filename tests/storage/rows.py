"""Rows for the tests of storage: people, whole tables as they stand, and a row for any table there is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, insert, select

from storage import leases
from storage.columns import Day, UtcTime
from storage.people import Joined, Person
from storage.schema import metadata

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

    from storage.leases import Lease
    from storage.records import Record
    from storage.store import Store, Transaction

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)
ANNA, BEN = 2**31 + 7, 2**51 + 11  # Telegram's ids are larger than 32 bits
Tables = dict[str, list[tuple[Any, ...]]]
# The tables that hold something about a person; the others say so in the schema.
PERSONAL = [table for table in metadata.sorted_tables if table.info.get("personal", True)]


def person(person_id: int, next_due_at: datetime | None = NOON) -> Person:
    return Person(
        id=person_id,
        pack="adults",
        shift="days",
        area="bolton",
        card_day="wed",
        card_minutes=750,
        next_due_at=next_due_at,
        left_at=None,
        active_at=None,
        unanswered=0,
        every_weeks=1,
        away_until=None,
        place="1h",
        pinned_message=None,
        joined_on=TODAY,
        started_on=TODAY,
    )


async def write(store: Store, *records: Record) -> None:
    """Write records in one transaction."""
    async with store.writing() as transaction:
        for record in records:
            await record.write(transaction)


async def elected(store: Store, holder: str = "us") -> Lease:
    """Take over what is due, from whoever leads."""
    async with store.writing() as transaction:
        taken = await leases.take(transaction, await leases.look(transaction, "outbox"), holder)
    assert taken is not None
    return taken


async def join(store: Store, *people: int) -> None:
    await write(store, *(Joined(person(one)) for one in people))


async def everything(store: Store) -> Tables:
    """All rows of all tables."""
    async with store.reading() as transaction:
        return {
            table.name: sorted([tuple(row) for row in await transaction.execute(select(table))], key=str)
            for table in metadata.sorted_tables
        }


def owner(table: Table) -> Column[int]:
    """The column that says whose row it is. Every table about people has one, or it could never be emptied."""
    names = ("person_id", "chat_id", "id") if table.name == "people" else ("person_id", "chat_id")
    return next(table.c[name] for name in names if name in table.c)


async def fill(store: Store, person_id: int, *, joined: bool = False) -> None:
    """One row of this person in every table about people, whatever its columns are; not in people if `joined`."""
    async with store.writing() as transaction:
        for number, table in enumerate(PERSONAL):
            if joined and table.name == "people":
                continue
            row = _row(table, person_id + number) | {owner(table).name: person_id}
            await _fill_what_it_names(transaction, table, row)
            await transaction.execute(insert(table).values(**row))


async def fill_the_rest(store: Store) -> None:
    """One row in every table that is about nobody."""
    async with store.writing() as transaction:
        for number, table in enumerate(metadata.sorted_tables):
            if table not in PERSONAL:
                row = _row(table, number)
                await _fill_what_it_names(transaction, table, row)
                await transaction.execute(insert(table).values(**row))


async def _fill_what_it_names(transaction: Transaction, table: Table, row: dict[str, object]) -> None:
    """Rows of other tables that a row refers to, such as a team."""
    for column in table.columns:
        for key in column.foreign_keys:
            named = key.column.table
            if named.name != "people":
                values = _row(named, int(str(row[column.name])))
                await transaction.execute(
                    insert(named).values(**values | {key.column.name: row[column.name]})
                )


def _row(table: Table, number: int) -> dict[str, object]:
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: Column[Any], number: int) -> object:
    if isinstance(column.type, UtcTime):
        return NOON
    if isinstance(column.type, Day):
        return TODAY
    if column.name == "card_minutes":
        return 750
    if isinstance(column.type, BigInteger):
        return number
    return 1 if isinstance(column.type, Integer) else f"text {number}"
