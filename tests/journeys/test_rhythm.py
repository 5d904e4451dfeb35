"""A card that is put off, being away, and the words for both wherever somebody is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
DUE = "SELECT next_due_at FROM people"
# What somebody may be at when she has had enough: how she comes there, by typing.
STATES: dict[str, tuple[str, ...]] = {
    "a card": ("/practise",),
    "its answer": ("/practise", "a"),
    "what else it says": ("/practise", "a", "more"),
    "a page": ("/read",),
    "the pages": ("/find",),
    "a talk": ("/rehearse", "1"),
    "a talk at its second step": ("/rehearse", "1", "a"),
    "settings": ("/settings",),
    "the day": ("/settings", "day"),
    "the hour": ("/settings", "day", "sunday"),
    "the town": ("/settings", "area"),
    "shifts": ("/settings", "shifts"),
    "the guide": ("/concern",),
    "a door of the guide": ("/concern", "hurt"),
    "numbers": ("/contacts",),
    "deleting": ("/forget",),
    "help": ("/help",),
    "away": ("/pause", "one week"),
    "stopped": ("/stop",),
}


async def _nudged(play: Play, shift: str = "Days") -> Message:
    await play.joins(shift=shift)
    await play.goes_to(WEDNESDAY if shift == "Days" else WEDNESDAY.replace(hour=16, minute=0))
    return play.world.last(GRACE)


async def _counted(play: Play, moment: datetime) -> int:
    """How many messages come until then."""
    before = len(play.written())
    await play.goes_to(moment)
    return len(play.written()) - before


@pytest.mark.parametrize(
    ("shift", "choice", "comes", "words"),
    [
        ("Days", "In 1 hour", WEDNESDAY + timedelta(hours=1), "Wednesday 25 November at 13:30"),
        ("Days", "After my shift", WEDNESDAY.replace(hour=20, minute=0), "Wednesday 25 November at 20:00"),
        (
            "Nights",
            "After my shift",
            WEDNESDAY.replace(day=26, hour=8, minute=0),
            "Thursday 26 November at 08:00",
        ),
        ("Days", "Tomorrow", WEDNESDAY + DAY, "Thursday 26 November at 12:30"),
        ("Days", "Next week", WEDNESDAY + WEEK + DAY, "Thursday 3 December at 12:30"),
    ],
)
async def test_later_brings_the_same_message_again_when_it_says(
    play: Play, shift: str, choice: str, comes: datetime, words: str
) -> None:
    pushed = await _nudged(play, shift)
    due = play.rows(DUE)
    asked = await play.taps("Later")
    told = await play.taps(choice)

    assert ["In 1 hour", "After my shift", "Tomorrow", "Next week", "Show it now"] == asked.labels
    assert f"It comes again on {words}." == told.text
    assert pushed.id == told.id, "the same message changes"
    assert due == play.rows(DUE), "the weekly rhythm is not moved"
    # The card of next week comes by itself before this one if that is a week away.
    if comes > WEDNESDAY + WEEK:
        assert 1 == await _counted(play, WEDNESDAY + WEEK)
    assert 0 == await _counted(play, comes - timedelta(minutes=1))
    assert 1 == await _counted(play, comes)
    assert (pushed.text, pushed.labels) == (play.world.last(GRACE).text, play.world.last(GRACE).labels)


async def test_putting_off_can_be_typed_and_counts_as_an_answer(play: Play) -> None:
    await _nudged(play)
    await play.says("later")
    told = await play.says("tomorrow")

    assert told.text.startswith("It comes again on Thursday")
    assert [(0,)] == play.rows("SELECT unanswered FROM people")


async def test_a_card_that_is_looked_at_sooner_does_not_come_again(play: Play) -> None:
    await _nudged(play)
    await play.taps("Later")
    await play.taps("Tomorrow")
    card = await play.taps("Show it now")

    assert "A" in card.labels
    assert 0 == await _counted(play, WEDNESDAY + 2 * DAY)


async def test_the_last_time_that_was_chosen_holds_also_after_a_restart(play: Play) -> None:
    await _nudged(play)
    await play.taps("Later")
    await play.taps("Tomorrow")
    await play.taps("Another time")
    await play.taps("In 1 hour")
    await play.restart()

    assert 1 == await _counted(play, WEDNESDAY + timedelta(hours=1))
    assert 0 == await _counted(play, WEDNESDAY + DAY)


async def test_a_card_put_off_to_the_hour_of_the_next_one_comes_as_one_message(play: Play) -> None:
    await _nudged(play)
    await play.goes_to(WEDNESDAY + 6 * DAY)
    await play.taps("Later")
    told = await play.taps("Tomorrow")

    assert "Wednesday 2 December at 12:30" in told.text
    assert 1 == await _counted(play, WEDNESDAY + WEEK)


@pytest.mark.parametrize(
    "data", ["1za:2026-11-18", "1zs:2026-11-18:hour", "1zd:2026-11-18", "1zs:2026-11-25:year"]
)
async def test_a_forged_day_puts_nothing_off(play: Play, data: str) -> None:
    pushed = await _nudged(play)
    nudges = play.rows("SELECT * FROM nudges")
    play.world.tap_data(GRACE, pushed.id, data)
    await play.settled()

    assert "moved" in play.world.last(GRACE).text
    assert nudges == play.rows("SELECT * FROM nudges")


@pytest.mark.parametrize("word", ["/stop", "/pause"])
async def test_what_was_put_off_lapses_if_she_stops_or_goes_away(play: Play, word: str) -> None:
    await _nudged(play)
    await play.taps("Later")
    await play.taps("Tomorrow")
    await play.says(word)
    if word == "/pause":
        await play.taps("One week")

    assert 0 == await _counted(play, WEDNESDAY + 6 * DAY)
    assert [("lapsed",)] == play.rows("SELECT state FROM nudges")


async def test_while_nothing_is_to_come_nothing_is_put_off(play: Play) -> None:
    pushed = await _nudged(play)
    await play.says("/stop")
    for data in ("1za:2026-11-25", "1zs:2026-11-25:hour"):
        play.world.tap_data(GRACE, pushed.id, data)
        await play.settled()

    changed = next(message for message in play.written() if message.id == pushed.id)
    assert "Nothing comes by itself" in changed.text
    assert 0 == await _counted(play, WEDNESDAY + DAY)


@pytest.mark.parametrize(
    ("choice", "until", "card", "weeks"),
    [
        ("One week", "Monday 30 November", "Wednesday 2 December", 1),
        ("Two weeks", "Monday 7 December", "Wednesday 9 December", 2),
        ("A month", "Wednesday 23 December", "Wednesday 23 December", 4),
    ],
)
async def test_away_says_until_when_and_nothing_comes_before(
    play: Play, choice: str, until: str, card: str, weeks: int
) -> None:
    await play.joins()
    asked = await play.says("/pause")
    told = await play.taps(choice)
    settings = await play.says("/settings")

    assert "Next card: Wednesday 25 November" in asked.text
    for shown in (told, settings):
        assert f"nothing comes by itself before {until}. Next card: {card} at 12:30." in shown.text
    assert 0 == await _counted(play, WEDNESDAY + weeks * WEEK - timedelta(minutes=1))
    assert 1 == await _counted(play, WEDNESDAY + weeks * WEEK)


async def test_until_i_say_turns_cards_off(play: Play) -> None:
    await play.joins()
    await play.says("/pause")
    told = await play.taps("Until I say")

    assert "Nothing comes by itself" in told.text
    assert [(None,)] == play.rows(DUE)


async def test_another_day_or_fewer_cards_do_not_end_being_away(play: Play) -> None:
    await play.joins()
    await play.says("/pause")
    await play.taps("Two weeks")
    for text in ("/settings", "day", "thursday", "09:00", "fewer", "/settings", "shifts", "nights"):
        await play.says(text)
    told = await play.says("/pause")

    assert "before Monday 7 December. Next card: Thursday 10 December at 09:00" in told.text


async def test_who_blocks_the_bot_and_returns_is_still_away(play: Play) -> None:
    await play.joins()
    await play.says("/pause")
    await play.taps("Two weeks")
    play.world.block(GRACE)
    await play.settled()
    play.world.unblock(GRACE)
    told = await play.says("/settings")

    assert "before Monday 7 December. Next card: Wednesday 9 December" in told.text


@pytest.mark.parametrize("word", ["/resume", "resume", "I am back"])
async def test_resume_ends_being_away_at_once_and_brings_no_pile(play: Play, word: str) -> None:
    await play.joins()
    await play.says("/pause")
    await play.taps("A month")
    await play.goes_to(WEDNESDAY + WEEK + DAY)
    await play.says("/pause")
    told = await play.says(word)

    assert "Next card: Wednesday 9 December at 12:30." in told.text
    assert "away" not in told.text
    assert 0 == await _counted(play, WEDNESDAY + 2 * WEEK - timedelta(minutes=1))
    assert 1 == await _counted(play, WEDNESDAY + 2 * WEEK)


async def test_who_stopped_is_not_started_again_by_a_pause_that_ends(play: Play) -> None:
    await play.joins()
    asked = await play.says("/pause")
    await play.says("/stop")
    play.world.tap(GRACE, asked, "One week")
    await play.settled()

    assert "Weekly cards are off" in play.world.last(GRACE).text
    assert [(None, None)] == play.rows("SELECT next_due_at, away_until FROM people")


@pytest.mark.parametrize(
    "word", ["pause", "Pause!", "I'm on holiday", "i\u2019m on holiday", "im on holiday", "/pause"]
)
async def test_plain_words_lead_to_the_pause(play: Play, word: str) -> None:
    await play.joins()

    assert "Away for a while?" in (await play.says(word)).text


@pytest.mark.parametrize("state", STATES)
async def test_pause_stop_and_resume_work_wherever_she_is(play: Play, state: str) -> None:
    await play.joins()
    answers = []
    for word in ("/pause", "I'm on holiday", "/stop", "stop", "leave me alone", "/resume"):
        for text in STATES[state]:
            await play.says(text)
        answers.append((await play.says(word)).text)

    assert ["Away for a while?"] * 2 == [answer.splitlines()[0] for answer in answers[:2]]
    assert all("Nothing comes by itself." in answer for answer in answers[2:5])
    assert "Next card: " in answers[5]


@pytest.mark.parametrize("word", ["/pause", "/stop", "/resume", "leave me alone", "I'm on holiday"])
@pytest.mark.parametrize("taps", [(), ("Adults",)])
async def test_before_joining_they_get_a_calm_answer_and_nothing_is_sent(
    play: Play, word: str, taps: tuple[str, ...]
) -> None:
    await play.starts()
    for label in taps:
        await play.taps(label)
    answer = await play.says(word)

    assert "Adults" in answer.labels
    assert 0 == await _counted(play, WEDNESDAY + WEEK)
