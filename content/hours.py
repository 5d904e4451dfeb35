"""When a telephone line answers: our notation for opening hours, and whether a line is open at a moment.

The notation is strict, so that a slip in a file is found and never guessed at: `always`, `otherwise`, or days
with times, as in `Mon-Thu 08:30-17:00, Fri 08:30-16:30`. A span that ends before it begins runs into the next
day. This module must never say that a line is open when the data leaves it in doubt: then it says unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

ENGLAND = ZoneInfo("Europe/London")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BANK_HOLIDAYS = "holidays"
DAY_MINUTES = 24 * 60
_SUNDAY = 6
_RULE = re.compile(
    rf"(?P<first>{'|'.join(DAYS)}|{BANK_HOLIDAYS})(?:-(?P<last>{'|'.join(DAYS)}))? "
    r"(?P<opens>[01]\d:[0-5]\d|2[0-3]:[0-5]\d)-(?P<closes>[01]\d:[0-5]\d|2[0-3]:[0-5]\d|24:00)"
)
_EXAMPLE = "write always, otherwise, or hours such as Mon-Thu 08:30-17:00, Fri 08:30-16:30."


class Openness(Enum):
    """Whether a line answers at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Standing(Enum):
    """Hours that need no days: a line that always answers, or one that answers when its day line does not."""

    ALWAYS = "always"
    OTHERWISE = "otherwise"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Rule:
    """One stretch of days and the times of each; minutes are counted from midnight.

    `first` and `last` are days of the week, Monday being 0; both are None for bank holidays.
    """

    first: int | None
    last: int | None
    opens: int
    closes: int

    @property
    def overnight(self) -> bool:
        """Whether it ends on the day after it began."""
        return self.closes <= self.opens

    def holds_on(self, weekday: int | None) -> bool:
        """Whether it is for this day of the week, or for bank holidays if `weekday` is None."""
        if self.first is None or self.last is None or weekday is None:
            return self.first is None and weekday is None
        return self.first <= weekday <= self.last

    def __str__(self) -> str:
        return f"{self.days('-', BANK_HOLIDAYS)} {_clock(self.opens)}-{_clock(self.closes)}"

    def days(self, to: str, holidays: str) -> str:
        """Its days, the first and last joined by `to`, or the word for bank holidays."""
        if self.first is None or self.last is None:
            return holidays
        return DAYS[self.first] + (f"{to}{DAYS[self.last]}" if self.last > self.first else "")


@dataclass(frozen=True)
class Weekly:
    """Hours that come again every week. Without a rule of their own, bank holidays close an office's line."""

    rules: tuple[Rule, ...]

    def on(self, day: date, bank_holidays: Collection[date]) -> tuple[Rule, ...] | None:
        """The rules of a day; None if nobody can know, as on the bank holiday of a line open on Sundays."""
        if day not in bank_holidays:
            return self._of(day.weekday())
        return self._of(None) or (None if self._of(_SUNDAY) else ())

    def _of(self, weekday: int | None) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.holds_on(weekday))

    def __str__(self) -> str:
        return ", ".join(str(rule) for rule in self.rules)


Hours = Weekly | Standing


def parse_hours(text: str) -> Hours:
    """Hours from our notation.

    Raises:
        ValueError: it is not in the notation, or two of its spans overlap. Says what to write instead.
    """
    if text in {standing.value for standing in Standing}:
        return Standing(text)
    hours = Weekly(tuple(_rule(part) for part in text.split(", ")))
    _refuse_overlaps(hours)
    return hours


def is_open(hours: Weekly, moment: datetime, bank_holidays: Collection[date]) -> Openness:
    """Whether a line with these hours answers at a moment, which is England's local time."""
    minute = moment.hour * 60 + moment.minute
    today, yesterday = moment.date(), moment.date() - timedelta(days=1)
    rules_today, rules_before = (hours.on(day, bank_holidays) for day in (today, yesterday))
    if any(rule.overnight and minute < rule.closes for rule in rules_before or ()):
        return Openness.OPEN
    if rules_today is None:
        return Openness.UNKNOWN
    if any(_opened(rule, minute) for rule in rules_today):
        return Openness.OPEN
    in_doubt = rules_before is None and any(rule.overnight and minute < rule.closes for rule in hours.rules)
    return Openness.UNKNOWN if in_doubt else Openness.CLOSED


@lru_cache(maxsize=8)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, with the days given in place of one at a weekend."""
    import holidays  # noqa: PLC0415 - loading it takes 50 ms, which only the first question about a time pays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def in_words(hours: Weekly) -> str:
    """Hours for people: Mon to Thu 8.30am to 5pm, Fri 8.30am to 4.30pm."""
    return ", ".join(_rule_in_words(rule) for rule in hours.rules)


def _opened(rule: Rule, minute: int) -> bool:
    return rule.opens <= minute and (rule.overnight or minute < rule.closes)


def _rule(text: str) -> Rule:
    match = _RULE.fullmatch(text)
    if match is None:
        raise ValueError(f"has hours that cannot be read ({text!r}): {_EXAMPLE}")
    opens, closes = (_minutes(match[name]) for name in ("opens", "closes"))
    if match["first"] == BANK_HOLIDAYS:
        if match["last"]:
            raise ValueError(f"has hours that cannot be read ({text!r}): {BANK_HOLIDAYS} stands alone.")
        return Rule(None, None, opens, closes)
    first = DAYS.index(match["first"])
    last = DAYS.index(match["last"]) if match["last"] else first
    if last < first or (match["last"] and last == first):
        raise ValueError(f"has days in the wrong order ({text!r}): a week runs from Mon to Sun.")
    return Rule(first, last, opens, closes)


def _refuse_overlaps(hours: Weekly) -> None:
    spans = sorted(_week_minutes(hours))
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise ValueError("has hours that overlap: give each day and time once.")


def _week_minutes(hours: Weekly) -> Iterator[tuple[int, int]]:
    """Each span of the week in minutes since Monday's midnight; bank holidays follow as an eighth day."""
    week, holiday = 7 * DAY_MINUTES, 8 * DAY_MINUTES
    for rule in hours.rules:
        length = (rule.closes - rule.opens) + (DAY_MINUTES if rule.overnight else 0)
        if rule.first is None or rule.last is None:
            yield holiday + rule.opens, holiday + rule.opens + length
            continue
        for day in range(rule.first, rule.last + 1):
            start = day * DAY_MINUTES + rule.opens
            yield start, min(start + length, week)
            if start + length > week:
                yield 0, start + length - week


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _rule_in_words(rule: Rule) -> str:
    every_day = (rule.first, rule.last) == (0, _SUNDAY)
    days = "every day" if every_day else rule.days(" to ", "bank holidays")
    return f"{days} {_spoken(rule.opens)} to {_spoken(rule.closes)}"


def _spoken(minutes: int) -> str:
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    if minute == 0 and hour in {0, 12}:
        return "noon" if hour else "midnight"
    half = "am" if hour < 12 else "pm"  # noqa: PLR2004 - twelve is noon
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02d}' if minute else ''}{half}"
