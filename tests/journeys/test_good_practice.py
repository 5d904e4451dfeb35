"""I saw something good: two taps, a count of nobody, and a line to send on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.managing import has_team, opens
from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from tests.journeys.play import Play

COUNTED = "SELECT team_id, theme, seen FROM good_practice ORDER BY theme"


async def test_two_taps_count_a_theme_and_give_a_line_to_send_on(play: Play) -> None:
    await play.joins()
    await play.says("/help")
    asked = await play.taps("I saw something good")
    thanks = await play.taps("Dignity and privacy")
    other = await play.taps("Other words")

    assert "No names, no words" in asked.text
    assert "Thank you for noticing." in thanks.text
    assert "<code>" in thanks.html, "a tap copies the line"
    assert thanks.text != other.text
    assert [(0, "dignity-privacy", 1)] == play.rows(COUNTED)


async def test_it_can_be_typed_and_each_time_counts(play: Play) -> None:
    await play.joins()
    for text in ("I saw something good", "food and drink", "something good", "food", "good practice", "1"):
        await play.says(text)

    assert [(0, "dignity-privacy", 1), (0, "food-drink", 2)] == play.rows(COUNTED)


async def test_a_tap_in_a_hurry_counts_once_and_the_next_time_counts_again(play: Play) -> None:
    await play.joins()
    asked = await play.says("I saw something good")
    data = next(key.data for key in asked.buttons if key.text == "Food and drink" and key.data)
    for _ in range(2):
        play.world.tap_data(GRACE, asked.id, data)
    await play.settled()
    assert [(0, "food-drink", 1)] == play.rows(COUNTED)

    await play.says("I saw something good")
    await play.taps("Food and drink")
    assert [(0, "food-drink", 2)] == play.rows(COUNTED)


async def test_who_is_in_a_team_counts_for_that_team(owned: Play) -> None:
    await opens(owned, await has_team(owned))
    await owned.taps("Days")
    await owned.says("I saw something good")
    await owned.taps("Food and drink")
    [(team,)] = owned.rows("SELECT id FROM teams")

    assert [(team, "food-drink", 1)] == owned.rows(COUNTED)


async def test_a_count_tells_nothing_of_a_person(play: Play) -> None:
    await play.joins()
    await play.says("I saw something good")
    await play.taps("Food and drink")
    columns = [name for _, name, *_ in play.rows("PRAGMA table_info(good_practice)")]

    assert ["team_id", "day", "theme", "seen"] == columns


@pytest.mark.parametrize("data", ["1gc:nothing", "1gc:sexual-abuse", "1gt:nothing:0"])
async def test_a_theme_that_is_not_offered_counts_nothing(play: Play, data: str) -> None:
    card = await play.joins()
    play.world.tap_data(GRACE, card.id, data)
    await play.settled()

    assert "moved" in play.world.last(GRACE).text
    assert [] == play.rows(COUNTED)
