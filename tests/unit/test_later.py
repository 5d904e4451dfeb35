"""When something comes that was put off, on the clock where the person lives."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.later import DAYS_AWAY, SHIFT_ENDS, SOONEST, back_at, comes_again
from bot.learning.schedule import Rhythm, is_quiet, next_due, reminder_at
from bot.routes import Absence, Later, Shift, Weekday
from tests.unit.fewer import MANY

LONDON = ZoneInfo("Europe/London")
RHYTHMS = st.builds(Rhythm, st.sampled_from(Weekday), st.integers(0, 24 * 60 - 1))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is beside it
SHIFTS = st.sampled_from(Shift)
AT_NOON = Rhythm(Weekday.WEDNESDAY, 12 * 60)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in London; the 25th is a Wednesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("later", "shift", "now", "comes"),
    [
        (Later.HOUR, Shift.DAYS, local(25, 12, 30), local(25, 13, 30)),
        (Later.HOUR, Shift.DAYS, local(25, 22, 30), local(25, 23, 30)),
        (Later.AFTER_SHIFT, Shift.DAYS, local(25, 12, 30), local(25, 20)),
        (Later.AFTER_SHIFT, Shift.MIXED, local(25, 19), local(25, 20)),
        (Later.AFTER_SHIFT, Shift.DAYS, local(25, 19, 1), local(26, 20)),
        (Later.AFTER_SHIFT, Shift.NIGHTS, local(25, 16), local(26, 8)),
        (Later.AFTER_SHIFT, Shift.NIGHTS, local(26, 3), local(26, 8)),
        (Later.AFTER_SHIFT, Shift.NIGHTS, local(26, 7, 30), local(27, 8)),
        (Later.TOMORROW, Shift.DAYS, local(25, 18), local(26, 12)),
        (Later.NEXT_WEEK, Shift.DAYS, local(26, 18), local(26 + 7 - 30, 12).replace(month=12)),
    ],
)
def test_what_is_put_off_comes_when_it_says(
    later: Later, shift: Shift, now: datetime, comes: datetime
) -> None:
    assert comes == comes_again(later, AT_NOON, shift, now, LONDON)


def test_next_week_keeps_clear_of_the_day_of_the_next_card() -> None:
    again = comes_again(Later.NEXT_WEEK, AT_NOON, Shift.DAYS, local(25, 12, 1), LONDON)

    assert datetime(2026, 12, 3, 12, tzinfo=LONDON) == again


@MANY
@given(st.sampled_from(Later), RHYTHMS, SHIFTS, MOMENTS)
def test_nothing_that_is_put_off_comes_within_the_hour_or_after_more_than_nine_days(
    later: Later, rhythm: Rhythm, shift: Shift, now: datetime
) -> None:
    again = comes_again(later, rhythm, shift, now, LONDON)

    assert now + SOONEST <= again <= now + timedelta(days=9)


@MANY
@given(RHYTHMS, SHIFTS, MOMENTS)
def test_after_my_shift_is_never_more_than_a_day_and_an_hour_away(
    rhythm: Rhythm, shift: Shift, now: datetime
) -> None:
    again = comes_again(Later.AFTER_SHIFT, rhythm, shift, now, LONDON)

    assert again - now <= timedelta(hours=26), "a day, the hour, and one that autumn brings twice"
    assert SHIFT_ENDS[shift] == again.astimezone(LONDON).hour * 60


@MANY
@given(st.sampled_from(Absence), RHYTHMS, MOMENTS)
def test_who_is_away_is_left_in_peace_for_whole_days(absence: Absence, rhythm: Rhythm, now: datetime) -> None:
    back = back_at(absence, now, LONDON)
    card = next_due(rhythm, back - timedelta(microseconds=1), LONDON)

    assert time(0) == back.astimezone(LONDON).time()
    assert DAYS_AWAY[absence] == (back.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days
    assert back <= card <= back + timedelta(days=7, hours=1)


@MANY
@given(SHIFTS, MOMENTS)
def test_nobody_is_reminded_in_quiet_hours_or_before_two_days(shift: Shift, touched: datetime) -> None:
    at = reminder_at(touched, shift, LONDON)
    clock = at.astimezone(LONDON)

    assert not is_quiet(clock.hour * 60 + clock.minute, shift)
    assert timedelta(days=2) <= at - touched <= timedelta(days=2, hours=15)
