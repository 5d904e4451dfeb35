"""Tells a container or a monitor whether the bot is well: GET /healthz, in the bot's own event loop.

It counts seconds and names no person, chat, area or card. It must never hold up the bot: it looks at the database
once at a time however often it is asked, and it waits no longer than a moment for what it finds.

"Writable" means that a transaction that may write can be opened, and that the file may be written and has room.
Nothing is written to prove it: a mark in the database would be a commit to disk at every look, and a row more to
keep, back up and explain.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import sqlite3
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from storage import nudges, people, replies
from storage.store import sqlite_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from starlette.requests import Request

    from bot.app import SaySo
    from bot.clock import Clock
    from storage.store import Store

STALE_SECONDS = 180  # a long poll takes 50 s; Telegram lets go of a tap after 150 s
PATIENCE_SECONDS = 3.0  # for the database; a monitor's own limit is longer
LEAST_FREE_BYTES = 16 * 1024 * 1024  # below this the next weeks' answers may not fit
LAST_PORT = 65535
GRACE_SECONDS = 1  # how long open answers may take to end when the bot stops


class Database(StrEnum):
    """What the database would do now."""

    WRITABLE = "writable"
    FAILED = "failed"


class ListenError(OSError):
    """Nothing can listen at the address of SAYSO_HTTP_LISTEN."""


@dataclass(frozen=True)
class Glance:
    """One look at the database. `oldest_due` is when what has waited longest was meant to go out."""

    database: Database
    oldest_due: datetime | None = None


@dataclass(frozen=True)
class Health:
    """What is told. Seconds are whole; None: never polled yet, or nothing is overdue."""

    alive: bool
    database: Database
    last_poll_seconds: int | None
    oldest_due_seconds: int | None


class Watch:
    """Looks at the bot when it is asked to."""

    def __init__(self, sayso: SaySo) -> None:
        self._sayso = sayso
        self._clock: Clock = sayso.desk.clock
        self._since = self._clock.now()
        self._looking: asyncio.Task[Glance] | None = None

    async def health(self) -> Health:
        """How the bot is now."""
        seen = await self._glance()
        return Health(
            alive=True,
            database=seen.database,
            last_poll_seconds=self._seconds_since(self._sayso.poller.last_poll),
            oldest_due_seconds=self._overdue(seen.oldest_due),
        )

    def is_well(self, health: Health) -> bool:
        """Whether it works. Before the first poll it is given as long as between two polls."""
        silent = health.last_poll_seconds
        if silent is None:
            silent = self._seconds_since(self._since) or 0
        return health.database is Database.WRITABLE and silent <= STALE_SECONDS

    async def _glance(self) -> Glance:
        """One look for all who ask at once. Left to end by itself: cutting it off could hold the database."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(_look(self._sayso.store))
        done, _ = await asyncio.wait({self._looking}, timeout=PATIENCE_SECONDS)
        return self._looking.result() if done else Glance(Database.FAILED)

    def _seconds_since(self, moment: datetime | None) -> int | None:
        return None if moment is None else int((self._clock.now() - moment).total_seconds())

    def _overdue(self, due: datetime | None) -> int | None:
        waited = self._seconds_since(due)
        return waited if waited is not None and waited > 0 else None


async def _look(store: Store) -> Glance:
    try:
        async with store.reading() as transaction:
            times = [
                await people.next_due(transaction),
                await nudges.next_send(transaction),
                await replies.next_send(transaction),
            ]
        async with store.writing():
            pass
        _refuse_full_disk(store)
    except (SQLAlchemyError, sqlite3.Error, OSError):
        return Glance(Database.FAILED)
    return Glance(Database.WRITABLE, min((time for time in times if time is not None), default=None))


def _refuse_full_disk(store: Store) -> None:
    """An open transaction proves neither that the file may still be written nor that a commit has room."""
    path = sqlite_file(store.url)
    if path is None:
        return
    if not os.access(path, os.W_OK):
        raise PermissionError(path)
    if shutil.disk_usage(path).free < LEAST_FREE_BYTES:
        raise OSError("the disk is full")


def make_app(sayso: SaySo) -> Starlette:
    """The page as a web application."""
    watch = Watch(sayso)

    async def healthz(_request: Request) -> JSONResponse:
        health = await watch.health()
        return JSONResponse(asdict(health), 200 if watch.is_well(health) else 503)

    return Starlette(routes=[Route("/healthz", healthz)])


class _Uvicorn(uvicorn.Server):
    """uvicorn that leaves signals to the bot, and does nothing while nobody asks."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield

    async def main_loop(self) -> None:
        """Wait until cancelled, then close what is open."""
        try:
            await asyncio.Event().wait()
        finally:
            await self.shutdown()


async def serve(sayso: SaySo, listen: str) -> None:
    """Answer at `listen` (host:port) until cancelled.

    Raises:
        ListenError: nothing can listen there.
    """
    config = uvicorn.Config(
        make_app(sayso),
        lifespan="off",
        ws="none",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with _listening(listen) as listening:
        await _Uvicorn(config).serve([listening])


def _listening(listen: str) -> socket.socket:
    host, _, port = listen.rpartition(":")
    if int(port) > LAST_PORT:
        raise ListenError(f"SAYSO_HTTP_LISTEN ({listen}): the port must be at most {LAST_PORT}.")
    try:
        return socket.create_server((host, int(port)))
    except OSError as error:
        # What follows in brackets would only say the address again.
        said = str(error.strerror).partition(" (")[0]
        raise ListenError(
            f"Cannot listen at SAYSO_HTTP_LISTEN ({listen}): {said}. Free that port or set another one."
        ) from None
