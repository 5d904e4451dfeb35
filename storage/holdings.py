"""All that is held about one person, table by table, as the schema knows them: for who asks to see it.

Driven by the schema, so that no table can be left out. Only ever read for the person whose it is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from storage.schema.kept import owner, personal_tables

if TYPE_CHECKING:
    from storage.store import Transaction

Holdings = dict[str, list[dict[str, Any]]]


async def holdings(transaction: Transaction, person_id: int) -> Holdings:
    """Every row about a person in every table, by the names of tables and columns; times and days as texts."""
    found: Holdings = {}
    for table in personal_tables():
        query = select(table).where(owner(table) == person_id)
        rows = (await transaction.execute(query)).mappings()
        found[table.name] = [{name: _readable(value) for name, value in row.items()} for row in rows]
    return found


async def counts(transaction: Transaction, person_id: int) -> dict[str, int]:
    """How many rows about a person each table has, in one question; tables without any are left out."""
    tables = personal_tables()
    numbers = [
        select(func.count()).where(owner(table) == person_id).scalar_subquery().label(table.name)
        for table in tables
    ]
    row = (await transaction.execute(select(*numbers))).one()
    return {table.name: int(number) for table, number in zip(tables, row, strict=True) if number}


def _readable(value: Any) -> Any:  # noqa: ANN401 - a column may hold anything
    return value.isoformat() if isinstance(value, date) else value
