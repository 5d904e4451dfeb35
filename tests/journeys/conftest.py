"""One bot for each journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import Play, playing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """A bot that runs, on Monday 23 November 2026 at 09:00."""
    async with playing(tmp_path) as running:
        yield running
