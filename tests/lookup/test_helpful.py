"""`sayso content helpful`: the list of the worst ten for the author, without anybody in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from bot.cli import app
from storage.lookups import Explained, Missed, Voted
from storage.store import Store
from storage.upgrade import upgrade
from tests.storage.rows import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

THEMES = [f"theme-{letter}" for letter in "abcdefghijkl"]


async def counted(address: str) -> None:
    """Twelve themes, each a little worse than the one before, and a look-up that found nothing."""
    store = Store(address)
    await upgrade(store)
    async with store.writing() as transaction:
        for bad, theme in enumerate(THEMES, 1):
            for _vote in range(bad):
                await Voted(theme, "v1", was_helpful=False).write(transaction)
        await Explained(THEMES[-1], "v1", "hard to read").write(transaction)
        await Missed(TODAY, "pl").write(transaction)
    await store.close()


def test_the_ten_pages_that_helped_least_are_listed_the_worst_first_with_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path}/sayso.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_DATABASE_URL", address)
    asyncio.run(counted(address))
    listed = CliRunner().invoke(app, ["content", "helpful"]).output.splitlines()

    assert "theme-l: 12 not helpful, 0 helpful, 1 hard to read" == listed[0]
    assert 10 == sum(line.startswith("theme-") for line in listed)
    assert not any(line.startswith(("theme-a:", "theme-b:")) for line in listed)
