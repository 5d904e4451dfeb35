"""Looks after the bot every few minutes, and tells its owners in chat when something needs them.

Each kind of trouble is told at most once a day. An owner who never started the bot is told nothing, quietly. A
token that Telegram refuses cannot be told in chat: that stays in the log.
"""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import structlog

from bot.delivery.messenger import Failed, Fate
from bot.delivery.nightly import State
from bot.handlers.checking import daily_list
from bot.handlers.known import known_lines
from bot.screens import alerts as screens
from content import contacts_known
from storage import alerts, nudges, people
from storage.replies import Reply
from storage.store import sqlite_file

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from pathlib import Path

    from bot.delivery.desk import Desk
    from bot.delivery.nightly import Nightly
    from bot.delivery.sender import Sender
    from bot.screens.screen import Screen
    from storage.store import Store

    Look = Callable[[datetime], Awaitable[Screen | None]]

EVERY = timedelta(minutes=5)
DAY_BEGINS = timedelta(hours=8)  # what is told day after day comes then, and not at midnight
STUCK_AFTER = timedelta(minutes=30)
# Whoever wakes so much too late slept over it with the whole computer, or the demo's clock was moved. What should
# have gone out meanwhile is late by that, and goes out just now.
SLEPT_OVER = timedelta(minutes=1)
BACKUP_OLD_AFTER = timedelta(hours=36)
LEAST_FREE_BYTES = 200_000_000
LEAST_FREE_SHARE = 0.05

log = structlog.get_logger()


class Trouble(StrEnum):
    """What the owners are told of."""

    OUTBOX = "outbox"
    DISK = "disk"
    BACKUP = "backup"
    REVIEW = "review"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Watch:
    """One thing to look at; at most how often it is told."""

    trouble: Trouble
    look: Look
    every: timedelta = timedelta(days=1)


class Watchman:
    """Watches over one bot. One of these runs at a time."""

    def __init__(self, store: Store, desk: Desk, sender: Sender, nightly: Nightly) -> None:
        self._store = store
        self._desk = desk
        self._sender = sender
        self._nightly = nightly
        # Beside the table, which cannot be written just when the disk is full.
        self._told: dict[Trouble, date] = {}
        self._slept_over = False

    async def run(self) -> None:
        """Look, for ever. The first look comes after a while: what was missed is made up for first."""
        while True:
            planned = self._desk.clock.now() + EVERY
            await self._desk.clock.sleep_until(planned)
            self._slept_over = self._desk.clock.now() - planned > SLEPT_OVER
            await self.look()

    async def look(self) -> None:
        """Look at everything once, and tell what is new."""
        watches = (
            Watch(Trouble.OUTBOX, self._outbox),
            Watch(Trouble.DISK, self._disk),
            Watch(Trouble.BACKUP, self._backup),
            Watch(Trouble.REVIEW, self._review, timedelta(days=7)),
            Watch(Trouble.NUMBERS, self._numbers),
        )
        for watch in watches:
            try:
                await self._watch(watch)
            except Exception as error:  # noqa: BLE001 - whatever failed, the others are still looked at
                kind = type(error).__name__
                log.error("The watchman could not look.", action="watch", trouble=watch.trouble, error=kind)  # noqa: TRY400

    async def _watch(self, watch: Watch) -> None:
        now = self._desk.clock.now()
        today = (now.astimezone(self._desk.zone) - DAY_BEGINS).date()
        if await self._told_since(watch.trouble, today - watch.every):
            return
        screen = await watch.look(now)
        if screen is None:
            return
        log.warning("Something needs the owners.", action="watch", trouble=watch.trouble)
        if not await self._tell(screen):
            return
        self._told[watch.trouble] = today
        async with self._store.writing() as transaction:
            await alerts.Told(watch.trouble, today).write(transaction)

    async def _told_since(self, trouble: Trouble, day: date) -> bool:
        """Whether the owners were told after this day."""
        if self._told.get(trouble, date.min) > day:
            return True
        async with self._store.reading() as transaction:
            told = await alerts.told_on(transaction, trouble)
        return told is not None and told > day

    async def _tell(self, screen: Screen) -> bool:
        """Tell each owner. Not done only if nobody could be reached: then it is tried again."""
        shown = [
            await self._sender.reply(Reply(owner, "", None, pins=False), screen)
            for owner in sorted(self._desk.owners)
        ]
        tried = [one for one in shown if not (isinstance(one, Failed) and one.fate is Fate.NOT_SENT)]
        return bool(tried) or not shown

    async def _outbox(self, now: datetime) -> Screen | None:
        """Only what may be sent counts: a nudge that waits for the end of quiet hours is not late."""
        if self._slept_over:
            return None
        async with self._store.reading() as transaction:
            times = [await people.next_due(transaction), await nudges.next_send(transaction)]
        oldest = min((one for one in times if one is not None), default=now)
        late = now - oldest
        return screens.outbox_stuck(int(late.total_seconds() // 60)) if late > STUCK_AFTER else None

    async def _numbers(self, now: datetime) -> Screen | None:
        """What people said did not work, yesterday and so far today."""
        since = now.astimezone(self._desk.zone).date() - timedelta(days=1)
        async with self._store.reading() as transaction:
            return await daily_list(transaction, self._desk.library.contacts, since)

    async def _disk(self, _now: datetime) -> Screen | None:
        file = sqlite_file(self._store.url)
        free = None if file is None else await asyncio.to_thread(_short_of, file)
        return None if free is None else screens.disk_nearly_full(free // 1_000_000)

    async def _backup(self, now: datetime) -> Screen | None:
        backups = self._nightly.backups
        if backups is None or self._nightly.state is State.WORKING:
            return None
        if self._nightly.state is State.FAILED:
            return screens.backup_failed()
        days = await asyncio.to_thread(backups.days)
        age = now - backups.due_at(days[0]) if days else timedelta()
        return screens.backup_old(int(age.total_seconds() // 3600)) if age > BACKUP_OLD_AFTER else None

    async def _review(self, now: datetime) -> Screen | None:
        """What of the content somebody should read or dial again."""
        today, library = now.date(), self._desk.library
        items = [item.id for item in library.items() if item.review_by < today]
        async with self._store.reading() as transaction:
            known = await known_lines(transaction, library.contacts)
        lines = len(contacts_known.overdue(library.contacts, known, today))
        if not items and not lines:
            return None
        log.warning("Content is due for review.", action="review", items=items, lines_to_dial=lines)
        return screens.review_due(items, lines)


def _short_of(file: Path) -> int | None:
    """How many bytes are free where a file is, if those are too few."""
    disk = shutil.disk_usage(file.parent)
    scarce = disk.free < LEAST_FREE_BYTES or disk.free < disk.total * LEAST_FREE_SHARE
    return disk.free if scarce else None
