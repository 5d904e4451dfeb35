"""Tells a container or a monitor whether the bot is well: GET /healthz, in the bot's own event loop.

It counts seconds and names no person, chat, area or card. It must never hold up the bot: it looks at the database
once at a time however often it is asked, and it waits no longer than a moment for what it finds.

"Writable" means that a transaction that may write can be opened, and that the file may be written and has room.
Nothing is written to prove it: a mark in the database would be a commit to disk at every look, and a row more to
keep, back up and explain.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.web import metrics, serving
from storage import backlog
from storage.store import sqlite_file

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.requests import Request

    from bot.app import SaySo
    from bot.clock import Clock
    from bot.web.metrics import Measured
    from storage.backlog import Backlog
    from storage.store import Store

STALE_SECONDS = 180  # a long poll takes 50 s; Telegram lets go of a tap after 150 s
PATIENCE_SECONDS = 3.0  # for the database; a monitor's own limit is longer
LEAST_FREE_BYTES = 16 * 1024 * 1024  # below this the next weeks' answers may not fit


class Database(StrEnum):
    """What the database would do now."""

    WRITABLE = "writable"
    FAILED = "failed"


class Posted(Protocol):
    """The way in through which Telegram comes by itself. `last_update` is when it last did."""

    @property
    def last_update(self) -> datetime | None:
        """When Telegram last handed something in; None: not since the start."""
        ...


@dataclass(frozen=True)
class Glance:
    """One look at the database. `backlog` is None where it could not be looked at."""

    database: Database
    backlog: Backlog | None = None

    @property
    def writable(self) -> bool:
        """Whether a change could be written down now."""
        return self.database is Database.WRITABLE


@dataclass(frozen=True)
class Health:
    """What is told. Seconds are whole; None: never heard of Telegram yet, or nothing is overdue."""

    alive: bool
    database: Database
    last_poll_seconds: int | None
    oldest_due_seconds: int | None


class Watch:
    """Looks at the bot when it is asked to. `webhook` is there if Telegram posts instead of being asked."""

    def __init__(self, sayso: SaySo, webhook: Posted | None = None) -> None:
        self._sayso = sayso
        self._webhook = webhook
        self._clock: Clock = sayso.desk.clock
        self._since = self._clock.now()
        self._looking: asyncio.Task[Glance] | None = None

    async def health(self) -> Health:
        """How the bot is now."""
        seen = await self.glance()
        return Health(
            alive=True,
            database=seen.database,
            last_poll_seconds=self._seconds_since(self._last_heard),
            oldest_due_seconds=self.overdue(seen),
        )

    def is_well(self, health: Health) -> bool:
        """Whether it works. Before the first poll it is given as long as between two polls.

        Telegram posts only when somebody does something, so a quiet night says nothing about a webhook.
        """
        listens = self._webhook is not None or self.silence <= STALE_SECONDS
        return health.database is Database.WRITABLE and listens

    @property
    def silence(self) -> float:
        """Seconds since Telegram last answered a poll or posted something; since the start if it never did."""
        return (self._clock.now() - (self._last_heard or self._since)).total_seconds()

    @property
    def content(self) -> str:
        """The version of the content that is in use."""
        return self._sayso.desk.library.version

    @property
    def _last_heard(self) -> datetime | None:
        return self._sayso.poller.last_poll if self._webhook is None else self._webhook.last_update

    async def glance(self) -> Glance:
        """One look for all who ask at once. Left to end by itself: cutting it off could hold the database."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(_look(self._sayso.store, self._clock.now()))
        done, _ = await asyncio.wait({self._looking}, timeout=PATIENCE_SECONDS)
        return self._looking.result() if done else Glance(Database.FAILED)

    def overdue(self, seen: Glance) -> int | None:
        """Whole seconds for which the message that waits longest is late; None if none is."""
        waited = self._seconds_since(seen.backlog.next_due if seen.backlog else None)
        return waited if waited is not None and waited > 0 else None

    def _seconds_since(self, moment: datetime | None) -> int | None:
        return None if moment is None else int((self._clock.now() - moment).total_seconds())


async def _look(store: Store, now: datetime) -> Glance:
    try:
        async with store.reading() as transaction:
            waits = await backlog.measure(transaction, now)
        async with store.writing():
            pass
        _refuse_full_disk(store)
    except (SQLAlchemyError, sqlite3.Error, OSError):
        return Glance(Database.FAILED)
    return Glance(Database.WRITABLE, waits)


def _refuse_full_disk(store: Store) -> None:
    """An open transaction proves neither that the file may still be written nor that a commit has room."""
    path = sqlite_file(store.url)
    if path is None:
        return
    if not os.access(path, os.W_OK):
        raise PermissionError(path)
    if shutil.disk_usage(path).free < LEAST_FREE_BYTES:
        raise OSError("the disk is full")


def make_app(sayso: SaySo, measured: Measured | None = None, webhook: Posted | None = None) -> Starlette:
    """What is told, as a web application: /healthz, and /metrics if it is said what to measure."""
    watch = Watch(sayso, webhook)

    async def healthz(_request: Request) -> JSONResponse:
        health = await watch.health()
        return JSONResponse(asdict(health), 200 if watch.is_well(health) else 503)

    routes = [Route("/healthz", healthz)]
    if measured is not None:
        routes.append(metrics.route(watch, measured))
    return Starlette(routes=routes)


async def serve(
    sayso: SaySo, listen: str, measured: Measured | None = None, webhook: Posted | None = None
) -> None:
    """Answer at `listen` (host:port) until cancelled.

    Raises:
        ListenError: nothing can listen there.
    """
    await serving.serve(make_app(sayso, measured, webhook), serving.listen_at(listen, "SAYSO_HTTP_LISTEN"))
