"""Opens the database, and hands out transactions.

SQLite facts that shape this module: a transaction that reads first and writes later fails at once when another
one wrote in between, whatever the busy timeout, so everything that may write begins with BEGIN IMMEDIATE; a
global hook that did so would make readers wait for writers, so reading has an engine of its own; and in WAL mode
only `synchronous=FULL` keeps a commit through a power cut, which is what "confirmed only after commit" means.

On PostgreSQL several processes write at once. What must happen one after the other there says so with `in_turn`;
on SQLite everything that writes does.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import sqlite

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

Transaction = AsyncConnection

BUSY_SECONDS = 5
ANSWER_SECONDS = 30  # for one statement; a server that says nothing for longer is gone
# A replica whose machine dies in the middle of something must not hold its locks until TCP gives up, two hours
# later.
_SERVER_SETTINGS = {
    "lock_timeout": f"{BUSY_SECONDS}s",
    "idle_in_transaction_session_timeout": "20s",
    "tcp_keepalives_idle": "3",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "5s",
}
CONNECTIONS = 5  # a replica; PostgreSQL allows a hundred altogether
# Classes of PostgreSQL's error codes (its Appendix A) after which the same may be tried again: the connection, a
# rollback for the sake of others, want of room, a lock not had in time, the server going down, the system itself.
_OUTAGES = ("08", "40", "53", "55", "57", "58")


class DatabaseError(Exception):
    """The database cannot be used; the message says why and what to do, in one line."""


class Store:
    """The open database."""

    def __init__(self, url: str) -> None:
        self.url = url
        if make_url(url).get_backend_name() == "sqlite":
            _prepare_file(sqlite_file(url))
            self._writer = sqlite.writer(url, BUSY_SECONDS)
            self._reader = sqlite.reader(url, BUSY_SECONDS)
        else:
            self._writer = self._reader = _postgresql(url)

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
            driver = (await connection.get_raw_connection()).driver_connection
            if driver is None:
                return
            # Not waiting for a reader, such as a backup: everybody who writes would wait with it.
            await driver.execute("PRAGMA busy_timeout=0")
            try:
                await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")

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
    if isinstance(error, (OperationalError, InterfaceError, NoConnectionError, OSError)):
        return True
    code = getattr(getattr(error, "orig", None), "sqlstate", None)
    return isinstance(error, DBAPIError) and isinstance(code, str) and code.startswith(_OUTAGES)


def failed(error: BaseException) -> bool:
    """Whether anything at all went wrong with the database, be it gone or be it ours to mend."""
    return is_outage(error) or isinstance(error, SQLAlchemyError)


async def in_turn(transaction: Transaction, numbers: Iterable[int]) -> None:
    """Hold the turn of each number until the end of the transaction; wait while somebody else holds one.

    Taken in order, so that two who want the same can never wait for each other.
    """
    if transaction.dialect.name != "postgresql":
        return
    in_order = "SELECT unnest(CAST(:numbers AS bigint[])) AS number ORDER BY number"
    statement = text(f"SELECT pg_advisory_xact_lock(number) FROM ({in_order}) AS ours")  # noqa: S608 - our own words
    await transaction.execute(statement, {"numbers": sorted(set(numbers))})


def one_line(error: SQLAlchemyError | OSError) -> str:
    """What the database itself said, without statements and values."""
    original = getattr(error, "orig", None)
    return " ".join(str(original or type(error).__name__).split())


def _postgresql(url: str) -> AsyncEngine:
    # Asked before use, so that a server that was started again costs nobody an answer.
    return create_async_engine(
        url,
        connect_args={
            "timeout": BUSY_SECONDS,
            "command_timeout": ANSWER_SECONDS,
            "server_settings": _SERVER_SETTINGS,
        },
        pool_pre_ping=True,
        hide_parameters=True,
        pool_size=CONNECTIONS,
    )


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
