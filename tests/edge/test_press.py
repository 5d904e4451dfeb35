"""The press: papers made in a real process of its own, which may die at any time."""

from __future__ import annotations

import asyncio
import os
import signal
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from tempfile import mkstemp
from typing import TYPE_CHECKING

import pytest

from bot.edge.press import Press

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAPER = b"%PDF-"


def process_number() -> bytes:
    """Which process made it."""
    return str(os.getpid()).encode()


def counted(folder: Path) -> bytes:
    """A paper, and a mark for each time that it was made."""
    mkstemp(dir=folder)
    return PAPER


def marks(folder: Path) -> int:
    """How many marks were left."""
    return len(list(folder.iterdir()))


def deadly(folder: Path, *, times: int) -> bytes:
    """A paper whose making is killed so many times, as the system does when memory runs out."""
    if marks(folder) < times:
        mkstemp(dir=folder)
        os.kill(os.getpid(), signal.SIGKILL)
    return PAPER


def broken() -> bytes:
    """A paper that cannot be made."""
    raise LookupError("no font")


@pytest.fixture
def press() -> Iterator[Press]:
    opened = Press()
    yield opened
    opened.close()


async def test_a_paper_is_made_in_another_process(press: Press) -> None:
    assert str(os.getpid()).encode() != await press.made(process_number)


async def test_a_paper_comes_although_its_process_was_killed_while_it_was_made(
    press: Press, tmp_path: Path
) -> None:
    assert PAPER == await press.made(partial(deadly, tmp_path, times=1))


async def test_a_paper_comes_although_its_process_was_killed_since_the_last_one(press: Press) -> None:
    first = await press.made(process_number)
    os.kill(int(first), signal.SIGKILL)

    assert first != await press.made(process_number)


async def test_a_paper_that_kills_its_process_twice_harms_no_other(press: Press, tmp_path: Path) -> None:
    deadly_one = asyncio.create_task(press.made(partial(deadly, tmp_path, times=2), "deadly"))
    other = asyncio.create_task(press.made(process_number, "other"))

    with pytest.raises(BrokenProcessPool):
        await deadly_one
    assert int(await other)


async def test_who_wants_a_paper_that_is_being_made_waits_for_it(press: Press, tmp_path: Path) -> None:
    papers = await asyncio.gather(*(press.made(partial(counted, tmp_path), "book") for _ in range(5)))

    assert [PAPER] * 5 == papers
    assert 1 == marks(tmp_path)


async def test_papers_with_other_keys_or_none_are_made_each(press: Press, tmp_path: Path) -> None:
    keys = ["book", "card", None, None]

    await asyncio.gather(*(press.made(partial(counted, tmp_path), key) for key in keys))

    assert len(keys) == marks(tmp_path)


async def test_a_paper_is_made_anew_when_it_is_wanted_again(press: Press, tmp_path: Path) -> None:
    """Nothing is kept here: Telegram keeps it."""
    for _ in range(2):
        await press.made(partial(counted, tmp_path), "book")

    assert 2 == marks(tmp_path)


async def test_who_gives_up_takes_the_paper_from_nobody(press: Press, tmp_path: Path) -> None:
    first, second = (asyncio.create_task(press.made(partial(counted, tmp_path), "book")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()

    assert PAPER == await second


async def test_a_paper_that_cannot_be_made_says_so_and_the_next_one_comes(press: Press) -> None:
    with pytest.raises(LookupError):
        await press.made(broken, "book")

    assert int(await press.made(process_number, "book"))


async def test_closing_ends_what_still_waits(press: Press) -> None:
    waiting = [asyncio.create_task(press.made(process_number, key)) for key in ("one", "two")]
    await asyncio.sleep(0)
    press.close()

    ends = await asyncio.gather(*waiting, return_exceptions=True)

    assert [asyncio.CancelledError] * 2 == [type(end) for end in ends]


async def test_the_process_ends_when_no_paper_was_wanted_for_a_while(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the next paper has a new one."""
    monkeypatch.setattr("bot.edge.press.IDLE_SECONDS", 0.0)
    first = await press.made(process_number)
    await asyncio.sleep(0.05)  # the loop comes round to what was to be called
    assert first != await press.made(process_number)
