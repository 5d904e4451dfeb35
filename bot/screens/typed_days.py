"""Which day somebody means who types one: 5 January, 5/1, next Monday, in two weeks. Days stand before months."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.routes import Weekday
from bot.screens.times import month, weekday
from bot.screens.typed import normal
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOKS_BACK = timedelta(days=60)  # a day without a year that was so lately is meant as it was
SHORTEST = 3  # letters of a month or a day of the week
_DAY_AND_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[^\W\d]+|\d{1,2})(?: (?P<year>\d{4}|\d{2}))?"
)
_MONTH_AND_DAY = re.compile(r"(?P<month>[^\W\d]+) (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?")
_ISO = re.compile(r"(?P<year>\d{4}) (?P<month>\d{1,2}) (?P<day>\d{1,2})")


def day_meant(text: str, today: date) -> date | None:
    """The day, or None if the text names none, or none that there is."""
    said = normal(text).removeprefix("the ")
    near = _near(said, today)
    if near is not None:
        return near
    forms = (_ISO, _DAY_AND_MONTH, _MONTH_AND_DAY)
    found = next((match for form in forms if (match := form.fullmatch(said))), None)
    return _dated(found.groupdict(), today) if found else None


def _near(said: str, today: date) -> date | None:
    """A day that is named by how far away it is."""
    if said == normal(_("today")):
        return today
    if said == normal(_("tomorrow")):
        return today + timedelta(days=1)
    wanted = said.removeprefix(normal(_("next")) + " ")
    names = {normal(weekday(day)): number for number, day in enumerate(Weekday)}
    found = _named(wanted, names)
    return None if found is None else today + timedelta(days=(found - today.weekday() - 1) % 7 + 1)


def _dated(parts: Mapping[str, str | None], today: date) -> date | None:
    named, day, year = parts["month"] or "", int(parts["day"] or 0), parts["year"]
    months = {normal(month(number)): number for number in range(1, 13)}
    number = int(named) if named.isdigit() else _named(named, months)
    if number is None:
        return None
    if year is not None:
        return _valid(int(year) + (2000 if len(year) == 2 else 0), number, day)  # noqa: PLR2004 - two digits
    this_year = _valid(today.year, number, day)
    if this_year is not None and this_year >= today - LOOKS_BACK:
        last = _valid(today.year - 1, number, day)
        return last if last is not None and last >= today - LOOKS_BACK else this_year
    return _valid(today.year + 1, number, day)


def _named(said: str, names: Mapping[str, int]) -> int | None:
    """The number of a month or day of the week that is written out, or of which the beginning is."""
    if len(said) < SHORTEST:
        return None
    return next((number for name, number in names.items() if name.startswith(said)), None)


def _valid(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None
