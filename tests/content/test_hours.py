from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.hours import (
    DAY_MINUTES,
    ENGLAND,
    Openness,
    Rule,
    Standing,
    Weekly,
    bank_holidays,
    in_words,
    is_open,
    parse_hours,
)

OFFICE = "Mon-Thu 08:30-17:00, Fri 08:30-16:30"
CHRISTMAS = date(2026, 12, 25)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ENGLAND)


def open_at(hours: str, moment: str) -> Openness:
    weekly = parse_hours(hours)
    assert isinstance(weekly, Weekly)
    return is_open(weekly, at(moment), {CHRISTMAS})


@st.composite
def weeks(draw: st.DrawFn) -> Weekly:
    """Hours with at most one span for each day, and perhaps some for bank holidays."""
    days = draw(st.lists(st.sampled_from(range(7)), min_size=1, unique=True))
    wanted: list[int | None] = [*sorted(days), *([None] if draw(st.booleans()) else [])]
    rules = []
    for day in wanted:
        opens = draw(st.integers(0, DAY_MINUTES - 2))
        closes = draw(st.integers(opens + 1, DAY_MINUTES))
        rules.append(Rule(day, day, opens, closes))
    return Weekly(tuple(rules))


@given(weeks())
def test_hours_survive_being_written_and_read_again(hours: Weekly) -> None:
    assert hours == parse_hours(str(hours))


@given(weeks(), st.integers(0, 7 * DAY_MINUTES - 1))
def test_open_is_what_a_plain_list_of_minutes_says(hours: Weekly, minute: int) -> None:
    moment = at("2027-02-01T00:00") + timedelta(minutes=minute)
    listed = {
        rule.first * DAY_MINUTES + each
        for rule in hours.rules
        if rule.first is not None
        for each in range(rule.opens, rule.closes)
    }
    expected = Openness.OPEN if minute in listed else Openness.CLOSED
    assert expected == is_open(hours, moment, frozenset())


@pytest.mark.parametrize("text", ["always", "otherwise"])
def test_words_that_need_no_days_are_read_and_written(text: str) -> None:
    assert text == str(parse_hours(text))
    assert isinstance(parse_hours(text), Standing)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9am-5pm",
        "Mon-Fri 9:00-17:00",
        "Mon-Fri 09:00-17:60",
        "Mon-Fri 09:00-25:00",
        "Mon - Fri 09:00-17:00",
        "Mon-Fri 09:00-17:00,Sat 09:00-12:00",
        "Fri-Mon 09:00-17:00",
        "Mon-Mon 09:00-17:00",
        "holidays-Mon 09:00-17:00",
        "holidays-Fri 09:00-17:00",
        "Mon-Fri 09:00-17:00; Sat 09:00-12:00",
        "monday 09:00-17:00",
        "always, Mon 09:00-17:00",
    ],
)
def test_whatever_is_not_in_the_notation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"has hours that|has days"):
        parse_hours(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 09:00-17:00, Wed 10:00-12:00",
        "Mon 22:00-09:00, Tue 08:00-12:00",
        "Sun 22:00-09:00, Mon 08:00-12:00",
        "holidays 09:00-12:00, holidays 11:00-13:00",
    ],
)
def test_hours_that_overlap_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="overlap"):
        parse_hours(text)


@pytest.mark.parametrize(
    ("expected", "hours", "moment"),
    [
        (Openness.CLOSED, OFFICE, "2026-11-26T08:29"),
        (Openness.OPEN, OFFICE, "2026-11-26T08:30"),
        (Openness.OPEN, OFFICE, "2026-11-26T16:59"),
        (Openness.CLOSED, OFFICE, "2026-11-26T17:00"),
        (Openness.CLOSED, OFFICE, "2026-11-27T16:30"),
        (Openness.CLOSED, OFFICE, "2026-11-28T12:00"),
        (Openness.CLOSED, OFFICE, "2026-12-25T12:00"),
        (Openness.OPEN, "Mon-Sun 00:00-24:00", "2026-11-28T23:59"),
        (Openness.OPEN, "Fri 17:00-09:00", "2026-11-28T08:59"),
        (Openness.CLOSED, "Fri 17:00-09:00", "2026-11-28T09:00"),
        (Openness.CLOSED, "Fri 17:00-09:00", "2026-11-27T08:00"),
        (Openness.OPEN, "Thu 17:00-09:00", "2026-12-25T08:00"),
        (Openness.UNKNOWN, "Mon-Sun 08:00-20:00", "2026-12-25T12:00"),
        (Openness.UNKNOWN, "Mon-Sun 20:00-08:00", "2026-12-26T03:00"),
        (Openness.CLOSED, "Mon-Sun 20:00-08:00", "2026-12-26T12:00"),
        (Openness.OPEN, "Mon-Fri 09:00-17:00, holidays 10:00-12:00", "2026-12-25T11:00"),
        (Openness.CLOSED, "Mon-Fri 09:00-17:00, holidays 10:00-12:00", "2026-12-25T13:00"),
        (Openness.CLOSED, "Mon-Fri 09:00-17:00, holidays 10:00-12:00", "2026-11-28T11:00"),
    ],
)
def test_open_to_the_minute_and_on_bank_holidays(expected: Openness, hours: str, moment: str) -> None:
    assert expected == open_at(hours, moment)


def test_bank_holidays_are_those_of_england() -> None:
    days = {(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 26), (12, 28)}
    assert {date(2026, month, day) for month, day in days} == bank_holidays(2026)


@pytest.mark.parametrize(
    ("expected", "hours"),
    [
        ("Mon to Thu 8.30am to 5pm, Fri 8.30am to 4.30pm", OFFICE),
        ("every day 8am to midnight", "Mon-Sun 08:00-24:00"),
        ("Sat noon to 12.15pm, bank holidays 12.30am to 10am", "Sat 12:00-12:15, holidays 00:30-10:00"),
    ],
)
def test_hours_in_plain_words(expected: str, hours: str) -> None:
    weekly = parse_hours(hours)
    assert isinstance(weekly, Weekly)
    assert expected == in_words(weekly)
