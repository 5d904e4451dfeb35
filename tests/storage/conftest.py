"""A real database in a file that is gone afterwards, with the newest schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.store import Store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the database will be; the folder is not there yet."""
    return tmp_path / "data" / "sayso.db"


@pytest.fixture
async def store(database: Path) -> AsyncIterator[Store]:
    """An open database with the newest schema."""
    opened = Store(f"sqlite+aiosqlite:///{database}")
    await upgrade(opened)
    yield opened
    await opened.close()
