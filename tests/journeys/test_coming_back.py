"""What was answered weakly comes back with the next weekly card, in another story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.learning.dealing import option_order
from content import library
from content.models import Rating

if TYPE_CHECKING:
    from content.models import Scenario
    from tests.journeys.play import Play

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)
CARDS = library.load().packs["adults"].scenarios
DEALT = "SELECT card FROM showings ORDER BY id"


async def _card_of(play: Play, moment: datetime) -> Scenario:
    """The card that is announced then."""
    await play.goes_to(moment)
    await play.taps("Show it")
    return CARDS[play.rows(DEALT)[-1][0]]


async def _answers(play: Play, card: Scenario, *ratings: Rating) -> None:
    person = play.rows("SELECT id FROM people")[0][0]
    order = option_order(person, card)
    key = next(option.key for option in card.options if option.rating in ratings)
    await play.taps("ABCD"[order.index(key)])


@pytest.mark.parametrize("weakly", [True, False])
async def test_a_weak_answer_brings_its_principle_back_with_the_next_card(
    play: Play, *, weakly: bool
) -> None:
    await play.joins()
    first = await _card_of(play, WEDNESDAY)
    await _answers(play, first, *((Rating.RISKY, Rating.UNSAFE) if weakly else (Rating.STRONG,)))
    second = await _card_of(play, WEDNESDAY + WEEK)

    assert first.id != second.id
    assert weakly == (first.principle == second.principle)


async def test_a_card_that_was_not_answered_does_not_come_again_by_itself(play: Play) -> None:
    await play.joins()
    first = await _card_of(play, WEDNESDAY)
    second = await _card_of(play, WEDNESDAY + WEEK)

    assert first.id != second.id
