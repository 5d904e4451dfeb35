"""Content that no safeguarding lead has signed off says so, or is held back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.handlers.visit import Unsigned
from bot.signing import UnknownItemError, chosen, sign_off
from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from tests.journeys.play import Play

DRAFT = "Draft: no safeguarding lead has checked this yet."
TODAY = date(2026, 11, 23)


async def signs(play: Play, *wanted: str) -> None:
    """A safeguarding lead signs off."""
    await sign_off(play.sayso.store, chosen(play.sayso.desk.library, wanted), "safeguarding lead", TODAY)


async def test_a_card_says_that_it_is_a_draft_until_it_is_signed_off(play: Play) -> None:
    draft = await play.joins()
    await signs(play, "adults")
    signed = await play.says("/practise")

    assert DRAFT in draft.text
    assert DRAFT not in signed.text


async def test_a_change_makes_a_signed_item_a_draft_again(play: Play) -> None:
    await signs(play, "adults")
    pack = play.sayso.desk.library.packs["adults"]
    for name, card in pack.scenarios.items():
        pack.scenarios[name] = card.model_copy(update={"title": "Another title"})

    assert DRAFT in (await play.joins()).text


async def test_what_is_not_signed_off_is_held_back_if_the_service_wants_it(play: Play) -> None:
    play.sayso.desk.unsigned = Unsigned.HOLD
    nothing = await play.joins()
    page = await play.says("/read")
    await signs(play, "adults")
    card = await play.says("/practise")

    assert "There is nothing here that may be shown yet" in nothing.text
    assert nothing.text == page.text
    assert "A" in card.labels


async def test_a_card_that_is_held_back_later_is_not_shown_by_an_old_button(play: Play) -> None:
    card = await play.joins()
    play.sayso.desk.unsigned = Unsigned.HOLD
    play.world.tap(GRACE, card, "A")
    await play.settled()

    assert "moved" in play.world.last(GRACE).text


def test_an_item_that_is_not_there_is_named(play: Play) -> None:
    with pytest.raises(UnknownItemError, match="no item nonsense"):
        chosen(play.sayso.desk.library, ["nonsense"])
