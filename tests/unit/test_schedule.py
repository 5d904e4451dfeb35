from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.schedule import (
    DEFAULT_RHYTHM,
    LAPSES_AFTER,
    LATE_AFTER,
    QUIET,
    WORDINGS,
    Quiet,
    Rhythm,
    is_quiet,
    moment_of,
    next_due,
    outside_quiet,
    plan,
)
from bot.routes import Shift, Weekday
from tests.unit.fewer import MANY, SOME

LONDON = ZoneInfo("Europe/London")
RHYTHMS = st.builds(Rhythm, st.sampled_from(Weekday), st.integers(0, 24 * 60 - 1))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is beside it
SHIFTS = st.sampled_from(Shift)
AWAY = st.timedeltas(timedelta(0), timedelta(days=200))
PEOPLE = st.integers(1, 2**52)
NINE = Rhythm(Weekday.WEDNESDAY, 9 * 60)


def weeks(rhythm: Rhythm, start: datetime, number: int) -> Iterator[datetime]:
    moment = start
    for _ in range(number):
        moment = next_due(rhythm, moment, LONDON)
        yield moment


def skipped(day: date, minutes: int) -> bool:
    """Whether the clocks in London jump over this time on this day: there and back, it is another."""
    local = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=LONDON)
    return local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None)


@MANY
@given(RHYTHMS, MOMENTS)
def test_the_next_card_is_due_within_a_week_on_the_chosen_day_and_time(
    rhythm: Rhythm, after: datetime
) -> None:
    due = next_due(rhythm, after, LONDON)

    assert after < due <= after + timedelta(days=7, hours=1)
    local = due.astimezone(LONDON)
    assert tuple(Weekday).index(rhythm.day) == local.weekday()
    if not skipped(local.date(), rhythm.minutes):
        assert rhythm.minutes == local.hour * 60 + local.minute


@pytest.mark.parametrize("day", Weekday)
def test_nine_stays_nine_for_two_years_and_four_clock_changes(day: Weekday) -> None:
    start = datetime(2027, 1, 1, tzinfo=UTC)
    due = [moment.astimezone(LONDON) for moment in weeks(Rhythm(day, 9 * 60), start, 104)]

    assert {(9, 0)} == {(local.hour, local.minute) for local in due}
    assert {timedelta(days=7)} == {b.date() - a.date() for a, b in pairwise(due)}
    changes = sum(a.utcoffset() != b.utcoffset() for a, b in pairwise(due))
    assert 4 == changes


def test_an_hour_that_spring_skips_comes_as_much_later() -> None:
    sunday = Rhythm(Weekday.SUNDAY, 90)

    due = next_due(sunday, datetime(2027, 3, 27, tzinfo=UTC), LONDON)

    assert datetime(2027, 3, 28, 1, 30, tzinfo=UTC) == due
    assert time(2, 30) == due.astimezone(LONDON).time()
    assert datetime(2027, 4, 4, 0, 30, tzinfo=UTC) == next_due(sunday, due, LONDON)


def test_an_hour_that_autumn_brings_twice_is_taken_the_first_time_and_only_once() -> None:
    sunday = Rhythm(Weekday.SUNDAY, 90)

    due = next_due(sunday, datetime(2027, 10, 30, tzinfo=UTC), LONDON)

    assert datetime(2027, 10, 31, 0, 30, tzinfo=UTC) == due
    assert datetime(2027, 11, 7, 1, 30, tzinfo=UTC) == next_due(sunday, due, LONDON)


def test_a_card_that_is_due_just_now_is_not_due_again_today() -> None:
    now = moment_of(date(2026, 11, 25), 9 * 60, LONDON)

    assert now == next_due(NINE, now - timedelta(seconds=1), LONDON)
    assert now + timedelta(days=7) == next_due(NINE, now, LONDON)


@MANY
@given(PEOPLE, RHYTHMS, SHIFTS, MOMENTS, AWAY)
def test_a_late_card_comes_outside_the_quiet_hours(
    person: int, rhythm: Rhythm, shift: Shift, start: datetime, away: timedelta
) -> None:
    due = next_due(rhythm, start, LONDON)
    now = due + away

    planned = plan(person, rhythm, shift, due, now, LONDON)

    local = planned.send_at.astimezone(LONDON)
    late = planned.send_at - moment_of(planned.due_on, rhythm.minutes, LONDON) > LATE_AFTER
    assert not late or not is_quiet(local.hour * 60 + local.minute, shift)
    assert planned.send_at <= now + timedelta(days=1)


