"""Restores a backup into a database of either engine, and deletes again whoever asked for it since.

All in one transaction: the database is afterwards as the backup says, or as it was before. A backup of an older
schema is read into that schema, which is then migrated as any database is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Integer, MetaData, func, insert, select, text

from storage import deletions
from storage.backup import LEFT_OUT, ROWS_AT_ONCE, nobody_watches
from storage.backup_file import BackupError, read_lines
from storage.schema import REVISION, metadata
from storage.upgrade import known_revisions, migrate, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path
    from typing import Any, BinaryIO

    from sqlalchemy import Connection, Table

    from storage.backup import Progress
    from storage.deletions import DeletionList
    from storage.store import Store, Transaction

# What a bot that only just began has written already; a database with nothing else in it is empty.
NOTHING_YET = LEFT_OUT | {"alerts", "deletions"}


class NotEmptyError(BackupError):
    """There is something in the database that a backup would take the place of."""


@dataclass(frozen=True)
class Part:
    """One table of a backup."""

    name: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Header:
    """What a backup says of itself. `made_at` is in the local time of whoever made it."""

    revision: str
    made_at: datetime
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(part.rows for part in self.parts)


@dataclass(frozen=True)
class Restored:
    """What became of a restore: how many rows, from when, and how many people were deleted again."""

    rows: int
    made_at: datetime
    deleted_again: int


@dataclass(frozen=True)
class Order:
    """What to restore, on which day, and what is known of deletions. `replace`: even if something is there."""

    source: Path
    passphrase: str
    today: date
    listed: DeletionList
    deleted: Mapping[str, date]
    replace: bool = False


async def restore(store: Store, order: Order, progress: Progress = nobody_watches) -> Restored:
    """Restore a backup.

    Raises:
        NotEmptyError: there is something in the database, and it may not be replaced.
        BackupError: the backup cannot be used, and the database is as it was.
        DatabaseError: the database cannot be used.
    """
    try:
        with order.source.open("rb") as file:
            lines = read_lines(file, order.passphrase)
            header = _header(lines, file)
            _refuse_unfit(header, order)
            await upgrade(store)
            async with store.writing() as transaction:
                restored = await _restored(transaction, header, lines, order, progress)
    except OSError as error:
        raise BackupError(f"The backup {order.source} cannot be read: {error.strerror}.") from None
    await store.scrub()
    return restored


def _header(lines: Iterator[bytes], file: BinaryIO) -> Header:
    try:
        found = json.loads(next(lines))
        parts = tuple(Part(one["name"], tuple(one["columns"]), one["rows"]) for one in found["tables"])
        return Header(found["revision"], datetime.fromisoformat(found["made_at"]), parts)
    except (ValueError, KeyError, TypeError, StopIteration):
        raise BackupError(f"{file.name} is not a backup that this version of Say So can read.") from None


def _refuse_unfit(header: Header, order: Order) -> None:
    if header.revision not in known_revisions():
        raise BackupError(
            f"The backup is from a newer version of Say So (revision {header.revision}, this one knows "
            f"{REVISION}). Install that version first."
        )
    if header.made_at.date() < order.today - deletions.KEPT:
        raise BackupError(
            f"The backup is older than {deletions.KEPT.days} days: who has asked to be forgotten since then is "
            "no longer known. Take a newer one."
        )


async def _restored(
    transaction: Transaction, header: Header, lines: Iterator[bytes], order: Order, progress: Progress
) -> Restored:
    if not order.replace:
        await _refuse_full(transaction)
    deleted = deletions.merged(order.deleted, await deletions.known(transaction))
    await transaction.run_sync(_make_anew, header.revision)
    rows = await _fill(transaction, header, lines, progress)
    _refuse_more(lines, rows)
    await transaction.run_sync(_bring_up)
    wanted = deletions.fresh(deleted, order.today)
    again = await deletions.apply_again(transaction, order.listed, wanted, header.made_at.date())
    return Restored(rows, header.made_at, again)


async def _refuse_full(transaction: Transaction) -> None:
    for table in metadata.sorted_tables:
        if table.name in NOTHING_YET:
            continue
        if (await transaction.execute(select(1).select_from(table).limit(1))).first() is not None:
            raise NotEmptyError(
                "The database is not empty. To lose what is in it, give --replace; else set SAYSO_DATABASE_URL "
                "to another one."
            )


def _make_anew(connection: Connection, revision: str) -> None:
    """Empty tables, in the schema that the backup was made in."""
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))
    migrate(connection, revision)


async def _fill(transaction: Transaction, header: Header, lines: Iterator[bytes], progress: Progress) -> int:
    there = await transaction.run_sync(_reflected)
    done = 0
    for part in header.parts:
        table = there.get(part.name)
        if table is None or not set(part.columns) <= set(table.columns.keys()):
            raise BackupError(f"The backup has a table {part.name} that its schema does not have.")
        for rows in _rows(part, lines):
            await transaction.execute(insert(table), rows)
            done += len(rows)
            progress(done, header.rows)
    return done


def _reflected(connection: Connection) -> dict[str, Table]:
    """The tables as they are, which in an older schema are not those of this version."""
    found = MetaData()
    found.reflect(connection)
    return dict(found.tables)


def _rows(part: Part, lines: Iterator[bytes]) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for number in range(1, part.rows + 1):
        rows.append(dict(zip(part.columns, _values(part, lines), strict=True)))
        if len(rows) == ROWS_AT_ONCE or number == part.rows:
            yield rows
            rows = []


def _values(part: Part, lines: Iterator[bytes]) -> list[Any]:
    values = json.loads(next(lines, b"[]"))
    if not isinstance(values, list) or len(values) != len(part.columns):
        raise _inconsistent()
    return values


def _inconsistent() -> BackupError:
    return BackupError("The backup does not hold what its beginning says. Take another one.")


def _refuse_more(lines: Iterator[bytes], rows: int) -> None:
    """Read to the very end: only the last piece of the file says that nothing was cut off."""
    if [json.loads(line) for line in lines] != [{"end": rows}]:
        raise _inconsistent()


def _bring_up(connection: Connection) -> None:
    migrate(connection)
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        for column in table.primary_key.columns:
            if isinstance(column.type, Integer):
                _count_on(connection, table.name, column.name)


def _count_on(connection: Connection, table: str, column: str) -> None:
    """PostgreSQL numbers new rows from a counter that knows nothing of rows which came with their numbers."""
    counter = connection.execute(select(func.pg_get_serial_sequence(table, column))).scalar()
    if counter is None:
        return
    highest = select(func.max(metadata.tables[table].c[column])).scalar_subquery()
    connection.execute(select(func.setval(counter, func.coalesce(highest, 0) + 1, False)))  # noqa: FBT003 - SQL
