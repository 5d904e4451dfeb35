"""Own words: said aloud or typed, looked at beside three ways to say it, and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play

MARKED = "Excuse me Zorblax, would you mind knocking before you go in"
LONG = f"{MARKED}, because she is getting dressed and I would not like it either, thank you so much"


async def in_a_talk(play: Play) -> Message:
    await play.joins()
    await play.says("/rehearse")
    await play.says("1")
    return await play.taps("Say it in your own words")


async def behind_a_card(play: Play) -> Message:
    await play.joins()
    for label in ("A", "More"):
        await play.taps(label)
    return await play.taps("Say it in your own words")


@pytest.mark.parametrize("begin", [in_a_talk, behind_a_card])
@pytest.mark.parametrize("said", [MARKED, LONG, "wigan"])
async def test_whatever_is_typed_brings_three_ways_and_is_kept_nowhere(
    play: Play, begin: object, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = await (in_a_talk if begin is in_a_talk else behind_a_card)(play)
    before = play.kept()
    shown = await play.says(said)

    assert "What would you say?" in asked.text
    assert "Three ways to say it" in shown.text
    assert 3 == shown.text.count("“")
    assert set() == {line for line in play.everything() if "Zorblax" in line}
    assert len(before) == len(play.kept()), "not even a row that something was typed"
    assert "Zorblax" not in capsys.readouterr().out


async def test_danger_comes_first_in_this_state_too(play: Play) -> None:
    await in_a_talk(play)
    shown = await play.says("he has stopped breathing help")

    assert "999" in shown.text.splitlines()[0]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("stop", "Nothing comes by itself"),
        ("leave me alone", "Nothing comes by itself"),
        ("Raise a concern", "999"),
        ("/settings", "Settings"),
        ("back", "What do you say?"),
    ],
)
async def test_keys_commands_and_buttons_mean_what_they_always_mean(
    play: Play, said: str, found: str
) -> None:
    await in_a_talk(play)

    assert found in (await play.says(said)).text


async def test_three_points_can_be_ticked_and_nothing_of_it_is_kept(play: Play) -> None:
    await in_a_talk(play)
    await play.taps("Three ways to say it")
    before = play.kept()
    first = await play.taps("Said what I saw: no")
    second = await play.taps("Kept it kind: no")
    third = await play.taps("Said what I saw: yes")

    assert ["Said what I saw: yes", "Kept it kind: no"] == first.labels[:2]
    assert ["Said what I saw: yes", "Kept it kind: yes"] == second.labels[:2]
    assert ["Said what I saw: no", "Kept it kind: yes"] == third.labels[:2]
    assert before == play.kept()
    assert "Said what I saw: yes" in (await play.says("Said what I saw: no")).labels, "it can be typed"


async def test_it_leads_back_to_the_step_and_is_there_after_a_restart(play: Play) -> None:
    await in_a_talk(play)
    await play.restart()
    await play.says("I would say something kind")
    back = await play.taps("Back")

    assert "What do you say?" in back.text


@pytest.mark.parametrize("data", ["1ow:r:99", "1ow:c:99", "1ox:r:1:8", "1ox:c:1:0"])
async def test_somebody_elses_run_or_card_is_not_there(play: Play, data: str) -> None:
    await in_a_talk(play)
    await play.starts("Marek")
    play.world.tap_data("Marek", play.world.last("Marek").id, data)
    await play.settled()

    assert "moved" in play.world.last("Marek").text
    assert "Three ways" not in play.world.last(GRACE).text
