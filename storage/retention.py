"""Lets go of every row whose time is over, table by table, as the schema says.

A table names its limit beside its columns (`storage/schema/kept.py`); there is no other list of what to delete.
Never lets go of anything before its limit.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Delete, bindparam, delete

from storage.columns import Day
from storage.schema import metadata

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Table

    from storage.schema.kept import Kept
    from storage.store import Transaction


async def let_go(transaction: Transaction, now: datetime, today: date) -> int:
    """Delete what is past its limit; how many rows. `today` is the local day of `now`."""
    gone = 0
    for table, kept in _limited():
        before: date = today if _by_day(table, kept) else now
        values = {"before": before - timedelta(days=kept.days or 0)}
        gone += (await transaction.execute(_statement(table, kept), values)).rowcount
    return gone


@cache
def _limited() -> tuple[tuple[Table, Kept], ...]:
    """Tables whose rows have a limit of days, those that others refer to last."""
    every = [(table, table.info.get("kept")) for table in reversed(metadata.sorted_tables)]
    return tuple((table, kept) for table, kept in every if kept is not None and kept.days is not None)


@cache
def _statement(table: Table, kept: Kept) -> Delete:
    since = table.c[kept.since]
    return delete(table).where(since < bindparam("before", type_=since.type))


def _by_day(table: Table, kept: Kept) -> bool:
    return isinstance(table.c[kept.since].type, Day)
