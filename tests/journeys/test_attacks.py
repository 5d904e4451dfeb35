"""What a hostile review found once, so that it stays mended."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.demo.faults import delay, flood, refuse
from tests.journeys.play import GRACE, MONDAY
from tests.journeys.test_delivery import message

if TYPE_CHECKING:
    from tests.journeys.play import Play

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


async def test_the_pinned_numbers_stay_numbers_when_their_buttons_are_tapped(play: Play) -> None:
    await play.joins()
    pinned = play.written()[0]
    play.world.tap(GRACE, pinned, "Raise a concern")
    await play.settled()

    assert "What is it about?" in play.world.last(GRACE).text
    assert "Useful numbers" in play.written()[0].text


async def test_a_button_below_a_paper_is_answered(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.taps("More")
    play.world.tap(GRACE, play.world.last(GRACE), "Print this card")
    await play.world.until(lambda: play.world.last(GRACE).file, 20.0)
    await play.settled()
    answer = await play.taps("Raise a concern")

    assert "What is it about?" in answer.text


async def test_a_number_typed_under_a_nudge_belongs_to_the_nudge_and_deletes_nothing(play: Play) -> None:
    await play.joins()
    await play.says("/forget")
    await play.goes_to(WEDNESDAY)
    card = await play.says("1")

    assert "A" in card.labels
    assert [(1,)] == play.rows("SELECT count(*) FROM people")


async def test_a_number_alone_never_deletes_everything(play: Play) -> None:
    await play.joins()
    await play.says("/forget")
    await play.says("1")

    assert [(1,)] == play.rows("SELECT count(*) FROM people")


async def test_who_says_stop_while_a_card_is_being_sent_gets_no_other_try(play: Play) -> None:
    await play.joins()
    before = len(play.written())
    play.world.faults.plan(flood(30), "sendMessage")
    await play.goes_to(WEDNESDAY)
    await play.says("/stop")
    await play.goes_to(WEDNESDAY + timedelta(minutes=2))

    assert before + 1 == len(play.written()), "only the answer to /stop"
    assert [("lapsed",)] == play.rows("SELECT state FROM nudges")


async def test_a_typed_town_leaves_no_trace(play: Play) -> None:
    await play.joins()
    before = play.kept()
    for text in ("cardiff", "hale", "salford", "barow in furnes"):
        await play.says(text)
    await play.says("/concern")
    await play.taps("Another town")
    numbers = await play.says("salford")

    assert "Useful numbers: Salford" in numbers.text
    assert before == play.kept()


async def test_who_only_began_to_join_gets_no_cards_and_is_let_go(play: Play) -> None:
    await play.starts()
    await play.taps("Adults")
    for text in ("/practise", "/resume", "/settings"):
        await play.says(text)
    due = play.rows("SELECT next_due_at, joined_on FROM people")
    await play.goes_to(MONDAY + timedelta(days=3))

    assert [(None, None)] == due
    assert [] == play.rows("SELECT * FROM people")


async def test_the_same_wish_to_practise_a_page_twice_deals_one_card(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.says("/read")
    button = next(one for one in play.world.last(GRACE).buttons if one.text == "Practise this")
    for _tap in range(5):
        play.world.tap_data(GRACE, play.world.last(GRACE).id, str(button.data))
    await play.settled()

    assert [(2,)] == play.rows("SELECT count(*) FROM showings")


async def test_a_typed_word_told_twice_shows_the_same_twice(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    for _time in range(2):
        play.world.inject(message(99_000, "more"))
        await play.settled()

    assert "A line to keep" in play.world.last(GRACE).text


async def test_a_reply_that_telegram_refuses_ends_with_a_word_to_the_person(play: Play) -> None:
    await play.joins()
    play.world.faults.plan(refuse(400, "Bad Request: something new"), "sendMessage")
    answer = await play.says("/help")

    assert "went wrong on our side" in answer.text


async def test_taps_in_a_group_hold_up_nobody(play: Play) -> None:
    await play.joins()
    play.world.faults.plan(delay(20), "answerCallbackQuery", times=5)
    for _tap in range(5):
        play.world.tap_data(GRACE, 1, "1co", play.world.group)
    play.world.say(GRACE, "/concern")
    await play.world.until(lambda: "What is it about?" in play.world.last(GRACE).text)


async def test_help_is_shown_while_somebody_else_holds_the_database(play: Play) -> None:
    await play.joins()
    with closing(sqlite3.connect(play.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        play.world.say(GRACE, "/concern")
        await play.world.until(lambda: "01942" in play.world.last(GRACE).text)
        other.execute("ROLLBACK")


async def test_help_is_shown_with_the_database_gone(play: Play) -> None:
    await play.joins()
    with closing(sqlite3.connect(play.database, isolation_level=None)) as other:
        other.execute("ALTER TABLE people RENAME TO gone")
    for text, part in (("/concern", "What is it about?"), ("hurt", "hurt"), ("/contacts", "Useful numbers")):
        play.world.say(GRACE, text)
        await play.world.until(partial(_shows, play, part))
        assert "999" in play.world.last(GRACE).text


def _shows(play: Play, part: str) -> bool:
    return part in play.world.last(GRACE).text


async def test_what_was_deleted_is_in_no_file_of_the_database(play: Play) -> None:
    await play.joins(town="wigan")
    await play.taps("A")
    await play.says("/forget")
    await play.taps("Yes, delete it all")
    await asyncio.sleep(0)
    kept = b"".join(path.read_bytes() for path in play.database.parent.iterdir())

    assert b"after:0" not in kept, "on which occasion she had which card"
    assert b"chat-over-mrs-boateng" not in kept
