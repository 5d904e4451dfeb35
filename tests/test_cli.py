"""`sayso`, whatever is in the way: one clear line, exit code 1, no traceback and no token.

A real process is started where something of the process matters; elsewhere the command is called in this one.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.clock import MovableClock
from bot.demo.server import serving
from bot.demo.world import World
from content.library import CONTENT
from storage.schema import REVISION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAYSO = str(Path(sys.executable).with_name("sayso"))
SECRET = "1234567890:AAThisIsNobodysTokenButItLooksLike1"
PATIENCE_SECONDS = 30
FULL_AT_BYTES = 8192


@dataclass(frozen=True)
class Ended:
    """How a process ended, and all that it wrote."""

    code: int
    out: str
    err: str


def sayso(folder: Path, *arguments: str, **settings: str) -> Ended:
    """Call `sayso` in `folder` with these settings and no others: starting a process takes most of a second."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    with contextlib.chdir(folder), mock.patch.dict(os.environ, others | settings, clear=True):
        done = CliRunner().invoke(app, arguments)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return checked(Ended(done.exit_code, done.stdout, done.stderr))


def run(
    folder: Path, arguments: Sequence[str], settings: dict[str, str], before: Callable[[], None] | None = None
) -> Ended:
    """Start `sayso` with these settings alone; `before` is called in its process before it begins."""
    done = subprocess.run(
        [SAYSO, *arguments],
        cwd=folder,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
        preexec_fn=before,
    )
    return checked(Ended(done.returncode, done.stdout, done.stderr))


def fill_disk() -> None:
    """No file of this process can be longer than this, as if the disk had no more room."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AT_BYTES, FULL_AT_BYTES))


def checked(ended: Ended) -> Ended:
    """What no process of ours may ever write."""
    written = ended.out + ended.err
    assert "Traceback" not in written
    assert SECRET.split(":")[1] not in written
    return ended


def refused(ended: Ended) -> str:
    """The one line that a process gave up with."""
    [line] = ended.err.splitlines()
    assert (1, "") == (ended.code, ended.out)
    return line


def database(path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


def test_help_teaches_each_command(tmp_path: Path) -> None:
    ended = run(tmp_path, ["--help"], {})

    assert 0 == ended.code
    for command in ("start", "run", "demo", "doctor", "content", "db"):
        assert f"│ {command} " in ended.out


def test_content_that_is_in_order_is_counted(tmp_path: Path) -> None:
    ended = run(tmp_path, ["content", "check"], {})

    assert (0, "") == (ended.code, ended.err)
    assert "All in order." in ended.out


def test_every_fault_of_broken_content_is_told_at_once_with_file_line_field_and_remedy(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    empty = folder / "adults" / "excerpts" / "empty.yaml"
    empty.write_text("theme: candour\nexcerpts: []\n")
    misspelt = folder / "children" / "excerpts" / "misspelt.yaml"
    misspelt.write_text("theme: child-missing\nexcerpts:\n  - id: gone\n    titel: Gone\n")

    ended = sayso(tmp_path, "content", "check", "--folder", str(folder))

    assert 1 == ended.code
    assert f"{empty}:2: excerpts: has too few entries: give at least 1." in ended.err
    assert f"{misspelt}:3: excerpts.1.title: is missing: add it." in ended.err
    assert f"{misspelt}:4: excerpts.1.titel: is not a field that this kind of file knows" in ended.err
    assert ended.err.endswith(" to mend.\n")


def test_a_database_is_made_once_and_then_left_alone(tmp_path: Path) -> None:
    url = database(tmp_path / "new" / "sayso.db")

    first = sayso(tmp_path, "db", "upgrade", SAYSO_DATABASE_URL=url)
    second = sayso(tmp_path, "db", "upgrade", SAYSO_DATABASE_URL=url)

    assert (0, "A new database was made.\n") == (first.code, first.out)
    assert (0, f"The database was at {REVISION}; it is up to date.\n") == (second.code, second.out)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A database that knows its revision and has no tables."""
    path = tmp_path / "sayso.db"
    change(path, "CREATE TABLE alembic_version (version_num TEXT NOT NULL)")
    change(path, f"INSERT INTO alembic_version VALUES ('{REVISION}')")
    return path


