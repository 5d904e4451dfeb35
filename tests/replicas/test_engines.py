"""The whole bot on either engine: the same journey, and the guide while the database is gone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from storage.schema import metadata
from storage.store import Store
from tests.journeys.play import GRACE, playing
from tests.storage.rows import PERSONAL

if TYPE_CHECKING:
    from pathlib import Path

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


async def rows(url: str) -> dict[str, int]:
    """How many rows each table about people has."""
    store = Store(url)
    async with store.reading() as transaction:
        counts = {
            table.name: (await transaction.execute(select(func.count()).select_from(table))).scalar_one()
            for table in PERSONAL
        }
    await store.close()
    return counts


async def test_a_whole_journey_from_start_to_forget(url: str, tmp_path: Path) -> None:
    async with playing(tmp_path, url=url) as play:
        await play.joins()
        await play.taps("B")
        assert "You chose B." in play.world.last(GRACE).text
        await play.says("/read")
        await play.says("/rehearse")
        await play.says("1")
        await play.goes_to(WEDNESDAY)
        await play.taps("Show it")
        assert "A" in play.world.last(GRACE).labels
        await play.restart()
        await play.taps("A")
        assert "You chose A." in play.world.last(GRACE).text
        await play.says("/forget")
        answer = await play.taps("Yes, delete it all")

    assert "It is deleted." in answer.text
    assert {0} == set((await rows(url)).values())


async def test_raise_a_concern_is_shown_with_the_database_gone(url: str, tmp_path: Path) -> None:
    async with playing(tmp_path, url=url) as play:
        await play.joins()
        store = Store(url)
        async with store.writing() as transaction:
            for table in reversed(metadata.sorted_tables):
                await transaction.execute(text(f"DROP TABLE {table.name}"))
        await store.close()
        answer = await play.says("/concern")

        assert "999" in answer.text
