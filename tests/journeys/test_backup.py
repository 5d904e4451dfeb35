"""What people type is in no backup, and whoever was forgotten is in no database that was restored from one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import pack
from bot.routes import Concern
from storage import backup
from storage.backup_file import read_lines
from storage.backup_restore import Order, restore
from storage.deletions import DeletionList
from storage.store import Store
from tests.journeys.play import GRACE, MONDAY
from tests.storage.rows import everything

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.play import Play

MARKED = "zebracrossing Mrs Violet Ashworth room 12 07700 900123"
KEY = "correct horse battery staple"
COMMANDS = (
    "/practise",
    "/read",
    "/rehearse",
    "/concern",
    "/contacts",
    "/find",
    "/settings",
    "/help",
    "/privacy",
    "/mydata",
    "/progress",
    "/saved",
    "/pause",
    "/hide",
    "/team",
    "/forget",
)


def opened(file: Path) -> str:
    """All that a backup holds."""
    with file.open("rb") as sealed:
        return b"\n".join(read_lines(sealed, KEY)).decode()


async def test_a_marked_sentence_is_in_no_backup_and_neither_is_a_look_at_the_guide(
    play: Play, tmp_path: Path
) -> None:
    await play.starts()
    await play.says(MARKED)
    await play.taps("Start")
    await play.taps("Adults")
    await play.says(MARKED)
    await play.says("days")
    await play.says("wigan")
    for command in COMMANDS:
        await play.says(command)
        await play.says(MARKED)
    await play.says("/concern")
    await backup.make(play.sayso.store, tmp_path / "sayso.backup", KEY, MONDAY)

    held = opened(tmp_path / "sayso.backup")
    assert str(play.world.person(GRACE).id) in held, "it holds what is kept of her"
    for part in ("zebracrossing", "Violet", "900123", "Grace", f'"{pack(Concern())}"'):
        assert part not in held


async def test_whoever_said_forget_after_a_backup_is_not_brought_back_by_it(
    play: Play, tmp_path: Path
) -> None:
    listed = play.sayso.desk.listed = DeletionList([KEY], tmp_path)
    await play.joins()
    await backup.make(play.sayso.store, tmp_path / "sayso.backup", KEY, MONDAY)
    await play.says("/forget")
    await play.taps("Yes, delete it all")
    await listed.settled()

    other = Store(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}")
    order = Order(tmp_path / "sayso.backup", KEY, MONDAY.date(), listed, listed.read())
    restored = await restore(other, order)

    her = play.world.person(GRACE).id
    assert 1 == restored.deleted_again
    assert not any(her in row for rows in (await everything(other)).values() for row in rows)
    await other.close()


async def test_of_somebody_who_never_joined_no_deletion_is_noted(play: Play, tmp_path: Path) -> None:
    """There is nothing to be deleted again, and nothing that she needs to leave here."""
    play.sayso.desk.listed = DeletionList([KEY], tmp_path)
    await play.starts()
    await play.says("/forget")
    await play.taps("Yes, delete it all")

    assert [] == play.rows("SELECT * FROM deletions")
