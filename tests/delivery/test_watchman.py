from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections import namedtuple
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.delivery.desk import Desk
from bot.delivery.messenger import Failed, Fate, Sent
from bot.delivery.nightly import Backups, Nightly, State
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.delivery.tally import Tally
from bot.delivery.watchman import Watchman
from bot.handlers.visit import Unsigned
from content import library
from storage.deletions import DeletionList
from storage.number_reports import Reported
from storage.people import Changed, Joined
from tests.storage.rows import ANNA, NOON, person, write

if TYPE_CHECKING:
    from pathlib import Path

    from bot.screens.screen import Screen
    from storage.store import Store

LONDON = ZoneInfo("Europe/London")
LIBRARY = library.load()
OWNER, SECOND = 11, 12
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Disk = namedtuple("Disk", "total used free")  # noqa: PYI024 - what shutil.disk_usage gives back


@dataclass
class Chats:
    """Takes every screen, or fails in one way, and remembers."""

    fate: Fate | None = None
    shown: list[tuple[int, str]] = field(default_factory=list)

    async def show(self, chat_id: int, screen: Screen, *, edits: int | None, pins: bool) -> Sent | Failed:
        assert (None, False) == (edits, pins)
        self.shown.append((chat_id, screen.text.split("\n")[0]))
        return Sent(1) if self.fate is None else Failed(self.fate, "as the test wants it")

    def acknowledge(self, query_id: str) -> None:
        raise AssertionError(query_id)


@dataclass
class Post:
    """A watchman at work, and what is around him."""

    watchman: Watchman
    clock: MovableClock
    chats: Chats
    nightly: Nightly
    backups: Backups
    store: Store

    async def told(self) -> list[str]:
        """What the owner is told when he looks now."""
        before = len(self.chats.shown)
        await self.watchman.look()
        return [title for chat, title in self.chats.shown[before:] if chat == OWNER]


@pytest.fixture
def post(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Everything is well, but for the lines: nobody has ever dialled them. Of that the owners know."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(10**12, 0, 10**12))
    return stationed(store, tmp_path, frozenset({OWNER}))


def stationed(store: Store, folder: Path, owners: frozenset[int]) -> Post:
    clock, chats = MovableClock(NOON, running=False), Chats()
    desk = Desk(LIBRARY, clock, LONDON, "", Unsigned.LABEL, owners)
    backups = Backups(folder / "backups", "key", 3, LONDON)
    backups.folder.mkdir(parents=True)
    backups.file(NOON.date()).touch()
    nightly = Nightly(store, clock, LONDON, DeletionList(["key"], None), backups)
    sender = Sender(chats, Pace(clock, 0), Tally())
    return Post(Watchman(store, desk, sender, nightly), clock, chats, nightly, backups, store)


REVIEW = "<b>Some content is due for a check.</b>"
STUCK = "<b>Messages are not going out.</b>"
FULL = "<b>The disk is nearly full.</b>"
FAILED = "<b>The last backup was not made.</b>"
OLD = "<b>There is no new backup.</b>"
NUMBERS = "<b>Numbers that did not work</b>"


async def test_content_that_is_due_for_review_is_told_once_a_week(post: Post) -> None:
    with capture_logs() as lines:
        assert [REVIEW] == await post.told()
    assert "Content is due for review." in {line["event"] for line in lines}

    post.clock.jump_to(NOON + 6 * DAY)
    assert REVIEW not in await post.told()
    post.clock.jump_to(NOON + 7 * DAY)
    assert REVIEW in await post.told()


async def test_messages_that_do_not_go_out_are_told(post: Post) -> None:
    await post.told()
    await write(post.store, Joined(person(ANNA, NOON)))

    post.clock.jump_to(NOON + 30 * MINUTE)
    assert [] == await post.told()
    post.clock.jump_to(NOON + 31 * MINUTE)
    assert [STUCK] == await post.told()


async def test_somebody_who_left_is_not_waited_for(post: Post) -> None:
    await post.told()
    await write(post.store, Joined(person(ANNA, NOON)), Changed(ANNA, {"left_at": NOON}))

    post.clock.jump_to(NOON + 5 * 60 * MINUTE)
    assert [] == await post.told()


@pytest.mark.parametrize(
    ("disk", "told"),
    [
        (Disk(10**12, 0, 51 * 10**9), []),
        (Disk(10**12, 0, 49 * 10**9), [FULL]),
        (Disk(10**9, 0, 201 * 10**6), []),
        (Disk(10**9, 0, 199 * 10**6), [FULL]),
    ],
)
async def test_a_disk_that_is_nearly_full_is_told(
    post: Post, monkeypatch: pytest.MonkeyPatch, disk: Disk, told: list[str]
) -> None:
    await post.told()
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: disk)

    assert told == await post.told()


