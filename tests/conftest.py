"""What all tests share: one profile for random examples, and no silent skips where everything is installed."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from storage.store import Store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.engines import Postgres

# Tests never assert a time, so an example may take as long as it takes on a busy machine.
settings.register_profile("sayso", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("sayso")


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


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the file will be; the folder is not there yet."""
    return tmp_path / "data" / "sayso.db"


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, database: Path) -> AsyncIterator[str]:
    """The address of a new, empty database, of each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{database}"
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        async with postgres.database() as address:
            yield address


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An open database with the newest schema, of each engine in turn."""
    async for opened in _opened(url):
        yield opened


@pytest.fixture
async def sqlite_store(database: Path) -> AsyncIterator[Store]:
    """An open file with the newest schema, for what only SQLite has."""
    async for opened in _opened(f"sqlite+aiosqlite:///{database}"):
        yield opened


async def _opened(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    await upgrade(store)
    yield store
    await store.close()
