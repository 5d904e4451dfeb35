"""What the doctor finds about a database. It makes none, and opens none to others."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings
from bot.doctor import Finding, Result, check_database
from storage.schema import REVISION
from storage.store import Store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the database is, or will be."""
    return tmp_path / "sayso.db"


async def check(database: Path) -> list[Finding]:
    """What the doctor finds there."""
    return await check_database(Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{database}"))


async def make(database: Path) -> None:
    """Make a database of this version."""
    store = Store(f"sqlite+aiosqlite:///{database}")
    await upgrade(store)
    await store.close()


def run(database: Path, *statements: str) -> None:
    """Change a database from outside."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def put(path: Path, text: str = "", mode: int = 0o600) -> None:
    """Write a file that only its owner may read, if `mode` does not say otherwise."""
    path.write_text(text)
    path.chmod(mode)


def open_to_all(path: Path) -> None:
    """Let everybody read a file."""
    path.chmod(0o644)


def rights(path: Path) -> int | None:
    """Who may do what with a file; None if there is none."""
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else None


async def test_a_database_that_is_not_there_yet_is_well_and_is_not_made(database: Path) -> None:
    [found] = await check(database)

    assert (Result.OK, None) == (found.result, rights(database))


async def test_a_place_where_no_database_can_be_made_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    [found] = await check(tmp_path / "file" / "sayso.db")

    assert Result.FAIL == found.result
    assert str(tmp_path / "file") in found.said


async def test_a_folder_in_the_place_of_the_database_fails_and_is_left_as_it_is(tmp_path: Path) -> None:
    before = rights(tmp_path)

    [found] = await check(tmp_path)

    assert (Result.FAIL, before) == (found.result, rights(tmp_path))


async def test_a_database_of_this_version_is_well(database: Path) -> None:
    await make(database)

    [found] = await check(database)

    assert Finding("database", Result.OK, f"whole, can be written, at revision {REVISION}.") == found


async def test_a_database_of_a_newer_version_fails(database: Path) -> None:
    await make(database)
    run(database, "UPDATE alembic_version SET version_num = '9999'")

    [found] = await check(database)

    assert Result.FAIL == found.result
    assert "revision 9999" in found.said


@pytest.mark.parametrize(
    ("text", "result", "said"),
    [
        ("", Result.OK, "empty; starting the bot makes its tables."),
        ("This is a letter and no database.", Result.FAIL, "cannot be used: file is not a database."),
    ],
)
async def test_a_file_is_told_by_what_is_in_it(database: Path, text: str, result: Result, said: str) -> None:
    put(database, text)

    [found] = await check(database)

    assert (result, said) == (found.result, found.said)


async def test_a_damaged_database_fails(database: Path) -> None:
    """A table whose rows are said to stand where another one's do."""
    await make(database)
    run(
        database,
        "CREATE TABLE kept (value TEXT NOT NULL)",
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'kept'",
    )

    [found] = await check(database)

    assert (Result.FAIL, "the file is damaged (quick_check).") == (found.result, found.said)


async def test_a_database_that_others_could_read_is_warned_about_and_closed(database: Path) -> None:
    await make(database)
    open_to_all(database)

    found = await check(database)

    assert [("database", Result.OK), ("file mode", Result.WARN)] == [(one.what, one.result) for one in found]
    assert 0o600 == rights(database)
