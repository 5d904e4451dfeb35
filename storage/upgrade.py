"""Brings the database to the newest schema before anything else touches it.

Alembic is loaded only when there is something to do: comparing one value costs a millisecond, Alembic a quarter
of a second. Before an existing SQLite file is changed, a copy of it is made beside it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from storage.schema import REVISION
from storage.store import DatabaseError, one_line, sqlite_file

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.store import Store

MIGRATING = -1  # the turn for migrating; people have theirs by their ids, which are never negative
MIGRATIONS = Path(__file__).parent / "migrations"


async def upgrade(store: Store) -> str | None:
    """Migrate if need be. Returns the revision that was there before, or None for a new database.

    Raises:
        DatabaseError: the database is from a newer version, or cannot be read or written.
    """
    try:
        async with store.reading() as transaction:
            before = await transaction.run_sync(_revision)
        if before == REVISION:
            return before
        _refuse_newer(before)
        if before is not None:
            await asyncio.to_thread(_copy_aside, store.url, before)
        async with store.writing() as transaction:
            await transaction.run_sync(migrate)
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        reason = one_line(error) if not isinstance(error, sqlite3.Error) else str(error)
        raise DatabaseError(f"The database cannot be used: {reason}. See `sayso doctor`.") from None
    return before


def known_revisions() -> set[str]:
    """All revisions of this release, by their file names: 0001_what_it_does.py."""
    return {path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py")}


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_newer(before: str | None) -> None:
    if before is not None and before not in known_revisions():
        raise DatabaseError(
            f"The database is from a newer version of Say So (revision {before}, this one knows {REVISION}). "
            "Install that version, or restore a backup made before the upgrade."
        )


def _copy_aside(url: str, before: str) -> None:
    path = sqlite_file(url)
    if path is None:
        return
    copy = path.with_name(f"{path.name}.before-{before}-to-{REVISION}")
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to `revision`, in the transaction that is open."""
    if connection.dialect.name == "postgresql":
        # Several replicas may start at once: the first migrates, the others then find nothing to do.
        connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))
    from alembic import command  # noqa: PLC0415 - only needed when the schema changes
    from alembic.config import Config  # noqa: PLC0415 - likewise

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
