"""Inserting what may be there already. Both engines can do it, in the same words.

The statement is made once for a table; rows are its parameters, so that it need not be made anew for each number
of rows. How many rows were new is not told: PostgreSQL does not say so of several.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text, update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Table, TextClause

    from storage.store import Transaction


@cache
def _inserting(table: Table, columns: tuple[str, ...], key: tuple[str, ...] = ()) -> TextClause:
    """In words that both engines know. SQLAlchemy would compile its own insert anew each time.

    Where a row with the same `key` is there, it gets the other values; without a key it is left alone.
    """
    renewed = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in key)
    then = f"({_listed(key)}) DO UPDATE SET {renewed}" if key else "DO NOTHING"
    values = ", ".join(f":{name}" for name in columns)
    insert = f"INSERT INTO {table.name} ({_listed(columns)}) VALUES ({values}) ON CONFLICT {then}"  # noqa: S608 - our own names
    return text(insert).bindparams(*(bindparam(name, type_=table.c[name].type) for name in columns))


def _listed(names: Sequence[str]) -> str:
    # In quotes: `left` is a word of SQL.
    return ", ".join(f'"{name}"' for name in names)


async def insert_or_ignore(transaction: Transaction, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns, leaving those alone that a unique rule already knows."""
    await transaction.execute(_inserting(table, tuple(rows[0])), list(rows))


async def insert_or_update(
    transaction: Transaction, table: Table, row: dict[str, Any], key: Sequence[str]
) -> None:
    """Insert one row, or give the row with the same key its values."""
    await transaction.execute(_inserting(table, tuple(row), tuple(key)), row)


async def count_one(transaction: Transaction, table: Table, key: dict[str, Any], counted: str) -> None:
    """Add one to the number in the column `counted` of the row with this key; the first time it is 1."""
    await insert_or_ignore(transaction, table, [{**key, counted: 0}])
    here = [table.c[name] == value for name, value in key.items()]
    await transaction.execute(update(table).where(*here).values({counted: table.c[counted] + 1}))