@SOME
@given(PEOPLE, RHYTHMS, SHIFTS, MOMENTS, AWAY)
def test_however_long_the_downtime_one_card_is_made_and_it_is_the_latest(
    person: int, rhythm: Rhythm, shift: Shift, start: datetime, away: timedelta
) -> None:
    due = next_due(rhythm, start, LONDON)
    now = due + away
    missed = [due, *(moment for moment in weeks(rhythm, due, 40) if moment <= now)]

    planned = plan(person, rhythm, shift, due, now, LONDON)

    assert missed[-1].astimezone(LONDON).date() == planned.due_on
    assert next_due(rhythm, now, LONDON) == planned.next_due_at
    assert planned.next_due_at > now
    assert (now - missed[-1] > LAPSES_AFTER) == planned.lapsed


def test_a_card_lapses_after_two_days() -> None:
    due = moment_of(date(2026, 11, 25), 9 * 60, LONDON)

    in_time = plan(1, NINE, Shift.DAYS, due, due + timedelta(hours=48), LONDON)
    too_late = plan(1, NINE, Shift.DAYS, due, due + timedelta(hours=48, seconds=1), LONDON)

    assert not in_time.lapsed
    assert too_late.lapsed


def test_a_card_on_time_comes_even_in_quiet_hours_because_she_chose_them() -> None:
    at_six = Rhythm(Weekday.WEDNESDAY, 6 * 60)
    due = moment_of(date(2026, 11, 25), at_six.minutes, LONDON)

    planned = plan(1, at_six, Shift.DAYS, due, due + timedelta(minutes=30), LONDON)

    assert is_quiet(at_six.minutes, Shift.DAYS)
    assert due == planned.send_at


@SOME
@given(PEOPLE, RHYTHMS, MOMENTS)
def test_no_wording_comes_again_within_six_weeks(person: int, rhythm: Rhythm, start: datetime) -> None:
    due = list(weeks(rhythm, start, 30))
    wordings = [plan(person, rhythm, Shift.DAYS, moment, moment, LONDON).wording for moment in due]

    assert set(range(WORDINGS)) == set(wordings)
    assert all(6 == len(set(wordings[week : week + 6])) for week in range(len(wordings) - 6))


@SOME
@given(MOMENTS, SHIFTS)
def test_quiet_hours_end_when_they_say_and_not_a_day_later(moment: datetime, shift: Shift) -> None:
    free = outside_quiet(moment, shift, LONDON)
    local = moment.astimezone(LONDON)

    if is_quiet(local.hour * 60 + local.minute, shift):
        assert QUIET[shift].ends == free.astimezone(LONDON).time()
        assert moment < free <= moment + timedelta(hours=15)
    else:
        assert moment == free


@pytest.mark.parametrize(
    ("shift", "moment", "free"),
    [
        (Shift.DAYS, (25, 20, 59), (25, 20, 59)),
        (Shift.DAYS, (25, 21, 0), (26, 8, 0)),
        (Shift.DAYS, (25, 23, 59), (26, 8, 0)),
        (Shift.DAYS, (26, 0, 0), (26, 8, 0)),
        (Shift.DAYS, (26, 7, 59), (26, 8, 0)),
        (Shift.DAYS, (26, 8, 0), (26, 8, 0)),
        (Shift.MIXED, (25, 23, 0), (26, 10, 0)),
        (Shift.NIGHTS, (25, 6, 59), (25, 6, 59)),
        (Shift.NIGHTS, (25, 7, 0), (25, 15, 0)),
        (Shift.NIGHTS, (25, 23, 0), (25, 23, 0)),
    ],
)
def test_quiet_hours_by_the_clock(
    shift: Shift, moment: tuple[int, int, int], free: tuple[int, int, int]
) -> None:
    def on(day: int, hour: int, minute: int) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)

    assert on(*free) == outside_quiet(on(*moment), shift, LONDON)


@pytest.mark.parametrize("shift", Shift)
def test_the_first_rhythm_lies_outside_the_quiet_hours_of_its_shift(shift: Shift) -> None:
    assert not is_quiet(DEFAULT_RHYTHM[shift].minutes, shift)
    assert Quiet(time(7), time(15)) == QUIET[Shift.NIGHTS], "nights sleep by day"
