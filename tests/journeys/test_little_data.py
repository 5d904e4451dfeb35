"""A week of use takes little data: the card, the answer, the rest of it, two pages, and a look at the numbers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.play import Play

MOST_BYTES = 40_000


async def test_a_week_of_use_takes_less_than_forty_kilobytes(play: Play) -> None:
    await play.joins()
    play.world.calls.clear()
    await play.goes_to(datetime(2026, 11, 25, 12, 30, tzinfo=UTC))
    await play.taps("Show it")
    await play.taps("A")
    await play.taps("More")
    await play.says("Read")
    await play.taps("Next")
    await play.says("/contacts")
    await play.says("/concern")
    shown = sum(len(json.dumps(call.params)) for call in play.world.calls if call.method != "getUpdates")

    assert 0 < shown < MOST_BYTES
