"""Plain words for less of it, for none of it and for being away, whatever else somebody is at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE
from tests.journeys.test_rhythm import STATES

if TYPE_CHECKING:
    from tests.journeys.play import Play

NEXT_WEDNESDAY = datetime(2026, 12, 2, 12, 30, tzinfo=UTC)
WANTED = "SELECT next_due_at IS NOT NULL, every_weeks FROM people"
# And the journeys that are newer than those.
NEWER_STATES = STATES | {
    "ten minutes": ("ten minutes",),
    "the talk of ten minutes": ("ten minutes", "go on", "go on", "go on"),
    "own words": ("/rehearse", "1", "say it in your own words"),
    "own words looked at": ("/rehearse", "1", "say it in your own words", "hello there"),
    "something good": ("something good",),
    "thanks": ("something good", "food"),
    "how often pages come": ("/settings", "pages"),
    "away until which day": ("/pause", "until a day"),
    "a look-up": ("they leave her in a wet pad",),
}


@pytest.mark.parametrize("state", NEWER_STATES)
async def test_stop_and_fewer_in_plain_words_work_wherever_she_is(play: Play, state: str) -> None:
    await play.joins()
    for text in NEWER_STATES[state]:
        await play.says(text)
    fewer = await play.says("Too many messages, please!")
    thinned = play.rows(WANTED)
    for text in NEWER_STATES[state]:
        await play.says(text)
    stopped = await play.says("Stop it")

    stays = state == "stopped"
    assert ([(0, 1)] if stays else [(1, 2)]) == thinned
    assert ("cards are off" if stays else "every other week") in fewer.text
    assert "Nothing comes by itself" in stopped.text
    assert [(0, 1 if stays else 2)] == play.rows(WANTED)


async def test_fewer_starts_nothing_for_somebody_who_has_stopped(play: Play) -> None:
    await play.joins()
    await play.says("/stop")
    answer = await play.says("fewer please")

    assert "Nothing comes by itself" in answer.text
    assert [(0, 1)] == play.rows(WANTED)


@pytest.mark.parametrize(
    "text", ["leave me alone", "too many messages", "away until 5 January", "ten minutes"]
)
async def test_before_joining_they_get_a_calm_answer(play: Play, text: str) -> None:
    await play.starts()

    assert "Adults" in (await play.says(text)).labels


@pytest.mark.parametrize(
    ("words", "until", "card"),
    [
        ("away until 5 January", "Tuesday 5 January", "Wednesday 6 January"),
        ("I'm on holiday until the 14th of December", "Monday 14 December", "Wednesday 16 December"),
        ("until 2/12", "Wednesday 2 December", "Wednesday 2 December"),
        ("pause until monday please", "Monday 30 November", "Wednesday 2 December"),
    ],
)
async def test_away_until_a_day_can_be_typed_anywhere(play: Play, words: str, until: str, card: str) -> None:
    await play.joins()
    told = await play.says(words)

    assert f"nothing comes by itself before {until}. Next card: {card}" in told.text


async def test_a_day_alone_is_enough_where_one_is_asked_for_and_nowhere_else(play: Play) -> None:
    await play.joins()
    elsewhere = await play.says("5 January")
    await play.says("/pause")
    there = await play.says("5 January")

    assert "away" not in elsewhere.text
    assert "before Tuesday 5 January" in there.text


async def test_a_day_can_be_chosen_with_two_taps(play: Play) -> None:
    await play.joins()
    await play.says("/pause")
    months = await play.taps("Until a day")
    days = await play.taps("December 2026")
    told = await play.taps("14")

    assert "January 2027" in months.labels
    assert "31" in days.labels
    assert "before Monday 14 December" in told.text


@pytest.mark.parametrize("words", ["away until 20 November", "I was away until 1 November", "until today"])
async def test_a_day_that_is_past_means_that_she_is_back_and_brings_no_pile(play: Play, words: str) -> None:
    await play.joins()
    await play.says("/pause")
    await play.taps("A month")
    told = await play.says(words)
    before = len(play.written())
    await play.goes_to(NEXT_WEDNESDAY - timedelta(weeks=1))
    card = len(play.written()) - before
    await play.goes_to(NEXT_WEDNESDAY - timedelta(minutes=1))

    assert "Next card: Wednesday 25 November" in told.text
    assert "away" not in told.text
    assert (1, 1) == (card, len(play.written()) - before), "the card of this week, and no other"


@pytest.mark.parametrize("data", ["1yu:9999-12-31", "1yu:0001-01-01", "1yd:9999-12-01", "1yd:2026-11-02"])
async def test_a_forged_day_breaks_nothing(play: Play, data: str) -> None:
    card = await play.joins()
    play.world.tap_data(GRACE, card.id, data)
    await play.settled()

    assert "Something went wrong" not in play.world.last(GRACE).text
    assert [(None,)] == play.rows("SELECT away_until FROM people")


async def test_where_cards_are_off_a_day_does_not_turn_them_on(play: Play) -> None:
    await play.joins()
    await play.says("/stop")
    told = await play.says("away until 5 January")

    assert "Weekly cards are off" in told.text
    assert [(0, 1)] == play.rows(WANTED)


@pytest.mark.parametrize(
    ("shift", "text"),
    [("early", "Early"), ("late", "Late"), ("no quiet hours", "No quiet hours"), ("nights", "Nights")],
)
async def test_settings_know_more_shifts_than_joining_asks_for(play: Play, shift: str, text: str) -> None:
    started = await play.starts()
    asked = await play.taps("Adults")
    await play.taps("Mixed")
    for said in ("wigan", "/settings", "shifts"):
        await play.says(said)
    settings = await play.says(shift)

    assert "Early" not in started.labels + asked.labels
    assert ["Days", "Nights", "Mixed"] == asked.labels[:3]
    assert f"Shifts: {text}" in settings.text


async def test_a_card_can_keep_clear_of_bank_holidays(play: Play) -> None:
    """Christmas Day 2026 is a Friday, and the Monday after it stands in for Boxing Day."""
    await play.joins()
    for said in ("/settings", "day", "friday", "12:30", "away until 21 December", "/settings"):
        await play.says(said)
    told = await play.taps("Not on bank holidays")
    before = len(play.written())
    await play.goes_to(datetime(2026, 12, 25, 18, 0, tzinfo=UTC))
    christmas = len(play.written()) - before
    await play.goes_to(datetime(2026, 12, 27, 12, 30, tzinfo=UTC))

    assert "No card on bank holidays." in told.text
    assert (0, 1) == (christmas, len(play.written()) - before)
    assert "Bank holidays too" in told.labels
