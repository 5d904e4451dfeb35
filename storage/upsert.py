"""Inserting what may be there already. Both engines can do it, each in words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Table

    from storage.store import Transaction


def _insert(transaction: Transaction, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if transaction.dialect.name == "sqlite" else postgresql.insert(table)


async def insert_or_ignore(transaction: Transaction, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert rows, leaving those alone that a unique rule already knows. Returns how many are new."""
    statement = _insert(transaction, table).on_conflict_do_nothing()
    result = await transaction.execute(statement.values(list(rows)))
    return result.rowcount


async def insert_or_update(
    transaction: Transaction, table: Table, row: dict[str, Any], key: Sequence[str]
) -> None:
    """Insert one row, or give the row with the same key its values."""
    rest = {name: value for name, value in row.items() if name not in key}
    statement = _insert(transaction, table).values(**row)
    await transaction.execute(statement.on_conflict_do_update(index_elements=list(key), set_=rest))
