from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.delivery.nightly import Backups, Nightly, State, apart, kept
from storage.backup_file import BackupError, whole_file
from storage.backup_restore import Order, restore
from storage.deletions import FILE_NAME, Deleted, DeletionList
from storage.people import Forgotten
from storage.store import Store
from tests.storage.rows import ANNA, BEN, everything, join, write

if TYPE_CHECKING:
    from pathlib import Path

LONDON = ZoneInfo("Europe/London")
KEY = "correct horse battery staple"
AFTERNOON = datetime(2026, 11, 25, 14, tzinfo=UTC)
TODAY = AFTERNOON.date()


class WatchedClock(MovableClock):
    """Stands still, and says until when somebody sleeps."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start, running=False)
        self.slept: asyncio.Queue[datetime] = asyncio.Queue()

    async def sleep_until(self, moment: datetime) -> None:
        self.slept.put_nowait(moment)
        await super().sleep_until(moment)


@pytest.fixture
def clock() -> WatchedClock:
    return WatchedClock(AFTERNOON)


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "backups", KEY, 3, LONDON)


@pytest.fixture
def nightly(store: Store, clock: WatchedClock, backups: Backups) -> Nightly:
    return Nightly(store, clock, LONDON, DeletionList([KEY], backups.folder), backups)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_what_was_missed_is_made_up_for_at_the_start_and_then_comes_each_night(
    nightly: Nightly, clock: WatchedClock, backups: Backups
) -> None:
    running = asyncio.create_task(nightly.run())

    assert datetime(2026, 11, 26, 3, tzinfo=UTC) == await clock.slept.get()
    assert ["deletions.txt", "sayso-2026-11-25.backup"] == names(backups.folder)

    clock.jump_to(datetime(2026, 11, 26, 3, tzinfo=UTC))
    assert datetime(2026, 11, 27, 3, tzinfo=UTC) == await clock.slept.get()
    assert [date(2026, 11, 26), date(2026, 11, 25)] == backups.days()
    assert State.WELL is nightly.state
    await end(running)


async def test_a_backup_that_is_there_is_not_made_again(nightly: Nightly, backups: Backups) -> None:
    backups.folder.mkdir()
    backups.file(TODAY).write_text("made before")

    await nightly.work()

    assert "made before" == backups.file(TODAY).read_text()


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 25, 3, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 25, 2, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 7, 1, 2, tzinfo=UTC), date(2026, 7, 1)),  # summer time: three o'clock in London
        (datetime(2026, 7, 1, 1, 59, tzinfo=UTC), date(2026, 6, 30)),
    ],
)
def test_a_night_begins_at_the_local_hour(backups: Backups, now: datetime, day: date) -> None:
    assert day == backups.last_due(now)


def test_seven_days_and_the_ends_of_four_weeks_before_are_kept() -> None:
    """Sunday 29 November is the last day of all; the weeks end on Sundays."""
    days = [date(2026, 11, 29) - timedelta(days=back) for back in range(100)]
    sundays = [date(2026, 11, 22) - timedelta(weeks=back) for back in range(4)]

    assert {*days[:7], *sundays} == kept(days)


def test_night_after_night_the_same_are_kept_as_if_all_were_there() -> None:
    """What is let go of is never missed later."""
    first, held = date(2026, 9, 1), set[date]()
    for night in range(100):
        today = first + timedelta(days=night)
        held = kept({*held, today})
        assert held == kept(first + timedelta(days=one) for one in range(night + 1))


async def test_old_backups_and_half_ones_go_and_those_made_by_hand_stay(
    nightly: Nightly, backups: Backups
) -> None:
    backups.folder.mkdir()
    for back in range(1, 60):
        backups.file(TODAY - timedelta(days=back)).touch()
    by_hand, old, new = "sayso-2026-01-01-120000.backup", ".sayso-a.backup.x.part", ".sayso-b.backup.y.part"
    for name, age in ((by_hand, 300), (old, 2), (new, 0)):
        made = (AFTERNOON - timedelta(days=age)).timestamp()
        (backups.folder / name).touch()
        os.utime(backups.folder / name, (made, made))

    await nightly.work()

    left = set(names(backups.folder))
    assert {by_hand, new} < left
    assert old not in left
    assert 11 == len(backups.days())


async def test_a_backup_that_fails_is_said_and_tried_again_in_an_hour(
    store: Store, clock: WatchedClock, backups: Backups, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    below_a_file = replace(backups, folder=tmp_path / "file" / "backups")
    nightly = Nightly(store, clock, LONDON, DeletionList([KEY], None), below_a_file)

    with capture_logs() as lines:
        running = asyncio.create_task(nightly.run())
        again = await clock.slept.get()

    assert AFTERNOON + timedelta(hours=1) == again
    assert State.FAILED is nightly.state
    assert {"The nightly work failed."} == {line["event"] for line in lines}
    await end(running)


def die_in_the_middle(target: Path) -> None:
    """What a power cut or a kill does to a backup."""
    with whole_file(target) as file:
        file.write(b"half a backup")
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)


async def test_a_process_that_is_killed_leaves_no_half_backup_under_the_name_of_a_whole_one(
    tmp_path: Path,
) -> None:
    target = tmp_path / "sayso-2026-11-25.backup"

    with pytest.raises(BackupError, match="died"):
        await apart(partial(die_in_the_middle, target))

    [part] = names(tmp_path)
    assert part.startswith(f".{target.name}.")
    assert part.endswith(".part")


def never_end() -> None:
    threading.Event().wait()


async def test_a_stop_ends_the_process_at_once() -> None:
    working = asyncio.create_task(apart(never_end))
    await asyncio.sleep(0)
    assert [True] == [child.is_alive() for child in multiprocessing.active_children()]

    await end(working)

    assert [] == multiprocessing.active_children()


def test_a_file_with_the_name_of_no_day_is_none_of_ours(backups: Backups) -> None:
    backups.folder.mkdir()
    for name in ("sayso-2026-13-01.backup", "sayso-2026-11-25.backup.old", "sayso-2026-11-25.backup"):
        (backups.folder / name).touch()

    assert [TODAY] == backups.days()


def refuse() -> None:
    raise BackupError("The disk is full.")


async def test_what_a_process_of_its_own_refuses_is_told_here() -> None:
    with pytest.raises(BackupError, match=r"^The disk is full\.$"):
        await apart(refuse)


async def test_without_a_folder_nothing_is_made_and_the_next_night_is_waited_for(
    store: Store, clock: WatchedClock
) -> None:
    running = asyncio.create_task(Nightly(store, clock, LONDON, DeletionList([KEY], None), None).run())

    assert AFTERNOON + timedelta(days=1) == await clock.slept.get()
    await end(running)


async def test_a_nights_backup_and_its_list_bring_everybody_back_but_who_was_forgotten(
    store: Store, nightly: Nightly, backups: Backups, tmp_path: Path
) -> None:
    """The drill, whole: a night, a day with a /forget, a new machine."""
    listed = DeletionList([KEY], backups.folder)
    await join(store, ANNA, BEN)
    await nightly.work()
    await write(store, Forgotten(ANNA), Deleted(ANNA, TODAY, listed))
    await listed.settled()

    other = Store(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}")
    restored = await restore(other, Order(backups.file(TODAY), KEY, TODAY, listed, listed.read()))

    assert 1 == restored.deleted_again
    assert [BEN] == [row[0] for row in (await everything(other))["people"]]
    await other.close()


async def test_whom_a_copy_of_the_database_brought_back_is_deleted_at_the_start(
    store: Store, nightly: Nightly, clock: WatchedClock, backups: Backups
) -> None:
    """As after a restore by other means than ours: the list beside the backups knows better."""
    await join(store, ANNA, BEN)
    backups.folder.mkdir()
    [mark] = DeletionList([KEY], None).marks(ANNA)
    (backups.folder / FILE_NAME).write_text(f"{mark} {TODAY}\n")

    with capture_logs() as lines:
        running = asyncio.create_task(nightly.run())
        await clock.slept.get()
    await end(running)

    assert [BEN] == [row[0] for row in (await everything(store))["people"]]
    assert "People who had asked to be forgotten were deleted again." in {line["event"] for line in lines}
