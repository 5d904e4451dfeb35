"""Bank holidays, held against what GOV.UK lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.learning.holidays import Nation, bank_holiday

SATURDAY = 5
# Those on weekdays, as www.gov.uk/bank-holidays lists them.
ENGLAND_2026 = {(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)}
SCOTLAND_2026 = {(1, 1), (1, 2), (4, 3), (5, 4), (5, 25), (6, 15), (8, 3), (11, 30), (12, 25), (12, 28)}
LISTED = {
    (Nation.ENGLAND, 2026): ENGLAND_2026,
    (Nation.WALES, 2026): ENGLAND_2026,
    (Nation.SCOTLAND, 2026): SCOTLAND_2026,
    (Nation.NORTHERN_IRELAND, 2026): ENGLAND_2026 | {(3, 17), (7, 13)},
    (Nation.ENGLAND, 2027): {(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)},
}


def on_weekdays(nation: Nation, year: int) -> set[tuple[int, int]]:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    return {(day.month, day.day) for day in days if day.weekday() < SATURDAY and bank_holiday(day, nation)}


@pytest.mark.parametrize(("nation", "year"), LISTED)
def test_the_days_are_those_that_the_government_lists(nation: Nation, year: int) -> None:
    assert LISTED[nation, year] == on_weekdays(nation, year)


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize("year", range(2026, 2033))
def test_years_ahead_are_known_in_every_nation(nation: Nation, year: int) -> None:
    """Eight weekdays a year at the least, everywhere, for more than five years ahead."""
    assert 8 <= len(on_weekdays(nation, year))


def test_a_day_is_told_by_its_name_and_an_ordinary_one_is_none() -> None:
    assert "Christmas Day" == bank_holiday(date(2026, 12, 25))
    assert "Boxing Day (observed)" == bank_holiday(date(2026, 12, 28))
    assert bank_holiday(date(2026, 11, 25)) is None


def test_england_is_meant_where_no_nation_is_named() -> None:
    saint_patricks_day = date(2026, 3, 17)

    assert bank_holiday(saint_patricks_day) is None
    assert "Saint Patrick's Day" == bank_holiday(saint_patricks_day, Nation.NORTHERN_IRELAND)
