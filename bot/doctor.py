"""Looks at everything that running Say So depends on, and says in one line each what is well and what to do.

It must never show the token and never raise, whatever is broken. Nothing is changed by looking, with one
exception: opening a SQLite file closes it to the other users of the machine, as starting the bot does.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import stat
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
from rich.console import Console
from rich.text import Text
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, User
from telegram.error import TelegramError

from bot import signing
from bot.clock import SystemClock
from bot.edge.failures import Meaning, classify
from bot.edge.request import AiohttpRequest
from content import library
from content.faults import BrokenContentError
from storage.schema import REVISION
from storage.store import DatabaseError, Store, one_line, sqlite_file
from storage.upgrade import known_revisions

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.config import Settings
    from content.library import Library

ASK_SECONDS = 8.0  # the longest to wait for Telegram
LEAST_FREE_BYTES = 500 * 1000 * 1000
MOST_DRIFT = timedelta(seconds=60)
OTHER_USERS = stat.S_IRWXG | stat.S_IRWXO


class Result(StrEnum):
    """How a check went. Only a failure keeps the bot from working."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


STYLES = {Result.OK: "green", Result.WARN: "yellow", Result.FAIL: "bold red"}


@dataclass(frozen=True)
class Finding:
    """What a check found, and what to do about it; `remedy` is empty if there is nothing to do."""

    what: str
    result: Result
    said: str
    remedy: str = ""


async def examine(settings: Settings) -> bool:
    """Print what every check finds. Returns whether nothing failed; warnings do not count."""
    found = await findings(settings, SystemClock())
    console = Console(highlight=False)
    for finding in found:
        word = Text(f"{finding.result:<6}", STYLES[finding.result])
        told = Text(f"{finding.what:<11}{finding.said} {finding.remedy}".rstrip())
        console.print(word + told, soft_wrap=True)
    number = Counter(finding.result for finding in found)
    console.print(f"Failed: {number[Result.FAIL]}. Warnings: {number[Result.WARN]}.")
    return number[Result.FAIL] == 0


async def findings(settings: Settings, clock: Clock) -> list[Finding]:
    """What every check finds, in the order in which they are printed."""
    parts = await asyncio.gather(
        _safely("settings", check_settings(settings)),
        _safely("token", check_telegram(settings)),
        _safely("content", check_content(settings, clock)),
        _safely("database", check_database(settings)),
        _safely("disk", check_disk(settings)),
        _safely("clock", check_clock(settings, clock)),
    )
    return [finding for part in parts for finding in part]


async def _safely(what: str, check: Coroutine[Any, Any, list[Finding]]) -> list[Finding]:
    try:
        return await check
    except Exception as error:  # noqa: BLE001 - one check that breaks must not hide what the others find
        # Only the error's kind is told: its text could hold an address with a token or a password.
        return [Finding(what, Result.FAIL, f"could not be checked ({type(error).__name__}).")]


async def check_settings(settings: Settings) -> list[Finding]:
    """Which settings were given. That each can be used was made sure when they were read."""
    given = sorted(f"SAYSO_{name.upper()}" for name in settings.model_fields_set)
    said = f"given: {', '.join(given)}." if given else "none given: all have their defaults."
    found = [Finding("settings", Result.OK, said)]
    if settings.token is not None and "controller" not in settings.model_fields_set:
        said = "SAYSO_CONTROLLER is not set, and /privacy names it."
        found.append(Finding("privacy", Result.WARN, said, "Say who answers for the data."))
    return found


async def check_telegram(settings: Settings) -> list[Finding]:
    """Whether Telegram knows the token, and whether the bot would be sent all that is said in groups."""
    if settings.token is None:
        said = "SAYSO_TOKEN is not set. The demo works without one: `sayso demo`."
        return [Finding("token", Result.WARN, said, "For Telegram, get one from BotFather.")]
    try:
        me = await _get_me(settings.token.get_secret_value(), settings.api_url)
    except TelegramError as error:
        return [_refused(classify(error).meaning)]
    except TimeoutError:
        return [_refused(Meaning.UNKNOWN)]
    return [Finding("token", Result.OK, f"Telegram knows it as @{me.username}."), _check_groups(me)]


