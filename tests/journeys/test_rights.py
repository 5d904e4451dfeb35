"""What is a person's own: her data, deleting all of it, a chat that tells nothing, an end after a silent year."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot import log
from bot.demo.faults import refuse
from storage.schema import metadata
from storage.schema.kept import personal_tables
from tests.journeys.play import GRACE, MONDAY
from tests.storage.rows import fill

if TYPE_CHECKING:
    from tests.journeys.play import Play

MAREK = "Marek"
NEUTRAL = "Nothing new. Type “menu” at any time."
DAY = timedelta(days=1)


def texts(play: Play, who: str = GRACE) -> list[str]:
    """All that stands in a chat, whoever wrote it."""
    return [message.text for message in play.world.messages(who)]


async def answers(play: Play) -> None:
    """Join and answer the first card."""
    await play.joins()
    await play.taps("A")


def her(play: Play) -> int:
    return play.world.person(GRACE).id


async def test_her_data_come_as_a_message_that_can_be_read_and_as_a_file(play: Play) -> None:
    await answers(play)
    shown = await play.says("/mydata")

    assert "You joined on 23 November 2026." in shown.text
    assert "1 card" in shown.text
    assert shown.file is not None
    found = play.world.files.content(shown.file.path)
    assert found is not None
    assert "say-so-my-data.json" == shown.file.name
    tables = {part["table"]: part["rows"] for part in json.loads(found[1])["tables"]}
    assert [table.name for table in personal_tables()] == list(tables)
    assert her(play) == tables["people"][0]["values"]["id"]
    assert "Wigan" == tables["people"][0]["in_words"]["area"]


async def test_her_file_is_never_kept_for_anybody_else(play: Play) -> None:
    await answers(play)
    await play.says("/mydata")
    first = play.world.last(GRACE).file
    await play.joins(MAREK, town="bury")
    second = await play.says("/mydata", MAREK)

    assert [] == play.rows("SELECT * FROM files")
    assert first != second.file


async def test_who_has_not_joined_is_told_that_nothing_is_held(play: Play) -> None:
    await play.starts()
    shown = await play.says("/mydata")

    assert "We hold nothing about you." in shown.text
    assert shown.file is None


async def test_who_only_asked_for_a_reminder_sees_that_this_is_kept(play: Play) -> None:
    await play.starts()
    await play.says("Remind me in 3 and 10 days")
    shown = await play.says("/mydata")

    assert "1 other note" in shown.text
    assert shown.file is not None


async def test_forgetting_takes_two_taps_and_says_what_was_deleted_and_what_cannot_be(play: Play) -> None:
    await answers(play)
    await play.says("/read")
    await play.says("/forget")
    gone = await play.taps("Yes, delete it all")

    for part in ("settings", "1 card", "1 page that you read", "Telegram’s copy", "on your phone"):
        assert part in gone.text
    assert [] == [table for table in personal_tables() if play.rows(f"SELECT * FROM {table.name}")]


async def test_after_forgetting_her_id_is_in_no_table_and_in_no_line_of_the_log(
    play: Play, capfd: pytest.CaptureFixture[str]
) -> None:
    log.set_up("json")
    await answers(play)
    for text in ("/concern", "/contacts", "/read", "/mydata"):
        await play.says(text)
    await play.says("/forget")
    await play.taps("Yes, delete it all")
    await play.says("/mydata")
    await play.says("something else")
    written = capfd.readouterr()

    assert str(her(play)) not in written.out + written.err
    assert not any(str(her(play)) in line for line in play.everything())


async def test_forgetting_empties_every_table_of_a_running_bot(play: Play) -> None:
    """Also those that no journey has filled by now."""
    await play.joins()
    await fill(play.sayso.store, her(play), joined=True)
    await play.says("/forget")
    await play.taps("Yes, delete it all")

    found = [line for line in play.everything() if str(her(play)) in line]
    assert [] == found
    assert len(personal_tables()) >= 8


async def test_who_is_nobody_here_is_told_that_there_was_nothing_to_delete(play: Play) -> None:
    await play.starts()
    await play.says("/forget")
    gone = await play.taps("Yes, delete it all")

    assert "nothing to delete" in gone.text


async def test_hiding_leaves_one_line_that_tells_nothing_and_no_keys(play: Play) -> None:
    await answers(play)
    await play.says("they leave her in a wet pad")
    await play.says("/concern")
    await play.says("/hide")

    assert [NEUTRAL] == texts(play)
    chat = play.world.chats[her(play)]
    assert chat.menu is None
    assert chat.pinned is None


@pytest.mark.parametrize("text", ["hide", "Hide it", "HIDE ALL", "/hide@say_so_demo_bot"])
async def test_hiding_can_be_typed_anywhere(play: Play, text: str) -> None:
    await play.joins()
    for place in ("/rehearse", "/settings", "/concern"):
        await play.says(place)
        await play.says(text)
        assert [NEUTRAL] == texts(play)


async def test_hiding_works_for_who_never_joined(play: Play) -> None:
    await play.starts()
    await play.says("/concern")
    await play.says("hide")

    assert [NEUTRAL] == texts(play)


async def test_hiding_leaves_nothing_behind_but_that_nothing_is_pinned(play: Play) -> None:
    await play.joins()
    await play.says("/hide")
    assert [(None,)] == play.rows("SELECT pinned_message FROM people")
    before = play.kept()
    await play.says("/concern")
    await play.says("/hide")

    assert before == play.kept()


async def test_after_hiding_the_menu_and_the_numbers_come_back_when_asked_for(play: Play) -> None:
    await play.joins()
    await play.says("/hide")
    numbers = await play.says("/contacts")
    await play.says("menu")

    assert "Useful numbers" in numbers.text
    assert play.world.chats[her(play)].menu is not None


async def test_hiding_touches_nobody_elses_chat(play: Play) -> None:
    """The numbers of messages run through all chats, so those of others are among the numbers that are tried."""
    await play.joins()
    await play.joins(MAREK, town="bury")
    before = texts(play, MAREK)
    await play.says("/hide")

    assert before == texts(play, MAREK)


async def test_what_is_older_than_telegram_lets_go_stays_but_is_not_pinned_any_more(play: Play) -> None:
    await play.joins()
    await play.goes_to(MONDAY + timedelta(days=4))
    await play.says("/concern")
    await play.says("/hide")

    shown = texts(play)
    assert NEUTRAL == shown[-1]
    assert not any("What is it about?" in text for text in shown)
    assert play.world.chats[her(play)].pinned is None


async def test_after_a_restart_the_newest_messages_go_all_the_same(play: Play) -> None:
    await answers(play)
    await play.says("/concern")
    await play.restart()
    await play.says("/hide")

    assert [NEUTRAL] == texts(play)


async def test_hiding_that_telegram_refuses_still_shows_the_line(play: Play) -> None:
    await play.joins()
    play.world.faults.plan(refuse(400, "Bad Request: something new"), "deleteMessages", times=50)
    shown = await play.says("/hide")

    assert NEUTRAL == shown.text


async def test_who_is_gone_for_a_year_is_asked_once_and_then_forgotten(play: Play) -> None:
    await answers(play)
    await play.says("/stop")
    await play.goes_to(MONDAY + timedelta(days=353))
    await play.goes_to(MONDAY + timedelta(days=353, hours=6))
    question = play.world.last(GRACE)
    assert "Are you still there?" in question.text
    assert ["Keep it", "Delete it now"] == question.labels
    await play.goes_to(MONDAY + timedelta(days=369))

    assert question == play.world.last(GRACE), "asked once, and not told of the end"
    assert not any(str(her(play)) in line for line in play.everything())


async def test_who_answers_with_one_tap_is_kept(play: Play) -> None:
    await answers(play)
    await play.says("/stop")
    await play.goes_to(MONDAY + timedelta(days=353))
    await play.goes_to(MONDAY + timedelta(days=353, hours=6))
    kept = await play.taps("Keep it")
    await play.goes_to(MONDAY + timedelta(days=400))

    assert "All stays as it is." in kept.text
    assert [(1,)] == play.rows("SELECT count(*) FROM people")


async def test_the_privacy_page_names_who_answers_how_long_and_the_mark(play: Play) -> None:
    await play.starts()
    shown = await play.says("/privacy")

    for part in ("whoever runs this bot", "12 months", "400 days", "not end-to-end encrypted", "/hide"):
        assert part in shown.text
    assert len(shown.text) <= 1000, "one screen"
    assert metadata.tables["deletions"].info["kept"].days == 400
