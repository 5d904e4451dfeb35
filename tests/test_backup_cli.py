"""`sayso backup` and `sayso restore`: the drill, and one clear line for what is in the way."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage.deletions import FILE_NAME, Deleted, DeletionList
from storage.people import Forgotten
from storage.signoffs import SignedOff
from storage.store import Store
from storage.upgrade import upgrade
from tests.storage.rows import ANNA, BEN, TODAY, everything, fill, join, write
from tests.test_cli import PATIENCE_SECONDS, SAYSO, Ended, database, refused, run, sayso

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.engines import Postgres

KEY = "correct horse battery staple"
OTHER_KEY = "another passphrase of five words"


def with_store(url: str, work: Callable[[Store], Awaitable[object]]) -> None:
    """Do something with a database, and close it again."""

    async def done() -> None:
        store = Store(url)
        await upgrade(store)
        await work(store)
        await store.close()

    asyncio.run(done())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of two people and a backup of it, made once."""
    folder = tmp_path_factory.mktemp("filled")
    address = database(folder / "sayso.db")

    async def two(store: Store) -> None:
        await fill(store, ANNA)
        await fill(store, BEN)

    with_store(address, two)
    assert 0 == backed_up(folder, address, str(folder / "sayso.backup")).code
    return folder


@pytest.fixture
def url(tmp_path: Path, filled: Path) -> str:
    """A database with two people."""
    path = tmp_path / "data" / "sayso.db"
    path.parent.mkdir()
    shutil.copy(filled / "sayso.db", path)
    return database(path)


@pytest.fixture
def file(tmp_path: Path, filled: Path) -> Path:
    """A backup of it."""
    copied = tmp_path / "sayso.backup"
    shutil.copy(filled / "sayso.backup", copied)
    return copied


def backed_up(folder: Path, url: str, *arguments: str, **settings: str) -> Ended:
    return sayso(folder, "backup", *arguments, SAYSO_DATABASE_URL=url, **{"SAYSO_BACKUP_KEY": KEY} | settings)


def restored(folder: Path, url: str, *arguments: str, **settings: str) -> Ended:
    return sayso(
        folder, "restore", *arguments, SAYSO_DATABASE_URL=url, **{"SAYSO_BACKUP_KEY": KEY} | settings
    )


def people(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM people ORDER BY id")]


def test_a_backup_is_restored_into_a_new_database(tmp_path: Path, file: Path) -> None:
    ended = restored(tmp_path, database(tmp_path / "new" / "sayso.db"), str(file))

    assert 0 == ended.code
    assert ended.out.startswith("Restored: ")
    assert sorted([ANNA, BEN]) == people(tmp_path / "new" / "sayso.db")


def test_without_a_name_it_goes_where_backups_go(tmp_path: Path, url: str) -> None:
    ended = backed_up(tmp_path, url, SAYSO_BACKUP_DIR="backups")

    [made] = (tmp_path / "backups").iterdir()
    assert made.name in ended.out
    assert (0o600, 0o700) == (made.stat().st_mode & 0o777, made.parent.stat().st_mode & 0o777)


def test_without_a_key_nothing_is_made(tmp_path: Path, url: str) -> None:
    line = refused(sayso(tmp_path, "backup", SAYSO_DATABASE_URL=url))

    assert line.startswith("SAYSO_BACKUP_KEY: is not set.")


def test_no_database_is_made_only_to_be_backed_up(tmp_path: Path) -> None:
    line = refused(backed_up(tmp_path, database(tmp_path / "typo.db")))

    assert f"There is no database at {tmp_path / 'typo.db'}. Check SAYSO_DATABASE_URL." == line
    assert not list(tmp_path.iterdir())


def test_a_server_that_is_not_there_is_told_and_no_file_is_made(tmp_path: Path) -> None:
    line = refused(backed_up(tmp_path, "postgresql+asyncpg://nobody@127.0.0.1:1/none", "sayso.backup"))

    assert line.startswith("The database cannot be read: ")
    assert [] == list(tmp_path.iterdir())


def test_no_file_is_written_over(tmp_path: Path, url: str, file: Path) -> None:
    assert f"{file} is there already. Name another file." == refused(backed_up(tmp_path, url, str(file)))


def test_a_disk_that_is_full_is_told_and_nothing_is_left(tmp_path: Path, url: str) -> None:
    async def fill_up(store: Store) -> None:
        await write(store, *(SignedOff(os.urandom(32).hex(), "v1", "lead", TODAY) for _ in range(2000)))

    def limit() -> None:
        # Room enough for what SQLite keeps beside a database that is only read, and not for the backup.
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    with_store(url, fill_up)
    (tmp_path / "backups").mkdir()
    target = tmp_path / "backups" / "sayso.backup"
    settings = {"SAYSO_DATABASE_URL": url, "SAYSO_BACKUP_KEY": KEY}

    ended = run(tmp_path, ["backup", str(target)], settings, before=limit)

    assert f"The backup {target} cannot be written: File too large." == refused(ended)
    assert [] == list((tmp_path / "backups").iterdir())


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, url: str) -> None:
    """A path below a plain file: not even root may write there."""
    (tmp_path / "plain").touch()
    target = tmp_path / "plain" / "sayso.backup"

    line = refused(backed_up(tmp_path, url, str(target)))

    assert f"The backup {target} cannot be written: Not a directory." == line


