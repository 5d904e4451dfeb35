"""Joining: three taps and one typed town, and the first card is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from tests.journeys.play import Play


async def test_the_first_screen_says_what_it_is_and_is_not(play: Play) -> None:
    welcome = await play.starts()

    for said in ("not a place to report", "Nobody reads", "Your manager cannot", "not end-to-end", "999"):
        assert said in welcome.text


async def test_three_taps_and_one_typed_town_lead_to_the_first_card(play: Play) -> None:
    await play.starts()
    await play.taps("Adults")
    await play.taps("Nights")
    card = await play.says("wigan")

    assert ["A", "B", "C"] == card.labels[:3]
    assert [("nights", "wigan", "wed", 16 * 60)] == play.rows(
        "SELECT shift, area, card_day, card_minutes FROM people"
    )


async def test_each_step_of_joining_brings_at_most_one_new_message(play: Play) -> None:
    counts = []
    for step in (play.starts(), play.taps("Adults"), play.taps("Days"), play.says("wigan")):
        before = len(play.written())
        await step
        counts.append(len(play.written()) - before)

    assert [1, 0, 1, 1] == counts


async def test_the_first_message_becomes_useful_numbers_and_is_pinned(play: Play) -> None:
    await play.joins()
    first = play.written()[0]

    assert first.id == play.world.chats[play.world.person(GRACE).id].pinned
    assert "Useful numbers: Wigan" in first.text
    assert "01942" in first.text


async def test_a_mended_spelling_is_asked_about_and_never_guessed(play: Play) -> None:
    await play.starts()
    await play.taps("Adults")
    await play.taps("Days")
    question = await play.says("barow in furnes")
    card = await play.taps("Westmorland and Furness")

    assert "Westmorland and Furness" in question.labels
    assert "A" in card.labels
    assert [("westmorland-and-furness",)] == play.rows("SELECT area FROM people")


async def test_a_town_in_two_areas_offers_both(play: Play) -> None:
    await play.starts()
    await play.taps("Adults")
    await play.taps("Days")
    question = await play.says("hale")

    assert {"Halton", "Trafford"} <= set(question.labels)


@pytest.mark.parametrize("typed", ["skip", "Skip", "SKIP"])
async def test_the_town_can_be_left_for_later(play: Play, typed: str) -> None:
    card = await play.joins(town=typed)

    assert "A" in card.labels
    assert [(None,)] == play.rows("SELECT area FROM people")


async def test_a_place_outside_england_is_named_as_such(play: Play) -> None:
    answer = await play.joins(town="cardiff")

    assert "Wales" in answer.text
    assert "999" in answer.text


async def test_an_old_button_of_joining_changes_nothing_later(play: Play) -> None:
    await play.joins()
    before = play.rows("SELECT pack, shift, joined_on FROM people")
    for data in ("1jp:children", "1js:children:nights"):
        play.world.tap_data(GRACE, play.written()[0].id, data)
        await play.settled()

    assert before == play.rows("SELECT pack, shift, joined_on FROM people")


async def test_start_again_brings_the_menu_and_the_next_date(play: Play) -> None:
    await play.joins()
    home = await play.says("/start")

    assert "Wednesday 25 November at 12:30" in home.text
    menu = play.world.chats[play.world.person(GRACE).id].menu
    assert menu is not None
    assert ["Read", "Practise", "Raise a concern", "Look up"] == [key for row in menu.rows for key in row]
