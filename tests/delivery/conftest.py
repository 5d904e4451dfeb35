"""A database in a file, with the newest schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.store import Store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open database with the newest schema."""
    opened = Store(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'sayso.db'}")
    await upgrade(opened)
    yield opened
    await opened.close()