def change(path: Path, statement: str) -> None:
    """Change a database from outside."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_database_from_a_newer_version_is_left_alone(tmp_path: Path, made: Path) -> None:
    change(made, "UPDATE alembic_version SET version_num = '9999'")

    line = refused(sayso(tmp_path, "db", "upgrade", SAYSO_DATABASE_URL=database(made)))

    assert line.startswith("The database is from a newer version of Say So (revision 9999, this one knows")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A path below a plain file: not even root may write there."""
    (tmp_path / "file").touch()
    url = database(tmp_path / "file" / "sayso.db")

    line = refused(run(tmp_path, ["run"], {"SAYSO_DATABASE_URL": url, "SAYSO_TOKEN": SECRET}))

    assert line.startswith(f"Cannot write the database {tmp_path / 'file' / 'sayso.db'}: ")


def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    url = database(tmp_path / "sayso.db")

    line = refused(run(tmp_path, ["db", "upgrade"], {"SAYSO_DATABASE_URL": url}, before=fill_disk))

    assert line.startswith("The database cannot be used: ")
    assert line.endswith(" See `sayso doctor`.")


def test_a_demo_whose_port_is_taken_names_the_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        line = refused(run(tmp_path, ["demo", "--port", str(port)], {}))

    assert f"Port {port} is in use by another program. Choose another one." == line


def test_running_without_a_token_says_where_it_comes_from(tmp_path: Path) -> None:
    line = refused(run(tmp_path, ["run"], {}))

    assert "SAYSO_TOKEN: is not set. BotFather gives it to you; put it into .env." == line


async def against_telegram(folder: Path, **settings: str) -> Ended:
    """Run the bot against an embedded server that knows another token."""
    async with serving(World(MovableClock())) as server:
        given = {"SAYSO_API_URL": server.bot_url, "SAYSO_LOG": "json", **settings}
        return await asyncio.to_thread(run, folder, ["run"], given)


async def test_a_token_that_telegram_refuses_ends_the_run(tmp_path: Path) -> None:
    ended = await against_telegram(tmp_path, SAYSO_TOKEN=SECRET)

    last = ended.err.splitlines()[-1]
    assert (1, "Telegram does not know this SAYSO_TOKEN. Copy it again from BotFather.") == (ended.code, last)


async def test_a_database_without_its_tables_ends_the_run(tmp_path: Path, made: Path) -> None:
    ended = await against_telegram(tmp_path, SAYSO_TOKEN="1:demo", SAYSO_DATABASE_URL=database(made))

    last = ended.err.splitlines()[-1]
    assert (1, "The database cannot be used: no such table: leases. See `sayso doctor`.") == (
        ended.code,
        last,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("SAYSO_TIMEZONE", "Mars/Olympus"), ("SAYSO_DATABASE_URL", "mysql://keeper:hush@db/sayso")],
)
def test_a_setting_that_cannot_be_used_is_named_and_its_value_kept_quiet(
    tmp_path: Path, name: str, value: str
) -> None:
    line = refused(sayso(tmp_path, "doctor", **{name: value}))

    assert line.startswith(f"{name}: ")
    assert value not in line


def test_an_env_file_that_is_not_text_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SAYSO_LOG=\xff\xfe\n")

    assert refused(sayso(tmp_path, "doctor")).startswith("The file .env cannot be read as UTF-8 text.")


def test_the_doctor_fails_only_for_what_keeps_the_bot_from_working(tmp_path: Path) -> None:
    """Nothing reviewed and nothing dialled are warnings; a token that nobody could ask about is a failure."""
    well = sayso(tmp_path, "doctor")
    ill = sayso(tmp_path, "doctor", SAYSO_TOKEN=SECRET, SAYSO_API_URL="http://127.0.0.1:1/bot")

    assert (0, 1) == (well.code, ill.code)
