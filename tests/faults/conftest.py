"""The long forms are marked `soak` and left out unless they are asked for: `pytest -m soak tests/faults`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import structlog

from tests.faults.engines import Engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from tests.engines import Postgres


def pytest_configure(config: pytest.Config) -> None:
    """Say what the marker means."""
    config.addinivalue_line("markers", "soak: takes minutes; left out unless asked for with -m soak")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long forms out, unless markers were chosen on the command line."""
    if config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """A test that sets up the log leaves none behind that writes to a place which is gone."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def progress(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Says how far a long test has come, whatever is done with its output."""
    plugins = request.config.pluginmanager
    reporter, capture = plugins.get_plugin("terminalreporter"), plugins.get_plugin("capturemanager")

    def say(line: str) -> None:
        if reporter is None or capture is None or not request.node.get_closest_marker("soak"):
            return
        with capture.global_and_fixture_disabled():
            reporter.write_line(line)

    return say


@pytest.fixture
def sqlite(tmp_path: Path) -> Engine:
    """A database in a file."""
    return Engine("sqlite", f"sqlite+aiosqlite:///{tmp_path / 'sayso.db'}")


@pytest.fixture
async def postgresql(postgres: Postgres) -> AsyncIterator[Engine]:
    """A database of a real server."""
    async with postgres.database() as url:
        yield Engine("postgresql", url)
