"""A database in a file, with the newest schema, and what comes in over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.store import Store
from tests import migrated
from tests.delivery.receiving import Receiving
from tests.storage.rows import ANNA, BEN, join

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


@pytest.fixture
async def receiving(store: Store) -> Receiving:
    """Two people have joined; nothing has come in yet."""
    await join(store, ANNA, BEN)
    return Receiving(store)
