from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from bot.clock import MovableClock
from bot.delivery.flood import A_SECOND, BURST, REMEMBERED, Flood
from bot.delivery.pace import CHAT_A_SECOND

ANNA, BEN = 1001, 1002
NUMBERS = itertools.count(1)


def test_a_burst_passes_and_what_goes_on_without_end_does_not() -> None:
    clock = MovableClock(datetime(2026, 11, 23, tzinfo=UTC), running=False)
    flood = Flood(clock)

    passed = sum(flood.lets_pass(ANNA, next(NUMBERS)) for _ in range(10 * BURST))
    assert BURST <= passed <= BURST + 1
    assert flood.lets_pass(BEN, next(NUMBERS)), "nobody pays for somebody else"

    clock.jump_to(clock.now() + timedelta(seconds=10))
    again = sum(flood.lets_pass(ANNA, next(NUMBERS)) for _ in range(10 * BURST))
    assert 10 * A_SECOND <= again <= 10 * A_SECOND + 1


def test_no_more_people_are_remembered_than_fit() -> None:
    flood = Flood(MovableClock(running=False))
    for person in range(REMEMBERED + 100):
        flood.lets_pass(person, next(NUMBERS))

    assert REMEMBERED == len(flood)


def test_what_is_handed_out_again_counts_once() -> None:
    flood = Flood(MovableClock(running=False))

    for _ in range(20):
        assert all(flood.lets_pass(ANNA, number) for number in range(-BURST, 0))


def test_nobody_goes_on_faster_than_one_chat_may_be_answered() -> None:
    assert CHAT_A_SECOND >= A_SECOND
