"""Which day somebody means who types one, on Monday 23 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.typed_days import day_meant
from tests.unit.fewer import SOME

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 January", date(2027, 1, 5)),
        ("5th of January", date(2027, 1, 5)),
        ("the 5th of jan", date(2027, 1, 5)),
        ("January 5", date(2027, 1, 5)),
        ("jan 5th", date(2027, 1, 5)),
        ("5/1", date(2027, 1, 5)),
        ("05.01.2027", date(2027, 1, 5)),
        ("5-1-27", date(2027, 1, 5)),
        ("2027-01-05", date(2027, 1, 5)),
        ("24 November", date(2026, 11, 24)),
        ("23 november", MONDAY),
        ("1 November", date(2026, 11, 1)),
        ("1 november 2027", date(2027, 11, 1)),
        ("1 September", date(2027, 9, 1)),
        ("29 February 2028", date(2028, 2, 29)),
        ("5 January 2026", date(2026, 1, 5)),
        ("today", MONDAY),
        ("tomorrow", date(2026, 11, 24)),
        ("Monday", date(2026, 11, 30)),
        ("next wed", date(2026, 11, 25)),
        ("sunday", date(2026, 11, 29)),
    ],
)
def test_a_day_is_read_as_people_in_england_write_it(text: str, day: date) -> None:
    assert day == day_meant(text, MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "31 November",
        "0 January",
        "32/1",
        "5/13",
        "5",
        "ma 5",
        "bolton",
        "29 February 2027",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_meant(text, MONDAY) is None


def test_around_new_year_a_day_just_past_is_meant_as_it_was() -> None:
    assert date(2026, 12, 20) == day_meant("20 December", date(2027, 1, 5))


@SOME
@given(st.text(max_size=30), st.dates())
def test_nothing_that_is_typed_breaks_it(text: str, today: date) -> None:
    found = day_meant(text, max(today, date(1900, 1, 1)).replace(year=2027, month=3, day=1))

    assert found is None or isinstance(found, date)
