"""Ten minutes: a page, a card, a page and a talk, with a clear end, wherever it is broken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play


def step(message: Message) -> str:
    """Which step a screen says that it is."""
    return message.text.splitlines()[0]


async def begins(play: Play) -> Message:
    await play.joins()
    return await play.says("I have ten minutes")


async def test_it_leads_through_four_steps_to_a_clear_end_in_one_message(play: Play) -> None:
    page = await begins(play)
    card = await play.taps("Go on: 2 of 4")
    guidance = await play.taps("A")
    again = await play.taps("Go on: 3 of 4")
    talk = await play.taps("Go on: 4 of 4")
    ended = await play.taps("Finish")

    shown = [page, card, again, talk]
    assert [f"Ten minutes: {number} of 4" for number in (1, 2, 3, 4)] == [step(one) for one in shown]
    assert ["Try this:" in one.text for one in shown] == [True, False, True, False]
    assert "A" in card.labels
    assert "Go on: 3 of 4" in guidance.labels, "the answer to the card is part of its step"
    assert page.text != again.text
    assert "That is your ten minutes." in ended.text
    assert 1 == len({one.id for one in (*shown, guidance, ended)}), "no more than one message"
    assert [(None,)] == play.rows("SELECT ten_minutes FROM people")
    assert 2 == len(play.rows("SELECT * FROM reads"))


async def test_it_goes_on_where_it_was_after_other_things_and_a_restart(play: Play) -> None:
    await begins(play)
    card = await play.says("go on")
    await play.says("/settings")
    await play.says("/contacts")
    await play.restart()
    again = await play.says("10 minutes")

    assert "Ten minutes: 2 of 4" == step(again)
    assert card.text == again.text


async def test_it_can_be_stopped_at_any_step_and_carried_on_or_begun_again(play: Play) -> None:
    await begins(play)
    await play.taps("Go on: 2 of 4")
    stopped = await play.taps("Stop here")
    on = await play.taps("Carry on")
    await play.taps("Stop here")
    afresh = await play.taps("Begin again")

    assert "You were at 2 of 4" in stopped.text
    assert ("Ten minutes: 2 of 4", "Ten minutes: 1 of 4") == (step(on), step(afresh))


@pytest.mark.parametrize("data", ["1tj:1", "1tj:3", "1tj:9", "1tk", "1tl:2"])
async def test_an_old_button_never_skips_or_repeats_a_step(play: Play, data: str) -> None:
    await begins(play)
    card = await play.taps("Go on: 2 of 4")
    before = play.rows("SELECT ten_minutes FROM people")
    play.world.tap_data(GRACE, card.id, data)
    await play.settled()

    assert before == play.rows("SELECT ten_minutes FROM people")
    assert "2 of 4" in play.world.last(GRACE).text


@pytest.mark.parametrize("data", ["1tj:2", "1tj:0", "1tk", "1ti"])
async def test_whoever_is_in_none_or_has_not_joined_gets_a_calm_answer(play: Play, data: str) -> None:
    started = await play.starts()
    play.world.tap_data(GRACE, started.id, data)
    await play.settled()
    before = play.world.last(GRACE).text
    await play.joins()
    play.world.tap_data(GRACE, play.world.last(GRACE).id, data)
    await play.settled()

    assert "Something went wrong" not in before + play.world.last(GRACE).text


async def test_a_page_of_other_days_says_nothing_of_ten_minutes(play: Play) -> None:
    await begins(play)
    page = await play.says("/read")

    assert not step(page).startswith("Ten minutes")
    assert "I have ten minutes" in page.labels


async def test_a_talk_that_was_left_in_the_middle_is_the_one_to_end(play: Play) -> None:
    await play.joins()
    await play.says("/rehearse")
    await play.says("1")
    talk = await play.says("a")
    await play.says("ten minutes")
    for _ in range(3):
        last = await play.says("go on")

    assert "Ten minutes: 4 of 4" == step(last)
    assert talk.text in last.text
