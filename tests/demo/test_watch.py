"""A saved file of the content is noticed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.demo import watch as watching

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_a_save_is_noticed_and_nothing_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY_SECONDS", 0.01)
    file = tmp_path / "card.yaml"
    file.write_text("id: one")
    changed = asyncio.Event()
    task = asyncio.create_task(watching.watch(tmp_path, changed.set))
    (tmp_path / "notes.txt").write_text("not content")
    while not changed.is_set():
        file.write_text(file.read_text() + " ")
        await asyncio.sleep(0.02)
    task.cancel()

    assert changed.is_set()