def test_the_wrong_passphrase_is_told_without_naming_it(tmp_path: Path, file: Path) -> None:
    target = database(tmp_path / "new.db")

    line = refused(restored(tmp_path, target, str(file), SAYSO_BACKUP_KEY=OTHER_KEY))

    assert "locked with another passphrase" in line
    assert OTHER_KEY not in line


def test_a_backup_that_was_cut_off_is_refused(tmp_path: Path, file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])

    line = refused(restored(tmp_path, database(tmp_path / "new.db"), str(file)))

    assert f"{file} ends too early: it is not a whole backup. Take another one." == line


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    line = refused(restored(tmp_path, database(tmp_path / "new.db"), "nothing.backup"))

    assert "The backup nothing.backup cannot be read: No such file or directory." == line


def test_a_database_in_use_is_replaced_only_when_it_is_said_and_confirmed(
    tmp_path: Path, url: str, file: Path
) -> None:
    with_store(url, lambda store: join(store, 3))

    assert "The database is not empty." in refused(restored(tmp_path, url, str(file)))
    assert 1 == restored(tmp_path, url, str(file), "--replace").code, "nobody is there to say yes"
    assert 3 in people(tmp_path / "data" / "sayso.db")
    assert 0 == restored(tmp_path, url, str(file), "--replace", "--yes").code
    assert 3 not in people(tmp_path / "data" / "sayso.db")


def test_whoever_was_forgotten_since_is_deleted_again_by_the_list_beside_the_backup(
    tmp_path: Path, url: str, file: Path
) -> None:
    async def forget(store: Store) -> None:
        listed = DeletionList([KEY], tmp_path)
        await write(store, Forgotten(ANNA), Deleted(ANNA, TODAY, listed))
        await listed.settled()

    with_store(url, forget)

    ended = restored(tmp_path, database(tmp_path / "new.db"), str(file))

    assert "Deleted again, because they had asked for it: 1." in ended.out
    assert [BEN] == people(tmp_path / "new.db")
    assert "" == ended.err


def test_a_missing_list_of_deletions_is_said(tmp_path: Path, file: Path) -> None:
    assert not (tmp_path / FILE_NAME).exists()

    assert (
        "No list of deletions was found." in restored(tmp_path, database(tmp_path / "new.db"), str(file)).err
    )


def test_the_passphrase_of_an_older_backup_can_be_typed(tmp_path: Path, file: Path) -> None:
    """Away from any terminal, so that it is asked on the input, also where a developer sits at one."""
    target = tmp_path / "new.db"
    done = subprocess.run(
        [SAYSO, "restore", str(file), "--ask-key"],
        cwd=tmp_path,
        env={"SAYSO_DATABASE_URL": database(target), "SAYSO_BACKUP_KEY": OTHER_KEY},
        input=f"{KEY}\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
        start_new_session=True,
    )

    assert 0 == done.returncode
    assert KEY not in done.stdout + done.stderr
    assert sorted([ANNA, BEN]) == people(target)


async def test_moving_from_a_file_to_postgresql_is_a_backup_and_a_restore(
    tmp_path: Path, postgres: Postgres
) -> None:
    address = database(tmp_path / "sayso.db")
    store = Store(address)
    await upgrade(store)
    await join(store, ANNA, BEN)
    before = await everything(store)
    await store.close()
    file = str(tmp_path / "sayso.backup")

    async with postgres.database() as target:
        assert 0 == (await asyncio.to_thread(backed_up, tmp_path, address, file)).code
        assert 0 == (await asyncio.to_thread(restored, tmp_path, target, file)).code
        moved = Store(target)
        after = await everything(moved)
        await moved.close()

    assert before == after
