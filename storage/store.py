"""Opens the database, and hands out transactions.

SQLite facts that shape this module: a transaction that reads first and writes later fails at once when another
one wrote in between, whatever the busy timeout, so everything that may write begins with BEGIN IMMEDIATE; a
global hook that did so would make readers wait for writers, so reading has an engine of its own; and in WAL mode
only `synchronous=FULL` keeps a commit through a power cut, which is what "confirmed only after commit" means.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection
    from sqlalchemy.exc import SQLAlchemyError

Transaction = AsyncConnection

BUSY_SECONDS = 5


class DatabaseError(Exception):
    """The database cannot be used; the message says why and what to do, in one line."""


class Store:
    """The open database."""

    def __init__(self, url: str) -> None:
        self.url = url
        # One connection writes: on SQLite writers would only wait for each other inside the database.
        self._writer = _engine(url, "BEGIN IMMEDIATE", connections=1)
        self._reader = _engine(url, "BEGIN", connections=5)

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        """A transaction that may write; commits at the end, or rolls back if anything was raised."""
        async with self._writer.begin() as transaction:
            yield transaction

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads, and waits for no writer."""
        async with self._reader.connect() as transaction:
            yield transaction

    async def scrub(self) -> None:
        """After something was deleted for good: let no copy of it stay in the write-ahead log.

        It is left for the next time if somebody reads at this moment.
        """
        if sqlite_file(self.url) is None:
            return
        async with self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            if raw.driver_connection is not None:
                await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Give the files back."""
        await self._writer.dispose()
        await self._reader.dispose()


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database, or None for another engine or one in memory."""
    parts = make_url(url)
    if not parts.drivername.startswith("sqlite") or parts.database in (None, "", ":memory:"):
        return None
    return Path(parts.database)


def is_outage(error: BaseException) -> bool:
    """Whether the database itself failed (full, locked, gone), rather than what was asked of it.

    After an outage the same may be tried again; a statement that was refused would be refused for ever.
    """
    return isinstance(error, (OperationalError, InterfaceError, NoConnectionError, OSError))


def one_line(error: SQLAlchemyError | OSError) -> str:
    """What the database itself said, without statements and values."""
    original = getattr(error, "orig", None)
    return " ".join(str(original or type(error).__name__).split())


def _engine(url: str, begin: str, *, connections: int) -> AsyncEngine:
    if not make_url(url).drivername.startswith("sqlite"):
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
    _prepare_file(sqlite_file(url))
    engine = create_async_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
    )
    event.listen(engine.sync_engine, "connect", _set_pragmas)

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


def _prepare_file(path: Path | None) -> None:
    """Make the file before SQLite does, so that nobody else on the machine can ever read it.

    Raises:
        DatabaseError: the folder or the file cannot be made or written.
    """
    if path is None:
        return
    if path.exists() and not path.is_file():
        raise DatabaseError(
            f"{path} is not a file. Set SAYSO_DATABASE_URL to a file that may be made or written."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        with path.open("ab"):
            pass
    except OSError as error:
        raise DatabaseError(
            f"Cannot write the database {path}: {error.strerror}. Make room or give this user the right to write "
            "there, or set SAYSO_DATABASE_URL to another place."
        ) from None


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's adapter has no public type
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
