"""The one reminder of a rehearsal that was left in the middle."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.screens.pushes import unfinished_wordings
from tests.journeys.play import GRACE, MONDAY

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
DAY = timedelta(days=1)


async def _counted(play: Play, moment: datetime) -> int:
    """How many messages come until then."""
    before = len(play.written())
    await play.goes_to(moment)
    return len(play.written()) - before


async def _leaves_a_talk(play: Play) -> Message:
    """Grace has said one thing in a rehearsal, and closes the phone; the step that she is at."""
    await play.joins()
    await play.says("/rehearse")
    await play.taps(play.world.last(GRACE).labels[0])
    return await play.taps("A")


async def test_a_talk_left_in_the_middle_is_called_to_mind_once(play: Play) -> None:
    step = await _leaves_a_talk(play)
    early = await _counted(play, MONDAY + 2 * DAY - timedelta(minutes=1))
    came = await _counted(play, MONDAY + 2 * DAY)
    push = play.world.last(GRACE)
    resumed = await play.taps("Carry on")

    assert (0, 1) == (early, came)
    assert ["Carry on", "Leave it", "Later"] == push.labels
    where = step.text.split("\n\n")[1]
    said, stopped = push.text.split("\n\n")
    assert (True, f"Where you were: {where}") == (said in unfinished_wordings(), stopped)
    assert f"<tg-spoiler>{html.escape(where, quote=False)}</tg-spoiler>" in push.html
    assert where in resumed.text
    assert 1 == await _counted(play, WEDNESDAY), "the card is not held back by it"
    assert 0 == await _counted(play, MONDAY + 8 * DAY), "and it does not come a second time"


async def test_it_can_be_put_off_and_says_where_she_was_again(play: Play) -> None:
    await _leaves_a_talk(play)
    await play.goes_to(MONDAY + 2 * DAY)
    push = play.world.last(GRACE)
    await play.taps("Later")
    told = await play.taps("In 1 hour")
    came = await _counted(play, MONDAY + 2 * DAY + timedelta(hours=1))
    again = play.world.last(GRACE)
    await play.taps("Later")
    shown = await play.taps("Show it now")

    assert "It comes again on Wednesday 25 November at 10:00." == told.text
    assert (1, push.text) == (came, again.text)
    assert "What do you say?" in shown.text


async def test_leave_it_is_taken_kindly_and_typed_too(play: Play) -> None:
    await _leaves_a_talk(play)
    await play.goes_to(MONDAY + 2 * DAY)
    left = await play.says("leave it")

    assert "That is fine." in left.text
    listed = await play.says("/rehearse")
    assert listed.labels[0].startswith("Carry on")


async def test_in_the_night_it_waits_for_the_morning(play: Play) -> None:
    await play.goes_to(MONDAY + timedelta(hours=13, minutes=30))  # 22:30
    await _leaves_a_talk(play)

    assert 1 == await _counted(play, WEDNESDAY), "the card"
    assert 0 == await _counted(play, MONDAY + 3 * DAY - timedelta(hours=1, minutes=1))
    assert 1 == await _counted(play, MONDAY + 3 * DAY - timedelta(hours=1)), "at 08:00"


async def test_a_busy_evening_pushes_it_to_the_morning_and_not_into_the_night(play: Play) -> None:
    await play.goes_to(MONDAY + timedelta(hours=11, minutes=55))  # 20:55
    await _leaves_a_talk(play)
    evening = MONDAY + 2 * DAY + timedelta(hours=11, minutes=54)
    await play.goes_to(evening)
    await play.says("/read")

    assert 0 == await _counted(play, evening + timedelta(minutes=30))
    assert 1 == await _counted(play, MONDAY + 3 * DAY - timedelta(hours=1))


@pytest.mark.parametrize("meanwhile", [("/rehearse", "1", "a"), ("/stop",), ("/pause", "one week")])
async def test_nobody_is_reminded_who_went_on_stopped_or_is_away(
    play: Play, meanwhile: tuple[str, ...]
) -> None:
    await _leaves_a_talk(play)
    await play.goes_to(MONDAY + DAY)
    for text in meanwhile:
        await play.says(text)

    assert 0 == await _counted(play, MONDAY + 2 * DAY + timedelta(hours=1))


async def test_one_who_goes_on_while_it_waits_is_not_reminded(play: Play) -> None:
    """It is made, and waits because she is there; then she carries on."""
    await _leaves_a_talk(play)
    await play.goes_to(MONDAY + 2 * DAY - timedelta(minutes=5))
    await play.says("/read")
    await play.goes_to(MONDAY + 2 * DAY)
    made = play.rows("SELECT kind, state FROM nudges")
    await play.says("/rehearse")
    await play.says("1")
    await play.says("a")

    assert [("rehearsal", "due")] == made
    assert 0 == await _counted(play, MONDAY + 2 * DAY + timedelta(hours=1))
    assert [("rehearsal", "lapsed")] == play.rows("SELECT kind, state FROM nudges")


async def test_two_talks_left_in_one_week_bring_one_reminder(play: Play) -> None:
    await _leaves_a_talk(play)
    await play.goes_to(MONDAY + DAY)
    await play.says("/rehearse")
    await play.taps(play.world.last(GRACE).labels[1])
    await play.taps("A")

    assert 1 == await _counted(play, MONDAY + 2 * DAY), "the reminder"
    assert 1 == await _counted(play, WEDNESDAY), "the card"
    assert 0 == await _counted(play, MONDAY + 3 * DAY), "the other one is passed over"
    assert [("card", "sent"), ("rehearsal", "sent")] == play.rows(
        "SELECT kind, state FROM nudges ORDER BY kind"
    )
    assert [(0,)] == play.rows("SELECT count(*) FROM runs WHERE reminded_at IS NULL")


async def test_a_talk_that_was_taken_out_is_not_called_to_mind(play: Play) -> None:
    await _leaves_a_talk(play)
    [(rehearsal,)] = play.rows("SELECT rehearsal FROM runs")
    del play.sayso.desk.library.packs["adults"].rehearsals[rehearsal]

    assert 0 == await _counted(play, MONDAY + 2 * DAY)
    assert [("lapsed",)] == play.rows("SELECT state FROM nudges")