async def test_a_backup_that_failed_is_told_once_a_day_until_it_works(post: Post) -> None:
    await post.told()
    post.nightly.state = State.FAILED

    assert [FAILED] == await post.told()
    post.clock.jump_to(NOON + timedelta(hours=19, minutes=59))
    assert [] == await post.told(), "it is night"
    post.clock.jump_to(NOON + timedelta(hours=20))
    assert [FAILED] == await post.told()
    post.nightly.state = State.WELL
    post.backups.file((NOON + DAY).date()).touch()
    post.clock.jump_to(NOON + DAY)
    assert [] == await post.told()


async def test_a_backup_that_is_older_than_36_hours_is_told(post: Post) -> None:
    await post.told()
    due = datetime(2026, 11, 25, 3, tzinfo=UTC)

    post.clock.jump_to(due + timedelta(hours=36))
    assert [] == await post.told()
    post.clock.jump_to(due + timedelta(hours=36) + MINUTE)
    post.nightly.state = State.WORKING
    assert [] == await post.told(), "one is being made"
    post.nightly.state = State.WELL
    assert [OLD] == await post.told()


async def test_without_a_folder_for_backups_nobody_is_told_of_them(post: Post) -> None:
    post.nightly.backups = None
    post.nightly.state = State.FAILED

    assert [REVIEW] == await post.told()


async def test_another_watchman_does_not_say_the_same_again(post: Post, store: Store, tmp_path: Path) -> None:
    """After a restart, or in the next replica that leads."""
    await post.told()
    after = stationed(store, tmp_path / "after", frozenset({OWNER}))

    assert [] == await after.told()


@pytest.mark.parametrize(
    ("fate", "tries"), [(None, 1), (Fate.LEFT, 1), (Fate.UNKNOWN, 1), (Fate.REFUSED, 1), (Fate.NOT_SENT, 2)]
)
async def test_only_what_was_certainly_not_sent_is_told_again(
    post: Post, fate: Fate | None, tries: int
) -> None:
    """An owner who never started the bot is told nothing, quietly."""
    post.chats.fate = fate

    await post.told()
    await post.told()

    assert tries * [(OWNER, REVIEW)] == post.chats.shown


async def test_every_owner_is_told(store: Store, tmp_path: Path) -> None:
    post = stationed(store, tmp_path, frozenset({OWNER, SECOND}))

    await post.told()

    assert [OWNER, SECOND] == [chat for chat, _title in post.chats.shown if _title == REVIEW]


async def test_a_disk_that_is_full_is_told_once_though_that_cannot_be_noted(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post.told()
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(10**12, 10**12, 0))

    def writing() -> NoReturn:
        raise OSError("the disk is full")

    monkeypatch.setattr(post.store, "writing", writing)
    with capture_logs() as lines:
        assert [FULL] == await post.told()
    assert [] == await post.told()
    assert "The watchman could not look." in {line["event"] for line in lines}


async def test_one_thing_that_cannot_be_looked_at_hides_no_other(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_path: Path) -> Disk:
        raise OSError("no such disk")

    monkeypatch.setattr(shutil, "disk_usage", gone)
    post.nightly.state = State.FAILED

    assert [FAILED, REVIEW] == await post.told()


async def test_it_looks_every_five_minutes_and_first_after_five(post: Post) -> None:
    """What was missed while the bot was down is made up for first."""
    looks: asyncio.Queue[datetime] = asyncio.Queue()

    async def look() -> None:
        looks.put_nowait(post.clock.now())

    post.watchman.look = look  # type: ignore[method-assign]
    running = asyncio.create_task(post.watchman.run())
    await asyncio.sleep(0)
    assert looks.empty()
    post.clock.jump_to(NOON + 5 * MINUTE)
    assert NOON + 5 * MINUTE == await looks.get()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


@pytest.mark.parametrize(("minutes", "told"), [(5, True), (65, False)])
async def test_what_is_late_because_the_computer_slept_is_no_trouble(
    post: Post, *, minutes: int, told: bool
) -> None:
    await write(post.store, Joined(person(ANNA, NOON - 60 * MINUTE)))
    looked = asyncio.Event()
    look = post.watchman.look

    async def look_and_say_so() -> None:
        await look()
        looked.set()

    post.watchman.look = look_and_say_so  # type: ignore[method-assign]
    running = asyncio.create_task(post.watchman.run())
    await asyncio.sleep(0)
    post.clock.jump_to(NOON + minutes * MINUTE)
    await looked.wait()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running

    assert told == ((OWNER, STUCK) in post.chats.shown)


async def test_numbers_that_were_said_not_to_work_are_told_once_a_day(post: Post) -> None:
    await post.told()
    await write(post.store, Reported("salford.adults-duty", NOON.date()))

    assert [NUMBERS] == await post.told()
    assert [] == await post.told()
    post.clock.jump_to(NOON + 3 * DAY)
    assert NUMBERS not in await post.told(), "it was told"
