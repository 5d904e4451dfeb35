"""Owners look at any item of the content; nobody else can, and nothing is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.world import GRACE as GRACE_ID

if TYPE_CHECKING:
    from tests.journeys.play import Play


async def owns(play: Play) -> list[str]:
    """Grace has joined, and runs the bot."""
    await play.joins()
    play.sayso.desk.owners = frozenset({GRACE_ID})
    await play.says("/preview")
    return play.kept()


async def test_an_owner_sees_a_card_and_what_each_choice_leads_to(play: Play) -> None:
    await owns(play)
    card = await play.says("/preview a-slap")
    guidance = await play.taps("B")
    again = await play.taps("From the beginning")

    assert "Preview of a-slap. Nothing is recorded." in card.text
    assert "You chose B." in guidance.text
    assert card.text == again.text
    assert [(1,)] == play.rows("SELECT count(*) FROM showings")
    assert [] == play.rows("SELECT * FROM reads")


async def test_an_owner_walks_a_rehearsal_to_an_ending(play: Play) -> None:
    await owns(play)
    await play.says("/preview good-boy")
    step = await play.taps("Begin")
    for _choice in range(12):
        if "What worked:" in step.text:
            break
        step = await play.taps("A")

    assert "What worked:" in step.text


async def test_nobody_else_can_look(play: Play) -> None:
    await play.joins()
    answers = [await play.says(text) for text in ("/preview", "/preview a-slap")]
    play.world.tap_data("Grace", answers[-1].id, "1vo:a-slap:b")
    await play.settled()

    assert all("moved" in answer.text for answer in [*answers, play.world.last("Grace")])


async def test_an_item_that_is_not_there_is_calmly_refused(play: Play) -> None:
    await owns(play)
    for text in ("/preview nonsense", "/preview ../../etc", "/preview <b>"):
        answer = await play.says(text)
        assert "moved" in answer.text or "Type /preview" in answer.text
