"""The doctor's look at the database and its disk. It closes a file to other users, and changes nothing else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor.finding import Finding, Result
from storage.schema import REVISION
from storage.store import DatabaseError, Store, one_line, sqlite_file
from storage.upgrade import known_revisions

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.config import Settings

LEAST_FREE_BYTES = 500 * 1000 * 1000
OTHER_USERS = stat.S_IRWXG | stat.S_IRWXO


async def check_database(settings: Settings) -> list[Finding]:
    """Whether the database can be opened, written and understood, and is whole."""
    path = sqlite_file(settings.database_url)
    if path is not None and not path.is_file():
        return [_check_place(path)]
    open_to_others = _check_mode(path)
    try:
        store = Store(settings.database_url)
        try:
            found = await _ask(store)
        finally:
            await store.close()
    except DatabaseError as error:
        return [Finding("database", Result.FAIL, str(error))]
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        said = str(error) if isinstance(error, sqlite3.Error) else one_line(error)
        remedy = "Check SAYSO_DATABASE_URL, or restore a backup."
        return [Finding("database", Result.FAIL, f"cannot be used: {said}.", remedy)]
    return [found, *open_to_others]


def _check_place(path: Path) -> Finding:
    folder = _nearest(path)
    if folder == path or not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        said = f"{path} cannot be made: {folder} is in the way, or this user may not write to it."
        return Finding("database", Result.FAIL, said, "Mend that, or change SAYSO_DATABASE_URL.")
    return Finding("database", Result.OK, f"not there yet; starting the bot makes {path}.")


def _check_mode(path: Path | None) -> list[Finding]:
    mode = stat.S_IMODE(path.stat().st_mode) if path else 0
    if not mode & OTHER_USERS:
        return []
    said = f"the database was open to other users of this machine (mode {mode:o})."
    remedy = "It is closed to them now (600); check copies of it."
    return [Finding("file mode", Result.WARN, said, remedy)]


async def _ask(store: Store) -> Finding:
    async with store.reading() as transaction:
        revision = await transaction.run_sync(_revision)
        if transaction.dialect.name == "sqlite":
            problem = (await transaction.execute(text("PRAGMA quick_check(1)"))).scalar()
            if problem != "ok":
                said, remedy = "the file is damaged (quick_check).", "Stop the bot and restore a backup."
                return Finding("database", Result.FAIL, said, remedy)
    async with store.writing():  # takes the lock that every change needs, and changes nothing
        pass
    return _check_revision(revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _check_revision(revision: str | None) -> Finding:
    if revision is None:
        return Finding("database", Result.OK, "empty; starting the bot makes its tables.")
    if revision == REVISION:
        return Finding("database", Result.OK, f"whole, can be written, at revision {revision}.")
    if revision in known_revisions():
        said = f"at revision {revision}; starting the bot brings it to {REVISION}."
        return Finding("database", Result.WARN, said, "Make a backup first.")
    said = f"from a newer version of Say So (revision {revision}, this one knows {REVISION})."
    return Finding("database", Result.FAIL, said, "Install that version, or restore an older backup.")


async def check_disk(settings: Settings) -> list[Finding]:
    """Whether there is room where the database is."""
    path = sqlite_file(settings.database_url)
    if path is None:
        return [Finding("disk", Result.OK, "the database is elsewhere; check its disk there.")]
    free = shutil.disk_usage(_nearest(path)).free
    said = f"{free // 10**6:,} MB are free where the database is."
    if free < LEAST_FREE_BYTES:
        return [Finding("disk", Result.WARN, said, "Make room: a full disk stops the bot from answering.")]
    return [Finding("disk", Result.OK, said)]


def _nearest(path: Path) -> Path:
    """The file itself, or the nearest folder above it that is there."""
    return next(place for place in (path, *path.absolute().parents) if place.exists())
