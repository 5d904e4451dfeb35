"""Nothing comes more often than it is wanted: live exchanges, cards that nobody looks at, every other week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from tests.journeys.play import Play

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)


async def _goes_through(play: Play, weeks: int) -> list[int]:
    """How many messages each of the next Wednesdays brings."""
    came = []
    for week in range(weeks):
        before = len(play.written())
        await play.goes_to(WEDNESDAY + week * WEEK)
        came.append(len(play.written()) - before)
    return came


async def test_a_push_waits_until_a_live_exchange_is_over(play: Play) -> None:
    await play.joins()
    await play.goes_to(WEDNESDAY - timedelta(minutes=2))
    await play.says("/read")
    before = len(play.written())

    await play.goes_to(WEDNESDAY)
    await play.goes_to(WEDNESDAY + timedelta(minutes=12))
    assert before == len(play.written())
    await play.goes_to(WEDNESDAY + timedelta(minutes=14))
    assert before + 1 == len(play.written())


async def test_three_cards_that_nobody_looks_at_bring_one_question_and_then_silence(play: Play) -> None:
    await play.joins()

    assert [1, 1, 1, 1, 0, 0, 0] == await _goes_through(play, 7)
    assert ["Keep them", "Fewer", "Stop", "Later", "Another day or time"] == play.world.last(GRACE).labels


async def test_who_keeps_them_gets_one_the_week_after(play: Play) -> None:
    await play.joins()
    await _goes_through(play, 4)
    answer = await play.taps("Keep them")

    assert "Next card: Wednesday 23 December" in answer.text
    await play.goes_to(WEDNESDAY + 4 * WEEK)
    assert "Show it" in play.world.last(GRACE).labels


async def test_who_wants_fewer_gets_one_every_other_week(play: Play) -> None:
    await play.joins()
    await _goes_through(play, 4)
    answer = await play.says("fewer")

    assert "A card every other week" in answer.text
    came = []
    for week in range(4, 10):
        before = len(play.written())
        await play.goes_to(WEDNESDAY + week * WEEK)
        came.append(len(play.written()) - before)
        await play.says("/read")
    assert [1, 0, 1, 0, 1, 0] == came


async def test_who_looks_at_something_is_not_asked(play: Play) -> None:
    await play.joins()
    await _goes_through(play, 2)
    await play.says("/read")
    await play.goes_to(WEDNESDAY + 2 * WEEK)
    await play.goes_to(WEDNESDAY + 3 * WEEK)

    assert "Show it" in play.world.last(GRACE).labels
    assert [(2,)] == play.rows("SELECT unanswered FROM people")


async def test_looking_at_the_guide_leaves_no_mark_of_when(play: Play) -> None:
    await play.joins()
    before = play.rows("SELECT active_at, unanswered, place FROM people")
    await play.goes_to(WEDNESDAY - timedelta(hours=3))
    await play.says("/concern")

    assert before == play.rows("SELECT active_at, unanswered, place FROM people")
