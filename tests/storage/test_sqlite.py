"""The connection that writes: what it does at once, what in its thread, and that nothing ever stays locked."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from storage.people import Changed
from storage.sqlite import quick_connection
from storage.store import BUSY_SECONDS, sqlite_file
from tests.storage.rows import ANNA, BEN, join

if TYPE_CHECKING:
    from collections.abc import Coroutine, Generator
    from pathlib import Path
    from typing import Any

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Store


async def raw(transaction: AsyncConnection) -> sqlite3.Connection:
    """SQLite's own connection behind a transaction."""
    pooled = await transaction.get_raw_connection()
    assert pooled.driver_connection is not None
    found: sqlite3.Connection = pooled.driver_connection._conn  # noqa: SLF001 - aiosqlite has no public name for it
    return found


async def places_of_work(store: Store, seen: list[tuple[str, bool]]) -> None:
    """Note of each statement of the next writing whether it runs in the thread of the event loop."""

    def note(statement: str) -> None:
        seen.append((statement.split(maxsplit=1)[0], threading.current_thread() is threading.main_thread()))

    async with store.writing() as transaction:
        connection = await raw(transaction)
    connection.set_trace_callback(note)


async def test_statements_run_at_once_and_what_may_wait_in_the_thread(sqlite_store: Store) -> None:
    """What is relied on in aiosqlite: that all calls come through `_execute`, and what those are called."""
    await join(sqlite_store, ANNA)
    seen: list[tuple[str, bool]] = []
    await places_of_work(sqlite_store, seen)

    async with sqlite_store.writing() as transaction:
        await transaction.execute(text("SELECT id FROM people"))
        await Changed(ANNA, {"place": "1h"}).write(transaction)
    with contextlib.suppress(asyncio.CancelledError):
        async with sqlite_store.writing() as transaction:
            await Changed(ANNA, {"place": "1n"}).write(transaction)
            raise asyncio.CancelledError

    kept = [("BEGIN", False), ("SELECT", True), ("UPDATE", True), ("COMMIT", False)]
    assert [*kept, ("BEGIN", False), ("UPDATE", True), ("ROLLBACK", True)] == seen


async def test_whoever_waits_for_the_lock_holds_up_nobody_else(sqlite_store: Store) -> None:
    await join(sqlite_store, ANNA, BEN)
    path = sqlite_file(sqlite_store.url)
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(changed(sqlite_store, ANNA, "1h"))
        for _ in range(100):
            await asyncio.sleep(0)
        assert not writing.done()
        other.execute("UPDATE people SET place = '1n'")
        other.execute("COMMIT")

    await writing

    assert {ANNA: "1h", BEN: "1n"} == await places(sqlite_store)


class CancelledAt:
    """Runs work in the present task, and cancels that where it waits for the `first` time, and `times` in all."""

    def __init__(self, work: Coroutine[Any, Any, None], first: int, times: int) -> None:
        self._work = work
        self._when = range(first, first + times)
        self.waits = 0

    def __await__(self) -> Generator[Any, Any, None]:
        steps = self._work.__await__()
        task = asyncio.current_task()
        assert task is not None
        sent: BaseException | None = None
        while True:
            try:
                waited = next(steps) if sent is None else steps.throw(sent)
            except StopIteration:
                return
            self.waits += 1
            if self.waits in self._when:
                task.cancel()
            try:
                sent = yield waited
            except BaseException as error:  # noqa: BLE001 - handed on as it is, cancellations too
                sent = error


async def changed(store: Store, person_id: int, place: str) -> None:
    async with store.writing() as transaction:
        await Changed(person_id, {"place": place}).write(transaction)
        await asyncio.sleep(0)
        await Changed(person_id, {"active_at": None}).write(transaction)


async def places(store: Store) -> dict[int, str | None]:
    async with store.reading() as transaction:
        return {row.id: row.place for row in await transaction.execute(text("SELECT id, place FROM people"))}


async def cancelled_at(store: Store, first: int, times: int) -> bool:
    """Whether work that is cancelled where it waits for the `first` time got that far."""
    work = CancelledAt(changed(store, ANNA, f"1h:{first}"), first, times)

    async def run() -> None:
        await work

    await asyncio.wait({asyncio.create_task(run())})
    return work.waits >= first


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_a_cancellation_leaves_nothing_locked_wherever_it_falls(
    sqlite_store: Store, times: int
) -> None:
    """Also where the task is cancelled again while it puts things right."""
    await join(sqlite_store, ANNA, BEN)
    path = sqlite_file(sqlite_store.url)
    first = 1
    while await cancelled_at(sqlite_store, first, times):
        # A connection that was given up ends in its own thread: soon, but maybe not before the work that used it.
        with closing(sqlite3.connect(path or "", timeout=BUSY_SECONDS, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
        await changed(sqlite_store, BEN, f"1n:{first}")
        assert f"1n:{first}" == (await places(sqlite_store))[BEN]
        first += 1

    assert first > 4, "there were a lock, a pause, a commit and more to be cancelled at"


async def test_a_close_that_is_cancelled_and_overtaken_still_ends(tmp_path: Path) -> None:
    """As when SQLAlchemy gives a connection up during its close: nothing waits for the thread that ended."""
    connection = await quick_connection(str(tmp_path / "any.db"))
    closing_it = asyncio.create_task(connection.close())
    await asyncio.sleep(0)
    connection.stop()
    connection._thread.join()  # noqa: SLF001 - aiosqlite has no public name for it
    closing_it.cancel()

    done, _waiting = await asyncio.wait({closing_it}, timeout=20)

    assert {closing_it} == done
