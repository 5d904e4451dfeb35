"""One bot for each journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import structlog

from bot.demo.world import MAREK
from tests.journeys.play import Play, playing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from tests.worker import Worker


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """A test that sets up the log leaves none behind that writes to a place which is gone."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def papers_elsewhere(worker: Worker) -> Iterator[None]:
    """Papers are made in a process that bots share, and that ends with the last test."""
    with worker.lent():
        yield


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """A bot that runs, on Monday 23 November 2026 at 09:00."""
    async with playing(tmp_path) as running:
        yield running


@pytest.fixture
async def bilingual(tmp_path: Path) -> AsyncIterator[Play]:
    """The same, and Polish can be chosen."""
    async with playing(tmp_path, languages=("pl",)) as running:
        yield running


@pytest.fixture
def owned(play: Play) -> Play:
    """A bot whose owner is Marek."""
    play.sayso.desk.owners = frozenset({MAREK})
    return play
