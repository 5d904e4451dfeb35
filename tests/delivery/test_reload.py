"""Content is read anew while everybody goes on, and takes its place between two updates."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from content import library
from tests.journeys.play import playing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from content.library import Library
    from tests.journeys.play import Play

LIBRARY = library.load()
NEW = replace(LIBRARY, version="new")
NEWER = replace(LIBRARY, version="newer")


class Reading:
    """Stands in for reading the files: takes until it is let, and may then find these."""

    def __init__(self, *found: Library) -> None:
        self.may_end = threading.Event()
        self._found = list(found)

    def __call__(self, _folder: Path) -> Library:
        assert self.may_end.wait(20)
        return self._found.pop(0)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    async with playing(tmp_path) as running:
        yield running


async def version_is(play: Play, version: str) -> None:
    async with asyncio.timeout(20):
        while play.sayso.desk.library.version != version:  # noqa: ASYNC110 - a value rings no bell
            await asyncio.sleep(0.005)


async def test_people_are_answered_while_it_is_read(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    await play.starts()
    reading = Reading(NEW)
    monkeypatch.setattr(library, "load", reading)
    play.sayso.reload()
    answer = await play.says("/concern")
    before = play.sayso.desk.library.version
    reading.may_end.set()
    await version_is(play, "new")

    assert "999" in answer.text
    assert LIBRARY.version == before


async def test_it_takes_its_place_only_when_no_update_is_being_decided(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Reading(NEW)
    reading.may_end.set()
    monkeypatch.setattr(library, "load", reading)
    async with play.sayso.inbox.between_updates():
        play.sayso.reload()
        await asyncio.sleep(0.1)
        while_deciding = play.sayso.desk.library.version
    await version_is(play, "new")

    assert LIBRARY.version == while_deciding


async def test_of_two_that_are_asked_for_at_once_the_later_one_stays(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Reading(NEW, NEWER)
    monkeypatch.setattr(library, "load", reading)
    with capture_logs() as logs:
        play.sayso.reload()
        play.sayso.reload()
        reading.may_end.set()
        await version_is(play, "newer")
        await asyncio.sleep(0)

    assert ["new", "newer"] == [line["version"] for line in logs if line.get("action") == "reload"]
