"""What comes beside the weekly card: pages at a rhythm of one's own, and time set aside to read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.screens.pushes import page_wordings, ten_wordings
from tests.journeys.play import GRACE, stop

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)  # when the card comes
TUESDAY = WEDNESDAY - timedelta(days=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DUE = """
    SELECT next_due_at FROM people UNION SELECT next_due_at FROM rhythms
    UNION SELECT send_at FROM nudges WHERE state = 'due'
"""


async def wants_pages(play: Play, often: str = "every day", hour: str = "09:00") -> Message:
    """Join, and choose how often and when pages come."""
    await play.joins()
    for text in ("/settings", "pages", often):
        await play.says(text)
    return await play.says(hour)


def next_due(play: Play) -> datetime:
    """When something is due next; the end of time, if nothing is."""
    moments = [datetime.fromtimestamp(seconds, UTC) for (seconds,) in play.rows(DUE) if seconds is not None]
    return min((one for one in moments if one > play.clock.now()), default=datetime.max.replace(tzinfo=UTC))


async def came(play: Play, moment: datetime) -> list[str]:
    """What comes until then, where the clock stops whenever something is due, as if it had run all the time."""
    before = len(play.written())
    while (soon := next_due(play)) < moment:
        await play.goes_to(soon)
    await play.goes_to(moment)
    return [message.text for message in play.written()[before:]]


def kinds(play: Play) -> list[str]:
    """What was made beside cards, in the order of days."""
    return [f"{kind} {state}" for kind, state in play.rows("SELECT kind, state FROM nudges ORDER BY due_at")]


async def test_a_page_comes_daily_at_her_hour_and_show_it_shows_one_in_its_place(play: Play) -> None:
    told = await wants_pages(play)
    first, second = await came(play, TUESDAY - timedelta(hours=3, minutes=31)), await came(play, TUESDAY)
    pushed = play.world.last(GRACE)
    shown = await play.taps("Show it")

    assert "every day at 09:00" in told.text
    assert ([], True) == (first, second[0] in page_wordings())
    assert ["Show it", "Later", "Settings"] == pushed.labels
    assert (pushed.id, True) == (shown.id, "Try this:" in shown.text)
    assert 1 == len(play.rows("SELECT * FROM reads"))
    assert 1 == len(await came(play, WEDNESDAY - HOUR)), "and again the next day"


@pytest.mark.parametrize(
    ("often", "days"),
    [
        ("once a week", ["Saturday"]),
        ("twice a week", ["Monday", "Friday"]),
        ("no pages", []),
    ],
)
async def test_pages_come_as_often_as_was_chosen_and_not_on_the_day_of_the_card(
    play: Play, often: str, days: list[str]
) -> None:
    await wants_pages(play)
    await play.says("/settings")
    await play.says("pages")
    told = await play.says(often)
    settings = await play.says("/settings")

    assert (" and ".join(days) or "none") in told.text
    assert bool(days) == ("Pages: " in settings.text)
    assert bool(days) == bool(play.rows("SELECT * FROM rhythms"))


async def test_a_page_that_is_due_with_the_card_comes_an_hour_after_it(play: Play) -> None:
    await wants_pages(play, hour="12:00")
    await play.goes_to(TUESDAY)
    await play.says("/help")

    assert 1 == len(await came(play, WEDNESDAY)), "the card alone"
    assert 1 == len(await came(play, WEDNESDAY + HOUR)), "and then the page"
    assert ["excerpt sent", "card sent", "excerpt sent"] == kinds(play)


@pytest.mark.parametrize("choice", ["In 1 hour", "Tomorrow"])
async def test_a_page_can_be_put_off_and_never_comes_twice(play: Play, choice: str) -> None:
    await wants_pages(play)
    await play.goes_to(TUESDAY - 3 * HOUR)
    pushed = play.world.last(GRACE)
    asked = await play.taps("Later")
    told = await play.taps(choice)

    assert ["In 1 hour", "After my shift", "Tomorrow", "Next week", "Show it now"] == asked.labels
    assert (pushed.id, True) == (told.id, "It comes again on" in told.text)
    # What was put off until tomorrow makes way for tomorrow's own.
    until = TUESDAY - HOUR if choice == "In 1 hour" else TUESDAY - 3 * HOUR + DAY
    assert 1 == len(await came(play, until))


@pytest.mark.parametrize("words", [("/stop",), ("/pause", "one week"), ("leave me alone",)])
async def test_stopping_and_being_away_stop_pages_too(play: Play, words: tuple[str, ...]) -> None:
    await wants_pages(play)
    for text in words:
        await play.says(text)

    assert [] == await came(play, WEDNESDAY + HOUR)


async def test_resuming_brings_pages_again_and_no_pile(play: Play) -> None:
    await wants_pages(play)
    await play.says("/stop")
    await play.goes_to(WEDNESDAY + 7 * DAY + 2 * HOUR)
    await play.says("/resume")

    assert 1 == len(await came(play, WEDNESDAY + 8 * DAY))


async def test_after_a_downtime_one_late_message_comes_and_it_is_the_card(play: Play) -> None:
    """What was due meanwhile is made way for; what is due later comes as always."""
    await wants_pages(play)
    await stop(play.task)
    play.world.jump_to(WEDNESDAY + 6 * HOUR)
    before = len(play.written())
    await play.restart()
    await play.goes_to(WEDNESDAY + 8 * HOUR)

    assert 1 == len(play.written()) - before
    assert 1 == len(await came(play, WEDNESDAY + 21 * HOUR))
    assert ["excerpt lapsed", "card sent"] == kinds(play)[:2]


async def test_three_pages_that_nobody_looks_at_bring_one_question_and_then_silence(play: Play) -> None:
    await wants_pages(play)
    texts = await came(play, WEDNESDAY + 3 * DAY)

    assert 4 == len(texts), "a page, a page and a card, and the question"
    assert "have not opened the last three" in texts[-1]
    assert ["Keep them", "Fewer", "Stop", "Later", "Another day or time"] == play.world.last(GRACE).labels


async def test_the_question_can_be_put_off_too(play: Play) -> None:
    await wants_pages(play)
    await came(play, WEDNESDAY + 2 * DAY)
    await play.taps("Later")
    told = await play.taps("Tomorrow")
    texts = await came(play, WEDNESDAY + 4 * DAY)

    assert "It comes again on" in told.text
    assert 1 == len(texts), "the question, and nothing else"
    assert "Keep them" in play.world.last(GRACE).labels


async def test_fewer_thins_cards_and_pages(play: Play) -> None:
    await wants_pages(play)
    await came(play, WEDNESDAY + 2 * DAY)
    told = await play.taps("Fewer")

    assert "A card every other week" in told.text
    assert "Pages: Monday and Friday at 09:00" in told.text


async def test_time_set_aside_brings_ten_minutes_at_its_hour(play: Play) -> None:
    await play.joins()
    for text in ("/settings", "reading time", "friday"):
        await play.says(text)
    told = await play.says("14:00")
    await play.goes_to(WEDNESDAY + HOUR)
    await play.says("/help")
    texts = await came(play, WEDNESDAY + 2 * DAY + 2 * HOUR)
    shown = await play.taps("Show it")

    assert "Friday at 14:00" in told.text
    assert (1, True) == (len(texts), texts[0] in ten_wordings())
    assert "Ten minutes: 1 of 4" in shown.text


async def test_another_shift_moves_hours_that_were_never_touched(play: Play) -> None:
    await play.joins()
    for text in ("/settings", "pages", "every day", "/settings", "shifts", "nights"):
        await play.says(text)

    assert [(960,)] == play.rows("SELECT minutes FROM rhythms")
    assert [(960,)] == play.rows("SELECT card_minutes FROM people")


@pytest.mark.parametrize(
    "data", ["1zt:p:2026-11-20", "1zp:r:2026-11-20", "1zq:t:2026-11-20:hour", "1zn:q:2026-11-20"]
)
async def test_a_forged_day_shows_nothing_and_puts_nothing_off(play: Play, data: str) -> None:
    told = await wants_pages(play)
    play.world.tap_data(GRACE, told.id, data)
    await play.settled()

    assert "moved" in play.world.last(GRACE).text
    assert [] == play.rows("SELECT * FROM nudges")
