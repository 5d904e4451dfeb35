"""The own copy and the sheet of a card, as somebody gets them in the chat."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.demo.faults import refuse
from bot.edge.press import Press
from bot.handlers.visit import Unsigned
from bot.signing import chosen, sign_off
from content.contacts_known import mark_of
from storage.contact_checks import Demoted
from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from tests.journeys.play import Play

PATIENCE = 20.0
TODAY = date(2026, 11, 23)


def thin(play: Play) -> None:
    """What is taught becomes little, for tests that need any book: the whole one takes two seconds to make."""
    desk = play.sayso.desk
    adults = desk.library.packs["adults"]
    themes = set(list(adults.themes)[:2])
    few = replace(
        adults,
        excerpts={one: item for one, item in adults.excerpts.items() if adults.theme_of[one] in themes},
        scenarios={one: item for one, item in adults.scenarios.items() if adults.theme_of[one] in themes},
    )
    desk.library = replace(desk.library, packs={**desk.library.packs, "adults": few})


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


@pytest.mark.parametrize("who", [GRACE, "Asha"])
async def test_a_tap_is_answered_while_a_paper_is_made(
    play: Play, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """Also in the same chat: the paper comes when it is ready, below what was shown since."""
    ready = asyncio.Event()

    async def slowly(_press: Press, _make: object, _key: str | None = None) -> bytes:
        await ready.wait()
        return b"%PDF-"

    monkeypatch.setattr(Press, "made", slowly)
    await play.joins()
    await play.joins("Asha")
    await play.says("/read")
    play.world.tap(GRACE, play.world.last(GRACE), "Whole pack as PDF")
    play.world.say(who, "/help")
    await play.world.until(lambda: "What you can do here" in play.world.last(who).text)
    ready.set()
    await waits_for_a_paper(play)


async def test_a_card_can_be_printed_for_a_talk(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.taps("More")
    play.world.tap(GRACE, play.world.last(GRACE), "Print this card")

    assert ["chat-over-mrs-boateng.pdf"] == await waits_for_a_paper(play)


async def test_the_ways_below_a_paper_lead_on_although_a_file_cannot_be_changed(play: Play) -> None:
    thin(play)
    await play.joins()
    await play.says("/read")
    play.world.tap(GRACE, play.world.last(GRACE), "Whole pack as PDF")
    await waits_for_a_paper(play)
    paper = play.world.last(GRACE)

    shown = await play.taps("Raise a concern")

    assert shown.id > paper.id
    assert "999" in shown.text


async def test_a_book_is_made_anew_when_more_of_it_is_signed_off(play: Play) -> None:
    """Where unsigned content is held back, an old book would lack what may be sent by now."""
    thin(play)
    await play.joins()
    play.sayso.desk.unsigned = Unsigned.HOLD
    for count, signed in enumerate((["why-it-matters"], ["adults"]), 1):
        await sign_off(play.sayso.store, chosen(play.sayso.desk.library, signed), "lead", TODAY)
        await play.says("/read")
        play.world.tap(GRACE, play.world.last(GRACE), "Whole pack as PDF")
        await waits_for_a_paper(play, count)
    first, second = (message.file for message in play.written() if message.file is not None)

    assert first.size < second.size
    assert 2 == len(play.rows("SELECT paper FROM files"))


async def test_a_book_is_made_anew_when_a_number_in_it_is_out_of_use(play: Play) -> None:
    """A file that Telegram keeps must not bring back a number that an owner has taken out of use."""
    thin(play)
    await play.joins(town="salford")
    desk = play.sayso.desk
    entry = desk.library.contacts.entry("salford.adults")
    assert entry is not None
    await play.says("/read")
    play.world.tap(GRACE, play.world.last(GRACE), "Whole pack as PDF")
    await waits_for_a_paper(play)
    async with play.sayso.store.writing() as transaction:
        await Demoted(entry.id, str(mark_of(entry.line)), TODAY).write(transaction)
    desk.known_at = None
    await play.says("/read")
    play.world.tap(GRACE, play.world.last(GRACE), "Whole pack as PDF")
    await waits_for_a_paper(play, 2)

    assert 2 == len(play.rows("SELECT paper FROM files"))


async def test_a_file_that_telegram_has_no_more_is_sent_up_again(play: Play) -> None:
    """After a change of token, say: the old bot's ids mean nothing to the new one."""
    await play.joins()
    await play.taps("A")
    await play.taps("More")
    more = play.world.last(GRACE)
    play.world.tap(GRACE, more, "Print this card")
    await waits_for_a_paper(play)
    play.world.faults.plan(
        refuse(400, "Bad Request: wrong file identifier/HTTP URL specified"), "sendDocument"
    )
    play.world.tap(GRACE, more, "Print this card")

    assert 2 == len(await waits_for_a_paper(play, 2))
    assert [(1,)] == play.rows("SELECT count(*) FROM files")
