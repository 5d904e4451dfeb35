from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from storage import backup, backup_file, backup_restore, deletions
from storage import upgrade as upgrading
from storage.alerts import Told
from storage.backup_file import BackupError, SealedWriter, read_lines, whole_file
from storage.backup_restore import NotEmptyError, Order, Restored, restore
from storage.deletions import DeletionList
from storage.leases import Lease, take
from storage.people import Forgotten, Joined
from storage.schema import metadata
from storage.showings import Dealt, deal
from storage.signoffs import SignedOff
from storage.store import Store
from tests.engines import Engine, Postgres
from tests.storage.rows import ANNA, BEN, NOON, PERSONAL, TODAY, everything, fill, join, person, write
from tests.storage.test_backup_file import quickly_stretched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

KEY = "correct horse battery staple"
LISTED = DeletionList([KEY], None)
NEXT = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "0003", "0002"
def upgrade() -> None:
    op.add_column("people", sa.Column("nickname", sa.Text()))
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is made at once. How slowly one is made in truth is nothing to what these tests look at."""
    for module in (backup_file, deletions):
        monkeypatch.setattr(module, "stretched", quickly_stretched)


def order(source: Path) -> Order:
    return Order(source, KEY, TODAY, LISTED, {})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sayso.backup"


@pytest.fixture(params=list(Engine))
async def other(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """Another database, of each engine in turn, in which there is nothing at all yet."""
    async with _address(request, tmp_path) as url:
        opened = Store(url)
        yield opened
        await opened.close()


@asynccontextmanager
async def _address(request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[str]:
    if request.param is Engine.SQLITE:
        yield f"sqlite+aiosqlite:///{folder / 'other' / 'sayso.db'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    async with postgres.database() as url:
        yield url


async def test_a_backup_of_either_engine_is_restored_into_either(
    store: Store, other: Store, file: Path
) -> None:
    """All tables of the schema, so that one that is added later is not forgotten."""
    await fill(store, ANNA)
    await fill(store, BEN)
    await write(store, SignedOff("item", "v1", "lead", TODAY), Told("disk", TODAY))
    before = await everything(store)
    expected = {name: [] if name in backup.LEFT_OUT else rows for name, rows in before.items()}

    rows = await backup.make(store, file, KEY, NOON)
    restored = await restore(other, order(file))

    assert Restored(rows, NOON, 0) == restored
    assert sum(map(len, expected.values())) == rows
    assert expected == await everything(other)


async def test_rows_that_come_after_a_restore_get_numbers_of_their_own(
    store: Store, other: Store, file: Path
) -> None:
    await join(store, ANNA)
    dealt = Dealt(ANNA, "week:2026-11-25", "card", "v1", NOON)
    async with store.writing() as transaction:
        first = await deal(transaction, dealt)
    await backup.make(store, file, KEY, NOON)
    await restore(other, order(file))

    async with other.writing() as transaction:
        second = await deal(transaction, replace(dealt, occasion="week:2026-12-02"))

    assert first.id < second.id


async def test_a_backup_is_of_one_moment_while_people_go_on_joining(
    store: Store, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "ROWS_AT_ONCE", 1)
    await join(store, *range(1, 50))
    looked = asyncio.Event()

    async def come_and_go() -> None:
        await looked.wait()
        await write(store, Joined(person(100)), Forgotten(7), Forgotten(49))

    going = asyncio.create_task(come_and_go())
    rows = await backup.make(store, file, KEY, NOON, lambda _done, _total: looked.set())
    await going

    other = Store(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}")
    await restore(other, order(file))
    assert 49 == rows
    assert list(range(1, 50)) == sorted(row[0] for row in (await everything(other))["people"])
    await other.close()


async def test_what_is_there_is_not_replaced_unless_it_is_said(store: Store, file: Path) -> None:
    await join(store, ANNA)
    await backup.make(store, file, KEY, NOON)
    await write(store, Forgotten(ANNA))
    await join(store, BEN)
    before = await everything(store)

    with pytest.raises(NotEmptyError, match="--replace"):
        await restore(store, order(file))
    assert before == await everything(store)

    await restore(store, replace(order(file), replace=True))
    assert [ANNA] == [row[0] for row in (await everything(store))["people"]]


async def test_a_database_in_which_a_bot_only_began_is_empty(store: Store, file: Path) -> None:
    await backup.make(store, file, KEY, NOON)
    await write(store, Told("disk", TODAY))
    async with store.writing() as transaction:
        await take(transaction, Lease("outbox", None, 0, 0), "me")

    await restore(store, order(file))


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


async def test_a_backup_that_ends_too_early_changes_nothing(store: Store, file: Path) -> None:
    """Found out only at the very end, after all tables were made anew."""
    await join(store, ANNA)
    await backup.make(store, file, KEY, NOON)
    await join(store, BEN)
    before = await everything(store)
    cut_off(file)

    with pytest.raises(BackupError, match="ends too early"):
        await restore(store, replace(order(file), replace=True))

    assert before == await everything(store)
    await join(store, 3)


LIES: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "more rows than it says": lambda lines: [*lines[:-1], lines[-2], lines[-1]],
    "fewer rows than it says": lambda lines: [*lines[:-2], lines[-1]],
    "another end": lambda lines: [*lines[:-1], b'{"end":3}'],
    "no end": lambda lines: lines[:-1],
    "an unknown table": lambda lines: [lines[0].replace(b'"people"', b'"persons"'), *lines[1:]],
    "an unknown column": lambda lines: [lines[0].replace(b'"shift"', b'"name"'), *lines[1:]],
    "no header": lambda lines: lines[1:],
    "nothing": lambda _lines: [],
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_backup_that_is_not_what_it_says_is_refused(
    sqlite_store: Store, file: Path, lie: str
) -> None:
    await join(sqlite_store, ANNA)
    await backup.make(sqlite_store, file, KEY, NOON)
    with file.open("rb") as opened:
        lines = LIES[lie](list(read_lines(opened, KEY)))
    reseal(file, lines)
    before = await everything(sqlite_store)

    with pytest.raises(BackupError, match=r"\.$"):
        await restore(sqlite_store, replace(order(file), replace=True))
    assert before == await everything(sqlite_store)


def reseal(file: Path, lines: list[bytes]) -> None:
    with whole_file(file) as made:
        writer = SealedWriter(made, KEY)
        writer.write(b"".join(line + b"\n" for line in lines))
        writer.finish()


def next_release(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of Say So, with one migration more."""
    shutil.copytree(upgrading.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0003_nickname.py").write_text(NEXT)
    monkeypatch.setattr(upgrading, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrading, "REVISION", "0003")


async def test_a_backup_of_an_older_version_is_migrated(
    store: Store, other: Store, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await join(store, ANNA)
    await backup.make(store, file, KEY, NOON)
    next_release(tmp_path / "migrations", monkeypatch)

    await restore(other, order(file))

    async with other.reading() as transaction:
        rows = (await transaction.execute(text("SELECT id, nickname FROM people"))).all()
        revision = (await transaction.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    assert ([(ANNA, None)], "0003") == ([tuple(row) for row in rows], revision)


async def test_a_backup_of_a_newer_version_is_refused(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await backup.make(store, file, KEY, NOON)
    monkeypatch.setattr(backup_restore, "known_revisions", lambda: {"0000"})

    with pytest.raises(BackupError, match=r"newer version of Say So .*Install that version first"):
        await restore(store, order(file))


async def test_a_database_of_another_version_is_not_backed_up(store: Store, file: Path) -> None:
    async with store.writing() as transaction:
        await transaction.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    with pytest.raises(BackupError, match="revision 0000"):
        await backup.make(store, file, KEY, NOON)
    assert not list(file.parent.glob("*.part"))


async def test_a_backup_is_refused_once_deletions_since_then_are_no_longer_known(
    sqlite_store: Store, file: Path
) -> None:
    await backup.make(sqlite_store, file, KEY, NOON)
    last = replace(order(file), today=TODAY + timedelta(days=400))

    await restore(sqlite_store, last)
    with pytest.raises(BackupError, match="older than 400 days"):
        await restore(sqlite_store, replace(last, today=last.today + timedelta(days=1)))


async def test_whoever_was_forgotten_after_the_backup_is_not_restored(
    store: Store, other: Store, file: Path
) -> None:
    await fill(store, ANNA)
    await fill(store, BEN)
    await backup.make(store, file, KEY, NOON)

    deleted = {LISTED.marks(ANNA)[0]: TODAY}
    restored = await restore(other, replace(order(file), deleted=deleted))

    assert 1 == restored.deleted_again
    left = await everything(other)
    assert [BEN] == [row[0] for row in left["people"]]
    assert not any(ANNA in row for rows in left.values() for row in rows)
    assert [(LISTED.marks(ANNA)[0], TODAY)] == left["deletions"]


async def test_what_a_database_knows_of_deletions_outlives_its_replacement(store: Store, file: Path) -> None:
    await join(store, ANNA)
    await backup.make(store, file, KEY, NOON)
    deleted = {LISTED.marks(ANNA)[0]: TODAY}
    await restore(store, replace(order(file), deleted=deleted, replace=True))

    again = await restore(store, replace(order(file), replace=True))

    assert 1 == again.deleted_again


async def test_a_backup_that_cannot_be_written_is_told_in_one_sentence(
    sqlite_store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "gone" / "sayso.backup"

    with pytest.raises(BackupError, match=rf"The backup {target} cannot be written: No such file"):
        await backup.make(sqlite_store, target, KEY, NOON)


def test_the_tables_that_a_backup_leaves_out_are_there() -> None:
    assert set(metadata.tables) >= backup.LEFT_OUT


def test_all_that_a_backup_holds_of_a_person_hangs_on_her_row() -> None:
    """Or a table could bring somebody back whom deleting people again does not find: leave such a one out."""
    kept = {table.name: table for table in PERSONAL if table.name not in backup.LEFT_OUT}

    named = {name: {key.target_fullname for key in table.foreign_keys} for name, table in kept.items()}
    assert {"people"} == {name for name, keys in named.items() if "people.id" not in keys}
    assert {"people.id", "teams.id"} == set().union(*named.values()), "a team is about nobody"
