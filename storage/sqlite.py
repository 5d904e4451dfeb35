"""SQLite's own side of the store: its engine, its pragmas, and which calls of a connection go through a thread.

aiosqlite sends each call on a cursor through a thread of the connection. That is thirty ways there and back for
the statements of one tap, and was 4.3 of the 7.1 ms of processor time that its answer cost. But once the lock is
there no statement waits for anybody, and each takes microseconds. So the connection that writes does those where
they are asked for; what may wait stays in the thread: the lock, the disk at a commit, the pragmas and the end of
the connection. Readers keep to their threads, because some of them read a lot.

Nothing may ever be done at once while something is in the thread. The rollback of a task that was cancelled while
it waited for the lock would overtake it, and the lock be held until the next start. So whatever is in the thread
is awaited to its end, cancelled or not; `busy_seconds` bounds how long a lock is waited for.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
READERS = 5  # that read at the same time; none waits for another or for a writer
_QUICK = frozenset({"cursor", "execute", "executemany", "fetchone", "fetchmany", "fetchall", "rollback"})
_MAY_WAIT = ("BEGIN", "PRAGMA")
_CHUNK = 64  # rows that aiosqlite fetches at a time when it is iterated over, which nothing here does


def writer(url: str, busy_seconds: float) -> AsyncEngine:
    """The engine of whoever writes, with one connection: more would only wait for each other in the database."""
    quick = {"async_creator_fn": quick_connection, "check_same_thread": False}
    return _engine(url, "BEGIN IMMEDIATE", busy_seconds, quick, connections=1)


def reader(url: str, busy_seconds: float) -> AsyncEngine:
    """The engine of whoever only reads."""
    return _engine(url, "BEGIN", busy_seconds, {}, connections=READERS)


class QuickConnection(aiosqlite.Connection):
    """Does at once what waits for nobody. All calls, those of its cursors too, come through `_execute`."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - by the base class
        if not self._running or self._connection is None:
            raise ValueError("no active connection")
        if _is_quick(fn, args):
            return fn(*args, **kwargs)
        done = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((done, partial(fn, *args, **kwargs)))
        return await _to_the_end(done)

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread. Who asks for it again, as SQLAlchemy does after a cancelled close, waits for nothing.

        The thread that has ended would never answer: a close that was cancelled would then wait for ever.
        """
        return super().stop() if self._running else None


def _is_quick(fn: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    if fn.__name__ == "close":
        return isinstance(getattr(fn, "__self__", None), sqlite3.Cursor)
    return fn.__name__ in _QUICK and not (args and str(args[0]).startswith(_MAY_WAIT))


async def _to_the_end(done: asyncio.Future[Any]) -> Any:  # noqa: ANN401 - whatever SQLite returns
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        while not done.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({done})
        done.exception()  # looked at, so that nothing complains of an error that nobody saw
        raise


def quick_connection(database: str, **settings: Any) -> QuickConnection:  # noqa: ANN401 - SQLite's own settings
    """A connection of whoever writes; SQLAlchemy awaits it."""
    connection = QuickConnection(partial(sqlite3.connect, database, **settings), _CHUNK)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with those that it makes itself
    return connection


def _engine(
    url: str, begin: str, busy_seconds: float, more: dict[str, Any], *, connections: int
) -> AsyncEngine:
    engine = create_async_engine(
        url,
        connect_args={"timeout": busy_seconds, "isolation_level": None, **more},
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
    )
    event.listen(engine.sync_engine, "connect", _set_pragmas)

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's adapter has no public type
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
