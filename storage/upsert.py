"""Inserting what may be there already. Both engines can do it, each in words of its own.

The statement is made once for a table; rows are its parameters, so that it need not be made anew for each number
of rows. How many rows were new is not told: PostgreSQL does not say so of several.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text, update
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Table, TextClause
    from sqlalchemy.dialects import postgresql

    from storage.store import Transaction


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 4 MB that most bots never need

    return postgresql.insert(table)


@cache
def _ignoring(table: Table, columns: tuple[str, ...]) -> TextClause:
    """In words that both engines know. SQLAlchemy would compile its own insert anew each time."""
    names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    statement = text(f"INSERT INTO {table.name} ({names}) VALUES ({values}) ON CONFLICT DO NOTHING")  # noqa: S608 - our own names
    return statement.bindparams(*(bindparam(name, type_=table.c[name].type) for name in columns))


async def insert_or_ignore(transaction: Transaction, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns, leaving those alone that a unique rule already knows."""
    await transaction.execute(_ignoring(table, tuple(rows[0])), list(rows))


async def insert_or_update(
    transaction: Transaction, table: Table, row: dict[str, Any], key: Sequence[str]
) -> None:
    """Insert one row, or give the row with the same key its values."""
    rest = {name: value for name, value in row.items() if name not in key}
    statement = _insert(transaction.dialect.name, table).values(**row)
    await transaction.execute(statement.on_conflict_do_update(index_elements=list(key), set_=rest))


async def count_one(transaction: Transaction, table: Table, key: dict[str, Any], counted: str) -> None:
    """Add one to the number in the column `counted` of the row with this key; the first time it is 1."""
    await insert_or_ignore(transaction, table, [{**key, counted: 0}])
    here = [table.c[name] == value for name, value in key.items()]
    await transaction.execute(update(table).where(*here).values({counted: table.c[counted] + 1}))
