from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from storage import upgrade as upgrading
from storage.reads import Read
from storage.schema import REVISION, metadata, partial  # noqa: F401 - the indexes join the tables by being imported
from storage.store import DatabaseError, Store, is_outage, sqlite_file
from storage.upgrade import MIGRATIONS, known_revisions, upgrade
from tests.storage.rows import ANNA, NOON, everything, join, write

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

NEXT = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "0003", "0002"
def upgrade() -> None:
    op.add_column("people", sa.Column("nickname", sa.Text()))
"""
BROKEN = NEXT + '    op.execute("SELECT a FROM nowhere")\n'


def shapes(file: Path) -> dict[str, list[str]]:
    """What SQLite itself says of each table and index: its columns and rules, in no order."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: _parts(sql) for name, sql in rows if name != "alembic_version"}


def _parts(sql: str) -> list[str]:
    head, body = sql.replace('"', "").split("(", maxsplit=1)
    inside, after = body.rsplit(")", maxsplit=1)
    return sorted(" ".join(part.split()) for part in [head, *inside.split(","), after])


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def made(path: Path, content: str) -> Path:
    """A file that was there before, which others may read."""
    path.parent.mkdir()
    path.write_text(content)
    path.chmod(0o644)
    return path


def revision_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as database:
        return str(database.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migration: str) -> None:
    """Become the release after this one, which has one migration more."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0003_next.py").write_text(migration)
    monkeypatch.setattr(upgrading, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrading, "REVISION", "0003")


async def test_migrating_makes_just_what_the_schema_says(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return list(compare_metadata(context, metadata))

    async with store.reading() as transaction:
        assert [] == await transaction.run_sync(differences)


@pytest.mark.usefixtures("sqlite_store")
def test_migrated_and_fresh_tables_are_the_same_to_sqlite_itself(database: Path, tmp_path: Path) -> None:
    """Column by column with constraints, which comparing by Alembic passes over."""
    fresh = tmp_path / "fresh.db"
    engine = create_engine(f"sqlite:///{fresh}")
    metadata.create_all(engine)
    engine.dispose()

    assert shapes(fresh) == shapes(database)


def test_the_newest_revision_is_the_one_that_the_schema_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)

    assert [REVISION] == scripts.get_heads()
    assert known_revisions() == {script.revision for script in scripts.walk_revisions()}


async def test_every_table_is_strict(sqlite_store: Store) -> None:
    async with sqlite_store.reading() as transaction:
        rows = (await transaction.execute(text("PRAGMA table_list"))).mappings().all()

    strict = {row["name"]: bool(row["strict"]) for row in rows}
    assert dict.fromkeys(metadata.tables, True) == {name: strict[name] for name in metadata.tables}


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
async def test_both_ways_into_the_database_keep_its_promises(
    sqlite_store: Store, pragma: str, value: object
) -> None:
    """2 is FULL: a commit is on the disk when it returns."""
    async with sqlite_store.reading() as reading:
        assert value == (await reading.execute(text(f"PRAGMA {pragma}"))).scalar()
    async with sqlite_store.writing() as writing:
        assert value == (await writing.execute(text(f"PRAGMA {pragma}"))).scalar()


async def test_nobody_else_on_the_machine_can_read_the_files(sqlite_store: Store, database: Path) -> None:
    await join(sqlite_store, ANNA)

    modes = {path.name: mode_of(path) for path in database.parent.iterdir()}
    assert {"sayso.db", "sayso.db-wal", "sayso.db-shm"} == set(modes)
    assert {0o600} == set(modes.values())


async def test_a_file_that_others_could_read_is_closed_to_them(database: Path) -> None:
    await Store(f"sqlite+aiosqlite:///{made(database, '')}").close()

    assert 0o600 == mode_of(database)


async def test_upgrading_a_new_database_says_so_and_again_does_nothing(database: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{database}")
    assert await upgrade(store) is None
    await join(store, ANNA)
    before = await everything(store)

    assert REVISION == await upgrade(store)

    assert before == await everything(store)
    await store.close()
    assert ["sayso.db"] == [path.name for path in database.parent.iterdir()], "no copy was needed"


async def test_a_copy_is_made_before_a_real_migration(
    sqlite_store: Store, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await join(sqlite_store, ANNA)
    next_release(tmp_path, monkeypatch, NEXT)

    assert "0002" == await upgrade(sqlite_store)

    copy = database.with_name("sayso.db.before-0002-to-0003")
    assert ("0003", "0002") == (revision_of(database), revision_of(copy))
    assert "nickname TEXT" in shapes(database)["people"]
    assert "nickname TEXT" not in shapes(copy)["people"]
    assert 0o600 == mode_of(copy)
    with closing(sqlite3.connect(copy)) as copied:
        assert [(ANNA,)] == copied.execute("SELECT id FROM people").fetchall()


async def test_a_migration_that_fails_changes_nothing(
    sqlite_store: Store, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await join(sqlite_store, ANNA)
    before = await everything(sqlite_store)
    next_release(tmp_path, monkeypatch, BROKEN)

    with pytest.raises(DatabaseError, match="nowhere"):
        await upgrade(sqlite_store)

    assert "0002" == revision_of(database)
    assert "nickname TEXT" not in shapes(database)["people"]
    assert before == await everything(sqlite_store)


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    sqlite_store: Store, database: Path
) -> None:
    async with sqlite_store.writing() as transaction:
        await transaction.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseError, match=r"newer version .*9999.*restore a backup"):
        await upgrade(sqlite_store)

    assert "9999" == revision_of(database)


async def test_a_file_that_is_no_database_is_refused_in_one_line(database: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{made(database, 'Dear diary, today was long. ' * 100)}")

    with pytest.raises(DatabaseError, match="not a database") as refused:
        await upgrade(store)

    assert 1 == len(str(refused.value).splitlines())
    await store.close()


def test_a_place_that_cannot_be_written_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")

    with pytest.raises(DatabaseError, match=r"Cannot write the database .*SAYSO_DATABASE_URL"):
        Store(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'sayso.db'}")


def test_a_folder_in_the_place_of_the_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"is not a file\. Set SAYSO_DATABASE_URL"):
        Store(f"sqlite+aiosqlite:///{tmp_path}")


async def test_what_the_database_cannot_do_is_an_outage_and_what_it_refuses_is_not(
    sqlite_store: Store,
) -> None:
    """SQLite says the same of a table that is gone and of a disk that is."""
    async with sqlite_store.reading() as transaction:
        with pytest.raises(SQLAlchemyError) as gone:
            await transaction.execute(text("SELECT a FROM nowhere"))
    with pytest.raises(SQLAlchemyError) as refused:
        await write(sqlite_store, Read(ANNA, "own-your-mistake", "v1", NOON))

    assert [True, True, False, False] == [
        is_outage(error) for error in (gone.value, OSError("full"), refused.value, ValueError("ours"))
    ]


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite+aiosqlite:///data/sayso.db", "data/sayso.db"),
        ("sqlite+aiosqlite:////srv/sayso.db", "/srv/sayso.db"),
        ("sqlite+aiosqlite://", None),
        ("sqlite+aiosqlite:///:memory:", None),
        ("postgresql+asyncpg://user@host/sayso", None),
    ],
)
def test_the_file_of_a_database(url: str, file: str | None) -> None:
    found = sqlite_file(url)

    assert file == (found and str(found))
