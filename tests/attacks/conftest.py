"""The bot that is attacked. One runs for many attacks, because each start takes its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery import flood
from bot.demo.world import MAREK
from tests.journeys.play import playing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from tests.journeys.play import Play
    from tests.worker import Worker


@pytest.fixture(autouse=True)
def papers_elsewhere(worker: Worker) -> Iterator[None]:
    """Papers are made in a process that bots share, and that ends with the last test."""
    with worker.lent():
        yield


@pytest.fixture
async def owned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Play]:
    """A bot that runs, whose owner is Marek, on Monday 23 November 2026 at 09:00.

    It lets everything pass, however fast it comes: else an attack that is only too fast would seem to be refused.
    """
    monkeypatch.setattr(flood, "BURST", 100_000)
    async with playing(tmp_path) as play:
        play.sayso.desk.owners = frozenset({MAREK})
        yield play
