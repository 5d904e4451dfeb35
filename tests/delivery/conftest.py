"""A database in a file, with the newest schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.store import Store
from tests import migrated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open database with the newest schema."""
    path = tmp_path / "data" / "sayso.db"
    migrated.put(path)
    opened = Store(f"sqlite+aiosqlite:///{path}")
    yield opened
    await opened.close()
