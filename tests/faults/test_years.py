"""Ten thousand simulated years of people: every promise about what comes next and when, kept in each of them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.simulating.counts import Counts, Order, simulate
from content import library

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = 10_000
WEEKS = 104
JOINED = datetime(2027, 1, 4, 9, tzinfo=UTC)


@pytest.mark.soak
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("pack", ["adults", "children"])
def test_every_promise_is_kept_in_ten_thousand_years(pack: str, progress: Callable[[str], None]) -> None:
    people = YEARS * 52 // WEEKS // 2
    order = Order(library.load().packs[pack], people, WEEKS, 1, JOINED, ZoneInfo("Europe/London"))
    counts = Counts()
    for part in simulate(order):
        counts.add(part)
        if counts.people["in all"] % 500 == 0:
            progress(f"{pack}: {counts.people['in all']} of {people} people")

    assert Counter() == counts.broken
    assert people == counts.people["in all"]