async def _get_me(token: str, api_url: str) -> User:
    request = AiohttpRequest()
    bot = Bot(token, base_url=api_url, request=request)
    await request.initialize()
    try:
        async with asyncio.timeout(ASK_SECONDS):
            return await bot.get_me()
    finally:
        await request.shutdown()


def _refused(meaning: Meaning) -> Finding:
    if meaning is Meaning.TOKEN_REFUSED:
        said, remedy = "Telegram does not know SAYSO_TOKEN.", "Copy it again from BotFather."
        return Finding("token", Result.FAIL, said, remedy)
    said = f"Telegram could not be asked about it ({meaning})."
    return Finding("token", Result.FAIL, said, "Check the network, and SAYSO_API_URL if it is set.")


def _check_groups(me: User) -> Finding:
    if me.can_read_all_group_messages:
        said = "in group chats the bot would be sent all that people say."
        return Finding("groups", Result.WARN, said, "Send /setprivacy to BotFather and choose Enable.")
    return Finding("groups", Result.OK, "in group chats the bot is sent only what is meant for it.")


async def check_content(settings: Settings, clock: Clock) -> list[Finding]:
    """Whether the content can be used, has been reviewed, and names telephone lines that somebody has dialled."""
    try:
        read = library.load(settings.content_dir)
    except BrokenContentError as broken:
        said = f"{len(broken.faults)} faults, so the bot will not start."
        return [Finding("content", Result.FAIL, said, "`sayso content check` lists them.")]
    excerpts = sum(len(pack.excerpts) for pack in read.packs.values())
    cards = sum(len(pack.scenarios) for pack in read.packs.values())
    counts = f"{excerpts} excerpts, {cards} cards, {len(read.contacts.areas)} council areas"
    return [
        Finding("content", Result.OK, f"{counts}; version {read.version}."),
        await _check_review(read, settings),
        _check_contacts(read, clock),
    ]


async def _check_review(read: Library, settings: Settings) -> Finding:
    items = signing.items(read)
    signed = await signing.count_signed(settings.database_url, items)
    if signed == len(items):
        return Finding("review", Result.OK, f"a safeguarding lead has signed off all {signed} items.")
    said = f"a safeguarding lead has signed off {signed} of {len(items)} items; the others say “Draft”."
    remedy = "Ask a safeguarding lead to read them, then `sayso content sign-off`; see docs/authoring.md."
    return Finding("review", Result.WARN, said, remedy)


def _check_contacts(read: Library, clock: Clock) -> Finding:
    overdue, all_lines = len(read.contacts.overdue(clock.now().date())), len(read.contacts.entries)
    if not overdue:
        return Finding("contacts", Result.OK, f"all {all_lines} lines were dialled within a year.")
    said = f"{overdue} of {all_lines} lines were never dialled by this service, or not for a year."
    return Finding("contacts", Result.WARN, said, "Dial them before live use; see docs/authoring.md.")


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


async def check_clock(settings: Settings, clock: Clock) -> list[Finding]:
    """Whether this computer's time is right: cards come by it."""
    local = clock.now().astimezone(settings.zone)
    said = f"{local:%H:%M on %d %B %Y} in {settings.timezone}."
    drift = None if settings.token is None else await _drift(settings.api_url, clock)
    if drift is None:
        return [Finding("clock", Result.OK, f"{said} Not compared with Telegram's.")]
    if abs(drift) > MOST_DRIFT:
        said = f"{said} That is {abs(drift).total_seconds():.0f} seconds away from Telegram's clock."
        return [Finding("clock", Result.WARN, said, "Let this computer set its clock by the network (NTP).")]
    return [Finding("clock", Result.OK, f"{said} Telegram's clock agrees.")]


async def _drift(api_url: str, clock: Clock) -> timedelta | None:
    """How far the server's clock is ahead of this one; None if it does not say. The token is not sent."""
    server = urlsplit(api_url)
    timeout = aiohttp.ClientTimeout(total=ASK_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.head(f"{server.scheme}://{server.netloc}/", allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"]) - clock.now()
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError, TypeError):
        return None
