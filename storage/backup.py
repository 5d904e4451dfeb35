"""Makes a backup: every table as lines of JSON, of one moment, the same from either engine.

While it is made everybody else reads and writes on. It must never hold a whole table in memory, and never keep
what has a shorter life than a backup.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import column, func, select, table, text
from sqlalchemy.exc import SQLAlchemyError

from storage.backup_file import BackupError, SealedWriter, whole_file
from storage.schema import REVISION, metadata
from storage.store import one_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from sqlalchemy import TableClause

    from storage.store import Store, Transaction

    # Told how many rows are done, and of how many.
    Progress = Callable[[int, int], None]

ROWS_AT_ONCE = 1000
# An unsent reply may be one of the concern guide, and a reminder is asked for there: of both no trace may stay.
# What was handled is kept for days, and backups for weeks; likewise who opened links that do not work. Who holds
# a lease is of no use to another database.
LEFT_OUT = frozenset({"replies", "reminders", "handled", "wrong_codes", "leases"})


def nobody_watches(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


async def make(
    store: Store, target: Path, passphrase: str, at: datetime, progress: Progress = nobody_watches
) -> int:
    """Write a backup to `target`; the number of rows. `at` is now, in local time.

    Raises:
        BackupError: it could not be made; nothing is left of it then.
    """
    try:
        async with store.reading() as transaction:
            await _stand_still(transaction)
            await _require_newest(transaction)
            return await _written(transaction, target, passphrase, at, progress)
    except (SQLAlchemyError, OSError) as error:
        raise BackupError(f"The database cannot be read: {one_line(error)}. See `sayso doctor`.") from None


async def _written(
    transaction: Transaction, target: Path, passphrase: str, at: datetime, progress: Progress
) -> int:
    try:
        with whole_file(target) as file:
            sealed = SealedWriter(file, passphrase)
            rows = await _write(transaction, sealed, at, progress)
            sealed.finish()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BackupError(f"The backup {target} cannot be written: {reason}.") from None
    return rows


async def _write(transaction: Transaction, sealed: SealedWriter, at: datetime, progress: Progress) -> int:
    kept = [
        _bare(found.name, found.columns.keys()) for found in metadata.sorted_tables if _is_kept(found.name)
    ]
    counts = {one.name: await _count(transaction, one) for one in kept}
    total, done = sum(counts.values()), 0
    sealed.write(_line(_header(kept, counts, at)))
    for one in kept:
        async for rows in _rows(transaction, one):
            sealed.write(b"".join(_line(list(row)) for row in rows))
            done += len(rows)
            progress(done, total)
    sealed.write(_line({"end": done}))
    return done


async def _stand_still(transaction: Transaction) -> None:
    """See one moment of the database until the end. SQLite's log does so by itself from the first look on."""
    if transaction.dialect.name == "postgresql":
        await transaction.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


async def _require_newest(transaction: Transaction) -> None:
    revision = (await transaction.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    if revision != REVISION:
        raise BackupError(
            f"The database has revision {revision}, and this version of Say So writes {REVISION}. "
            "Make the backup with the version that fits, or bring the database up with `sayso db upgrade`."
        )


def _is_kept(name: str) -> bool:
    return name not in LEFT_OUT


def _bare(name: str, columns: Iterable[str]) -> TableClause:
    """A table without types: values come as they are stored, numbers and texts, the same on both engines."""
    return table(name, *(column(one) for one in columns))


def _header(kept: list[TableClause], counts: dict[str, int], at: datetime) -> dict[str, Any]:
    tables = [{"name": one.name, "columns": one.c.keys(), "rows": counts[one.name]} for one in kept]
    return {"revision": REVISION, "made_at": at.isoformat(), "tables": tables}


async def _count(transaction: Transaction, one: TableClause) -> int:
    return int((await transaction.execute(select(func.count()).select_from(one))).scalar_one())


async def _rows(transaction: Transaction, one: TableClause) -> AsyncIterator[list[Any]]:
    result = await transaction.stream(select(one))
    async for rows in result.partitions(ROWS_AT_ONCE):
        yield list(rows)


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
