"""From the inbox over the counter: help waits for nobody, the newest counts, and no line grows without end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter as Counts
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.callback_data import pack
from bot.delivery import counter as counters
from bot.delivery import holding
from bot.delivery.desk import Ready
from bot.delivery.holding import HELD_FOR
from bot.delivery.line import MOST_WAITING
from bot.delivery.messenger import Failed, Fate
from bot.events import Tapped, Typed
from bot.routes import Concern, Forget, Settings
from bot.screens.screen import Screen, plain
from storage import replies as replying
from storage import store as stores
from storage.replies import Reply
from tests.delivery.receiving import MESSAGE, Receiving
from tests.storage.rows import ANNA, BEN, NOON, elected

if TYPE_CHECKING:
    from pathlib import Path

    from bot.events import Event
    from storage.store import Transaction


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not shown almost at once is late."""
    monkeypatch.setattr(counters, "PATIENCE_SECONDS", 0.02)


async def until_idle(receiving: Receiving) -> None:
    """Everything that stood in line was shown."""
    await asyncio.gather(*receiving.counter._tasks)  # noqa: SLF001 - a stop would not wait for so long


async def test_help_is_shown_while_others_of_the_same_batch_wait_for_a_locked_database(
    receiving: Receiving, tmp_path: Path
) -> None:
    tapped = [Tapped(1, BEN, pack(Settings()), 6, "a"), Tapped(2, ANNA, pack(Concern()), MESSAGE, "b")]
    with closing(sqlite3.connect(tmp_path / "data" / "sayso.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        coming = asyncio.create_task(receiving.inbox.receive(tapped))
        async with asyncio.timeout(stores.BUSY_SECONDS / 2):
            await receiving.chats.asked.wait()
        other.execute("ROLLBACK")
    await coming

    assert [ANNA, BEN] == [chat for chat, *_ in receiving.chats.shown]
    assert "999" in receiving.chats.texts[0]


async def test_the_last_thing_that_somebody_tapped_is_what_she_sees(receiving: Receiving) -> None:
    await receiving.inbox.receive(
        [Tapped(1, ANNA, pack(Settings()), MESSAGE, "a"), Tapped(2, ANNA, pack(Concern()), MESSAGE, "b")]
    )

    assert "999" in receiving.chats.texts[-1]


async def test_who_goes_on_after_help_sees_where_she_went(receiving: Receiving) -> None:
    await receiving.inbox.receive(
        [Tapped(1, ANNA, pack(Concern()), MESSAGE, "a"), Tapped(2, ANNA, pack(Settings()), MESSAGE, "b")]
    )

    assert "999" in receiving.chats.texts[0]
    assert "999" not in receiving.chats.texts[-1]


async def test_help_is_not_overwritten_by_what_was_tapped_before_and_decided_after(
    receiving: Receiving,
) -> None:
    earlier, later = receiving.counter.arrives(), receiving.counter.arrives()
    for text, number in (("help", later), ("settings", earlier)):
        ready = Ready(Reply(ANNA, "1s", MESSAGE, pins=False), Screen(plain(text)))
        await receiving.counter.show([ready], number)

    assert ["help"] == receiving.chats.texts


async def test_an_older_screen_that_still_waits_is_not_shown_over_a_newer_one(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    receiving.chats.gate.clear()
    for text, edits in (("on its way", None), ("older", MESSAGE), ("newer", MESSAGE), ("elsewhere", 6)):
        await receiving.shows(text, edits=edits)
    kept = await receiving.rows()
    receiving.chats.gate.set()
    await until_idle(receiving)

    assert 4 == len(kept)
    assert ["on its way", "newer", "elsewhere"] == receiving.chats.texts
    assert [] == await receiving.rows()


async def test_a_kept_reply_is_outdated_once_something_newer_was_asked_for_in_its_message(
    receiving: Receiving,
) -> None:
    receiving.chats.result = Failed(Fate.NOT_SENT, "slow down", 30.0)
    await receiving.shows("older")
    await receiving.shows("a new message", edits=None)
    old, new = await receiving.rows()
    before = receiving.counter.is_outdated(old)
    await receiving.shows("newer")
    newest = (await receiving.rows())[-1]
    of_another = replace(old, id=9999)

    assert not before
    assert receiving.counter.is_outdated(old)
    assert not receiving.counter.is_outdated(newest)
    assert not receiving.counter.is_outdated(new)
    assert not receiving.counter.is_outdated(of_another), "of what another process kept nothing is known"
    assert not receiving.counter.is_outdated(replace(old, kept_at=NOON + HELD_FOR)), "another with its number"


async def test_the_line_of_one_chat_does_not_grow_without_end_and_its_newest_screen_is_shown(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    receiving.chats.gate.clear()
    for number in range(3 * MOST_WAITING):
        await receiving.shows(str(number), edits=None)
    while_shut = len(await receiving.rows())
    receiving.chats.gate.set()
    await until_idle(receiving)

    assert MOST_WAITING + 1 >= while_shut
    assert MOST_WAITING + 1 == len(receiving.chats.shown)
    assert str(3 * MOST_WAITING - 1) == receiving.chats.texts[-1]
    assert {1} == set(Counts(receiving.chats.texts).values()), "none comes twice"
    assert [] == await receiving.rows()


async def test_a_row_is_left_alone_for_as_long_as_its_showing_may_stand_in_line(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    monkeypatch.setattr(holding, "EVERY_SECONDS", 0.01)
    receiving.chats.gate.clear()
    held = await elected(receiving.store)
    for text in ("first", "second", "third"):
        await receiving.shows(text, edits=None)
    for _minute in range(5):
        receiving.clock.jump_to(receiving.clock.now() + HELD_FOR)
        await receiving.held_on()
        async with receiving.store.writing() as transaction:
            assert [] == await replying.claim(transaction, held, receiving.clock.now(), NOON, 10)
    receiving.chats.gate.set()
    await until_idle(receiving)

    assert ["first", "second", "third"] == receiving.chats.texts
    assert [] == await receiving.rows()
    task = receiving.counter._holding._task  # noqa: SLF001 - it ends when nothing is held
    assert task is not None
    await asyncio.wait_for(task, 5)


async def test_at_a_stop_what_could_not_be_shown_waits_for_nobody(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    receiving.chats.gate.clear()
    await receiving.shows("on its way")
    await receiving.counter.finish()
    held = await elected(receiving.store)
    async with receiving.store.writing() as transaction:
        taken = await replying.claim(transaction, held, NOON, NOON, 10)

    assert await receiving.rows() == [one.kept for one in taken]
    assert 1 == len(taken)


async def test_a_row_whose_process_died_is_taken_within_seconds(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    receiving.chats.gate.clear()
    await receiving.shows("on its way")
    receiving.counter._holding.end()  # noqa: SLF001 - as if its process were gone
    held = await elected(receiving.store)
    async with receiving.store.writing() as transaction:
        taken = await replying.claim(transaction, held, NOON + HELD_FOR, NOON, 10)

    assert await receiving.rows() == [one.kept for one in taken]
    receiving.chats.gate.set()
    await until_idle(receiving)


async def test_after_everything_was_deleted_no_late_reply_leaves_a_row(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiving.chats.gate.clear()
    receiving.chats.result = Failed(Fate.NOT_SENT, "no connection")
    late = asyncio.create_task(receiving.inbox.receive([Typed(1, ANNA, "/settings")]))
    await receiving.chats.asked.wait()
    impatient(monkeypatch)
    await receiving.inbox.receive([Tapped(2, ANNA, pack(Forget()), MESSAGE, "a")])
    receiving.chats.gate.set()
    await late
    await until_idle(receiving)

    assert 2 == len(receiving.chats.shown), "what she asked for, and that it is deleted"
    assert [] == await receiving.rows()


@pytest.mark.parametrize(
    ("route", "logged"), [(pack(Concern()), "untraced"), (pack(Settings()), pack(Settings()))]
)
async def test_a_refused_reply_names_no_place_that_leaves_no_trace(
    receiving: Receiving, route: str, logged: str
) -> None:
    receiving.chats.result = Failed(Fate.REFUSED, "bad request")
    with capture_logs() as logs:
        await receiving.shows("anything", route)

    assert [logged] == [line["route"] for line in logs]


async def test_a_silent_database_is_waited_for_once_however_many_ask_for_help(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each waits for the other: one after another none would ever be shown from the database."""
    waiting, all_there = [], asyncio.Event()
    look = receiving.desk.look

    async def silent(transaction: Transaction | None, event: Event) -> list[Ready] | None:
        waiting.append(event)
        if len(waiting) == 2:
            all_there.set()
        await all_there.wait()
        return await look(transaction, event)

    monkeypatch.setattr(receiving.desk, "look", silent)
    with capture_logs() as logs:
        await receiving.inbox.receive(
            [
                Tapped(1, ANNA, pack(Concern()), MESSAGE, "a"),
                Tapped(2, BEN, pack(Concern()), MESSAGE, "b"),
            ]
        )

    assert [ANNA, BEN] == sorted(chat for chat, *_ in receiving.chats.shown)
    assert [] == [line for line in logs if line["log_level"] != "info"]
