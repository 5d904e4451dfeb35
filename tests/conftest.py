"""What all tests share: databases, one profile for random examples, and the content, which is read only once.

No test is skipped silently where everything is installed.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from content import library
from content.contacts import load_contacts as read_contacts_anew
from storage.store import Store
from tests import migrated, once
from tests.worker import Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from content.contacts import Contacts
    from content.library import Library, Pack
    from tests.engines import Postgres

# Tests never assert a time, so an example may take as long as it takes on a busy machine.
settings.register_profile("sayso", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("sayso")

read_anew = library.load
SHIPPED_CONTACTS = library.CONTENT / "contacts"


@cache
def shipped() -> Library:
    """What is shipped. Reading it takes an eighth of a second: one time for all tests of a process."""
    return read_anew()


def own(pack: Pack) -> Pack:
    """The same pack with tables of its own: a test may put another card into them."""
    tables: dict[str, Any] = {
        name: dict(value) for name, value in vars(pack).items() if isinstance(value, dict)
    }
    return replace(pack, **tables)


def load(folder: Path = library.CONTENT) -> Library:
    """Any other folder is read each time."""
    if folder != library.CONTENT:
        return read_anew(folder)
    return replace(shipped(), packs={name: own(pack) for name, pack in shipped().packs.items()})


@cache
def shipped_contacts() -> Contacts:
    """The same of the contacts alone: tests that break other content link to them."""
    return read_contacts_anew(SHIPPED_CONTACTS)


def load_contacts(folder: Path) -> Contacts:
    """Any others are read each time."""
    return shipped_contacts() if folder.resolve() == SHIPPED_CONTACTS else read_contacts_anew(folder)


# While test modules are imported already: many read the content then.
for name, instead in (("load", load), ("load_contacts", load_contacts)):
    pytest.MonkeyPatch().setattr(library, name, instead)

once.share()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect no rubbish while tests are collected: all that is made then stays. Nor look at it ever after.

    Looking through it again and again was four of every ten seconds that collecting took.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run on any skip if it was told that there is a way to run everything."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SAYSO_NO_SKIPS") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = 1


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL, started with the first test that wants one."""
    from tests.engines import Postgres  # noqa: PLC0415 - most tests need no server, and it is slow to import

    # A socket's path may have about a hundred characters, and pytest's own folders are deep.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = Postgres(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    """The process that makes papers for bots which need none of their own, started with the first paper."""
    kept = Worker()
    yield kept
    kept.end()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the file will be; the folder is not there yet."""
    return tmp_path / "data" / "sayso.db"


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, database: Path) -> AsyncIterator[str]:
    """The address of a new, empty database, of each engine in turn. A `store` of the same test is open there."""
    filled = "store" in request.fixturenames
    if request.param == "sqlite":
        if filled:
            migrated.put(database)
        yield f"sqlite+aiosqlite:///{database}"
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        async with postgres.migrated() if filled else postgres.database() as address:
            yield address


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An open database with the newest schema, of each engine in turn."""
    opened = Store(url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(database: Path) -> AsyncIterator[Store]:
    """An open file with the newest schema, for what only SQLite has."""
    migrated.put(database)
    opened = Store(f"sqlite+aiosqlite:///{database}")
    yield opened
    await opened.close()
