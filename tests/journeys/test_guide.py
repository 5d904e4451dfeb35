"""What stands behind the doors: notes, what comes next, clearing it away, and the reminder that was asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE, MONDAY

if TYPE_CHECKING:
    from tests.journeys.play import Play


@pytest.fixture(autouse=True)
async def started(play: Play) -> None:
    """Grace has pressed START, and has not joined."""
    await play.starts()


HELD = "SELECT due_at, left, lease_until FROM reminders"


async def asks(play: Play) -> None:
    """Grace asks for a reminder."""
    await play.says("/concern")
    await play.taps("Someone is or may be hurt")
    await play.taps("What happens next")
    await play.taps("Remind me in 3 and 10 days")


async def waits_until(play: Play, moment: datetime, left: int | None) -> None:
    """The clock jumps, and the reminder that is due by then goes out; so many are to come after it."""
    play.world.jump_to(moment)
    await play.world.until(partial(holds, play, left))
    await play.settled()


def holds(play: Play, left: int | None) -> bool:
    """What is being sent at this moment is still there, under a lease."""
    rows = play.rows("SELECT left, lease_until FROM reminders")
    return rows == ([] if left is None else [(left, None)])


def comings(play: Play) -> list[str]:
    """The reminders that came."""
    return [one.text for one in play.written() if one.text.startswith("A reminder you asked for")]


@pytest.mark.parametrize(
    "door", ["Staff who work with children", "It is happening to me", "I feel I can't go on"]
)
async def test_the_further_doors_are_two_taps_away(play: Play, door: str) -> None:
    await play.says("/concern")
    await play.taps("Something else")
    opened = await play.taps(door)

    assert "999" in opened.text
    assert "not a report" in opened.text
    assert "Clear this" in opened.labels


async def test_only_something_small_leads_to_ways_round(play: Play) -> None:
    await play.says("/concern")
    small = await play.taps("Something small, not right")
    ways = await play.taps("I do not feel able")
    await play.says("/concern")
    hurt = await play.taps("Someone is or may be hurt")

    assert "I do not feel able" in small.labels
    assert "no failure" in ways.text
    assert "I do not feel able" not in hurt.labels


async def test_notes_say_first_that_nothing_of_them_is_stored(play: Play) -> None:
    await play.says("/concern")
    await play.taps("Someone is or may be hurt")
    notes = await play.taps("What to note down")

    assert "Nothing of this is stored here" in notes.text.splitlines()[0]


async def test_protection_stands_in_five_lines_with_two_advisers_and_a_date(play: Play) -> None:
    await play.says("/concern")
    await play.taps("Someone is or may be hurt")
    next_page = await play.taps("What happens next")
    after = await play.taps("You are protected")

    assert 5 == after.text.split("You are protected")[1].count("•")
    assert "020 3117 2520" in after.text
    assert "0300 123 1100" in after.text
    assert "As of 23 November 2026" in after.text
    assert "Telegram keeps this chat" in next_page.text


async def test_clear_this_takes_the_guide_out_of_the_chat(play: Play) -> None:
    await play.joins()
    before = [message.id for message in play.written()]
    await play.says("/concern")
    await play.taps("Someone is or may be hurt")
    await play.taps("Clear this")

    assert before == [message.id for message in play.written()]


async def test_clear_this_takes_what_was_typed_as_well_and_nothing_else(play: Play) -> None:
    await play.joins()
    before = [message.id for message in play.world.messages(GRACE)]
    await play.says("he is choking and going blue")
    await play.taps("What to note down")
    await play.taps("Back to the list")
    await play.taps("Something else")
    await play.taps("Clear this")

    assert before == [message.id for message in play.world.messages(GRACE)]


async def test_what_was_typed_is_in_no_row_while_clear_this_knows_its_message(play: Play) -> None:
    await play.joins()
    before = play.kept()
    await play.says("/concern")
    await play.taps("Someone is or may be hurt")

    assert before == play.kept()


async def test_clear_this_of_somebody_else_s_message_changes_nothing(play: Play) -> None:
    """A forged number is a message of one's own chat, or of none."""
    await play.joins()
    await play.joins("Asha")
    others = [message.id for message in play.world.messages("Asha")]
    guide = await play.says("/concern")
    play.world.tap_data(GRACE, guide.id, f"1clb:{others[-1]}")
    await play.settled()

    assert others == [message.id for message in play.world.messages("Asha")]


async def test_after_two_days_clear_this_leaves_a_line_that_tells_nothing(play: Play) -> None:
    await play.joins()
    await play.says("/stop")
    guide = await play.says("/concern")
    await play.goes_to(MONDAY + timedelta(hours=49))
    play.world.tap(GRACE, guide, "Clear this")
    await play.settled()
    left = next(message for message in play.written() if message.id == guide.id)

    assert "This is cleared. What you typed is still there. Hold it down, then tap Delete." == left.text


async def test_clearing_twice_is_as_clearing_once(play: Play) -> None:
    guide = await play.says("/concern")
    before = len(play.written())
    for _again in range(2):
        play.world.tap_data(GRACE, guide.id, "1cc")
        await play.settled()

    assert before - 1 == len(play.written())


async def test_a_reminder_knows_only_that_it_was_asked_for(play: Play) -> None:
    await play.joins()
    before = play.kept()
    await asks(play)
    new = [row for row in play.kept() if row not in before]

    due = int((MONDAY + timedelta(days=3)).timestamp())
    assert [f'INSERT INTO "reminders" VALUES({play.world.person(GRACE).id},{due},2,NULL);'] == new


async def test_it_comes_after_3_and_after_10_days_and_is_deleted(play: Play) -> None:
    await asks(play)
    await waits_until(play, MONDAY + timedelta(days=3, hours=2), 1)
    first = comings(play)
    await waits_until(play, MONDAY + timedelta(days=10, hours=2), None)

    assert ["A reminder you asked for\n\nDid anyone come back to you?"] == first
    assert 2 * first == comings(play)
    assert [] == play.rows(HELD)


async def test_in_quiet_hours_it_waits(play: Play) -> None:
    """Asked for at 23:00: who has not joined hears nothing before ten in the morning."""
    late = datetime(2026, 11, 23, 23, tzinfo=UTC)
    play.world.jump_to(late)
    await asks(play)
    morning = int(datetime(2026, 11, 27, 10, tzinfo=UTC).timestamp())
    play.world.jump_to(late + timedelta(days=3, minutes=1))
    await play.world.until(lambda: play.rows("SELECT due_at FROM reminders") == [(morning,)])
    await play.settled()

    assert [] == comings(play)
    await waits_until(play, datetime(2026, 11, 27, 10, 1, tzinfo=UTC), 1)
    assert 1 == len(comings(play))


async def test_an_answer_ends_it_and_none_leads_to_the_next_way(play: Play) -> None:
    await asks(play)
    await waits_until(play, MONDAY + timedelta(days=3, hours=2), 1)
    further = await play.taps("No answer yet")
    assert "020 3117 2520" in further.text
    assert 1 == len(play.rows(HELD))
    heard = await play.says("Yes, somebody did")

    assert "somebody heard you" in heard.text
    assert [] == play.rows(HELD)


@pytest.mark.parametrize("way", ["No reminder", "/forget", "block"])
async def test_it_can_be_dropped(play: Play, way: str) -> None:
    await play.joins()
    await asks(play)
    if way == "block":
        play.world.block(GRACE)
        await play.settled()
    elif way == "/forget":
        await play.says("/forget")
        await play.taps("Yes, delete it all")
    else:
        await play.taps(way)

    assert [] == play.rows(HELD)
