"""What happens once a night: a backup, letting go of old ones, and shortening the list of deletions.

A backup is made in a process of its own, so that no tap waits for it. Nothing here may end the bot: what fails is
said, and tried again.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import re
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

import structlog

from storage import backup, deletions
from storage.backup_file import PART, BackupError, make_folder
from storage.store import DatabaseError, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from multiprocessing.connection import Connection
    from pathlib import Path
    from typing import Any
    from zoneinfo import ZoneInfo

    from bot.clock import Clock
    from storage.deletions import DeletionList

DAILY, WEEKLY = 7, 4  # how many backups are kept: of the last days, and of the weeks before them
TRY_AGAIN = timedelta(hours=1)
_NAME = re.compile(r"sayso-(\d{4}-\d\d-\d\d)\.backup")

log = structlog.get_logger()


class State(StrEnum):
    """How it stands with the nightly backup."""

    WELL = "well"
    WORKING = "working"
    FAILED = "failed"


@dataclass(frozen=True)
class Backups:
    """Where the nightly backups are, how they are locked, and at which local hour they are made."""

    folder: Path
    passphrase: str = field(repr=False)
    hour: int
    zone: ZoneInfo

    def file(self, day: date) -> Path:
        """The backup of a day."""
        return self.folder / f"sayso-{day}.backup"

    def days(self) -> list[date]:
        """The days of which there is a backup, newest first. Backups made by hand are not among them."""
        names = [path.name for path in self.folder.iterdir()] if self.folder.is_dir() else []
        return sorted((day for name in names if (day := _day_of(name))), reverse=True)

    def due_at(self, day: date) -> datetime:
        """The moment at which a day's backup is due."""
        return datetime.combine(day, time(self.hour), self.zone).astimezone(UTC)

    def last_due(self, now: datetime) -> date:
        """The day of the backup that was due last."""
        today = now.astimezone(self.zone).date()
        return today if self.due_at(today) <= now else today - timedelta(days=1)

    def let_go(self, before: datetime) -> None:
        """Delete backups that are not kept any longer, and what is left of those that were never finished."""
        days = self.days()
        for day in set(days) - kept(days):
            self.file(day).unlink(missing_ok=True)
        for part in self.folder.glob(f".sayso-*{PART}"):
            if part.stat().st_mtime < before.timestamp():
                part.unlink(missing_ok=True)


def _day_of(name: str) -> date | None:
    """The day in the name of a nightly backup; None if it is another file."""
    found = _NAME.fullmatch(name)
    with suppress(ValueError):  # there is no such day
        return date.fromisoformat(found[1]) if found else None
    return None


def kept(days: Iterable[date]) -> set[date]:
    """Which days' backups are kept: the newest ones, and the last one of each of the weeks before."""
    ordered = sorted(days)
    daily = ordered[-DAILY:]
    last_of_week = {day.isocalendar()[:2]: day for day in ordered}
    weekly = sorted(set(last_of_week.values()) - set(daily))[-WEEKLY:]
    return {*daily, *weekly}


class Nightly:
    """Makes the backups of a bot, if it is told where. One of these runs at a time."""

    def __init__(
        self, store: Store, clock: Clock, zone: ZoneInfo, listed: DeletionList, backups: Backups | None
    ) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._listed = listed
        self.backups = backups
        self.state = State.WELL

    async def run(self) -> None:
        """Do what the night needs, for ever; after a start, what was missed."""
        await self._safely(self._delete_again())
        while True:
            await self.work()
            await self._clock.sleep_until(self._next())

    async def work(self) -> None:
        """Do once what the night needs: tidy up, and make the backup that was due last, unless it is there."""
        await self._safely(self._tidy())
        if self.backups is not None:
            self.state = State.WORKING
            made = await self._safely(self._back_up(self.backups))
            self.state = State.WELL if made else State.FAILED

    def _next(self) -> datetime:
        now = self._clock.now()
        if self.state is State.FAILED:
            return now + TRY_AGAIN
        if self.backups is None:
            return now + timedelta(days=1)
        return self.backups.due_at(self.backups.last_due(now) + timedelta(days=1))

    async def _safely(self, work: Coroutine[Any, Any, None]) -> bool:
        """Whether `work` was done. Only its own sentences are logged: others could hold what is kept."""
        try:
            await work
        except (BackupError, DatabaseError) as error:
            log.error("The nightly work failed.", action="nightly", reason=str(error))  # noqa: TRY400
        except Exception as error:  # noqa: BLE001 - whatever failed, the bot goes on
            log.error("The nightly work failed.", action="nightly", reason=type(error).__name__)  # noqa: TRY400
        else:
            return True
        return False

    async def _delete_again(self) -> None:
        """A database that was put back from a copy may hold people who asked to be forgotten since."""
        listed = await asyncio.to_thread(self._listed.read)
        wanted = deletions.fresh(listed, self._today())
        async with self._store.reading() as transaction:
            if wanted.keys() <= (await deletions.known(transaction)).keys():
                return
        async with self._store.writing() as transaction:
            people = await deletions.apply_again(transaction, self._listed, wanted, date.max)
        await self._store.scrub()
        if people:
            log.warning(
                "People who had asked to be forgotten were deleted again.", action="nightly", people=people
            )

    async def _tidy(self) -> None:
        """Write the list of deletions anew, without those that no backup can undo any more."""
        if self.backups is not None:
            await asyncio.to_thread(make_folder, self.backups.folder)
        today = self._today()
        async with self._store.reading() as transaction:
            known = await deletions.known(transaction)
        await self._listed.settled()
        await asyncio.to_thread(self._listed.rewrite, known, today)

    async def _back_up(self, backups: Backups) -> None:
        now = self._clock.now()
        target = backups.file(backups.last_due(now))
        if not await asyncio.to_thread(target.exists):
            at = now.astimezone(self._zone)
            await apart(partial(make_alone, self._store.url, target, backups.passphrase, at))
            await self._store.scrub()  # whoever was forgotten meanwhile is still in the log of the database
            log.info("The backup was made.", action="nightly", backup=target.name)
        await asyncio.to_thread(backups.let_go, now - timedelta(days=1))

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()


def make_alone(url: str, target: Path, passphrase: str, at: datetime) -> None:
    """Make a backup with connections of its own, in a process of its own.

    Raises:
        BackupError: it could not be made.
    """

    async def made() -> None:
        store = Store(url)
        try:
            await backup.make(store, target, passphrase, at)
        finally:
            await store.close()

    asyncio.run(made())


async def apart(work: Callable[[], None]) -> None:
    """Have `work` done in a process of its own, which is killed if this is cancelled.

    Raises:
        BackupError: what `work` said, or that its process died.
    """
    context = multiprocessing.get_context("spawn")
    hearing, telling = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(work, telling), daemon=True)
    process.start()
    telling.close()
    try:
        said = await asyncio.to_thread(_hear, hearing)
    finally:
        process.kill()
        await asyncio.to_thread(process.join)
        process.close()
        hearing.close()
    if said:
        raise BackupError(said)


def _hear(hearing: Connection) -> str:
    try:
        return str(hearing.recv())
    except EOFError:
        return "The process that makes the backup died."


def _tell(work: Callable[[], None], telling: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends this process itself
    try:
        work()
    except (BackupError, DatabaseError) as error:
        telling.send(str(error))
    except Exception as error:  # noqa: BLE001 - told as a kind, without what it may hold
        telling.send(type(error).__name__)
    else:
        telling.send("")
