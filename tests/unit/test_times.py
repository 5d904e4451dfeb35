"""What comes on several days of the week: the right hour, one late at most, apart from the card."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.often import days_of, fewer, often_of
from bot.learning.schedule import (
    APART,
    LAPSES_AFTER,
    LATE_AFTER,
    RESTED_FOR,
    Rhythm,
    Times,
    clear_of_card,
    is_quiet,
    moment_of,
    next_time,
    plan_times,
    rested,
)
from bot.routes import Often, Shift, Weekday
from bot.screens.pushes import page_wordings, ten_wordings, unfinished_wordings
from tests.unit.fewer import MANY, SOME

LONDON = ZoneInfo("Europe/London")
DAYS = st.lists(st.sampled_from(Weekday), min_size=1, max_size=7, unique=True).map(tuple)
MINUTES = st.integers(0, 24 * 60 - 1)
TIMES = st.builds(Times, DAYS, MINUTES)
RHYTHMS = st.builds(Rhythm, st.sampled_from(Weekday), MINUTES)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is beside it
SHIFTS = st.sampled_from(Shift)
DAILY = Times(tuple(Weekday), 9 * 60)


@MANY
@given(TIMES, MOMENTS)
def test_the_next_time_is_the_soonest_of_its_days(times: Times, after: datetime) -> None:
    found = next_time(times, after, LONDON)

    assert after < found <= after + timedelta(days=7, hours=1)
    assert tuple(Weekday)[found.astimezone(LONDON).weekday()] in times.days
    assert all(found <= next_time(Times((day,), times.minutes), after, LONDON) for day in times.days)


def test_nine_stays_nine_each_day_for_two_years_and_four_clock_changes() -> None:
    moments = [datetime(2027, 1, 1, tzinfo=UTC)]
    for _ in range(728):
        moments.append(next_time(DAILY, moments[-1], LONDON))
    local = [moment.astimezone(LONDON) for moment in moments[1:]]

    assert {(9, 0)} == {(one.hour, one.minute) for one in local}
    assert {timedelta(days=1)} == {b.date() - a.date() for a, b in pairwise(local)}
    assert 4 == sum(a.utcoffset() != b.utcoffset() for a, b in pairwise(local))


@SOME
@given(TIMES, SHIFTS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_however_long_the_downtime_one_is_made_and_it_is_the_latest(
    times: Times, shift: Shift, start: datetime, away: timedelta
) -> None:
    due = next_time(times, start, LONDON)
    now = due + away

    planned = plan_times(1, times, shift, due, now, LONDON)

    assert due <= planned.due_at <= now < planned.next_due_at
    assert planned.next_due_at == next_time(times, planned.due_at, LONDON) or planned.due_at > now
    assert (now - planned.due_at > LAPSES_AFTER) == planned.lapsed
    local = planned.send_at.astimezone(LONDON)
    late = now - planned.due_at > LATE_AFTER
    assert not late or not is_quiet(local.hour * 60 + local.minute, shift)


@SOME
@given(TIMES, RHYTHMS, SHIFTS, MOMENTS)
def test_what_comes_beside_the_card_keeps_an_hour_away_from_it(
    times: Times, card: Rhythm, shift: Shift, start: datetime
) -> None:
    due = next_time(times, start, LONDON)
    planned = plan_times(1, times, shift, due, due, LONDON)

    clear = clear_of_card(planned, card, shift, LONDON)

    cards = [
        moment_of(clear.send_at.astimezone(LONDON).date() + timedelta(days=days), card.minutes, LONDON)
        for days in (-1, 0, 1)
    ]
    on_its_day = [at for at in cards if tuple(Weekday)[at.astimezone(LONDON).weekday()] is card.day]
    assert all(abs(at - clear.send_at) >= APART for at in on_its_day)
    assert clear.send_at == clear.due_at
    assert planned.due_on == clear.due_on, "it stays the one of its day"
    local = clear.send_at.astimezone(LONDON)
    assert clear == planned or not is_quiet(local.hour * 60 + local.minute, shift)


@pytest.mark.parametrize("often", [Often.WEEKLY, Often.TWICE, Often.DAILY])
@pytest.mark.parametrize("card", Weekday)
def test_pages_come_as_often_as_that_and_not_on_the_day_of_the_card(often: Often, card: Weekday) -> None:
    days = days_of(often, card)

    assert {Often.WEEKLY: 1, Often.TWICE: 2, Often.DAILY: 7}[often] == len(days)
    assert (often is Often.DAILY) == (card in days)
    assert often is often_of(Times(days, 0))


def test_fewer_ends_with_none() -> None:
    assert [Often.TWICE, Often.WEEKLY, Often.OFF, Often.OFF] == [fewer(often) for often in reversed(Often)]


@pytest.mark.parametrize(
    ("wordings", "every"),
    [(page_wordings(), 1), (ten_wordings(), 7), (unfinished_wordings(), 7)],
    ids=["pages", "time to read", "left open"],
)
@pytest.mark.parametrize("person", [1, 2**51 + 6])
def test_no_wording_comes_again_within_six_weeks(wordings: tuple[str, ...], every: int, person: int) -> None:
    """Also if one has sometimes got another turn, because somebody changed her days."""
    said: list[tuple[date, int]] = []
    for number in range(300):
        day = date(2027, 1, 1) + timedelta(days=number * every)
        used = {wording for on, wording in said if on > day - RESTED_FOR}
        said.append((day, rested(person + day.toordinal() * (1 + number % 3), used, len(wordings))))
    texts = [(day, wordings[number]) for day, number in said]

    assert 8 <= len(set(wordings)) == len(wordings)
    for at, (day, text) in enumerate(texts):
        assert text not in [before for on, before in texts[:at] if on > day - RESTED_FOR]


def test_if_all_wordings_were_used_the_one_comes_whose_turn_it_is() -> None:
    assert 2 == rested(10, {0, 1, 2, 3}, 4)
