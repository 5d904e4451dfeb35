"""The own copy and the sheet of a card, as somebody gets them in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from tests.journeys.play import Play

PATIENCE = 20.0


async def waits_for_a_paper(play: Play, count: int = 1) -> list[str]:
    """The names of the papers in the chat, once there are so many."""

    def names() -> list[str]:
        return [message.file.name for message in play.written() if message.file is not None]

    await play.world.until(lambda: len(names()) >= count, PATIENCE)
    await play.settled()
    return names()


async def test_the_own_copy_comes_as_a_file_and_is_sent_up_only_once(play: Play) -> None:
    await play.joins()
    await play.joins("Asha")
    await play.says("/read")
    play.world.tap(GRACE, play.world.last(GRACE), "Whole pack as PDF")
    names = await waits_for_a_paper(play)
    await play.says("/read", "Asha")
    play.world.tap("Asha", play.world.last("Asha"), "Whole pack as PDF")
    await play.world.until(lambda: play.world.last("Asha").file, PATIENCE)
    sent = [call.params["document"] for call in play.world.calls if call.method == "sendDocument"]
    known = play.rows("SELECT file_id FROM files")

    assert ["say-so-adults.pdf"] == names
    assert 2 == len(sent)
    assert [(sent[1],)] == known


async def test_a_tap_is_answered_while_a_paper_is_made(play: Play) -> None:
    await play.joins()
    await play.joins("Asha")
    await play.says("/read")
    play.world.tap(GRACE, play.world.last(GRACE), "Whole pack as PDF")
    answer = await play.says("/help", "Asha")
    await waits_for_a_paper(play)

    assert "What you can do here" in answer.text


async def test_a_card_can_be_printed_for_a_talk(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.taps("More")
    play.world.tap(GRACE, play.world.last(GRACE), "Print this card")

    assert ["chat-over-mrs-boateng.pdf"] == await waits_for_a_paper(play)
