"""Days and hours in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import Weekday
from bot.words import SOURCE, _, spoken
from content.hours import in_words

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from content.hours import Rule, Weekly


def weekday(day: Weekday) -> str:
    """A day of the week."""
    return {
        Weekday.MONDAY: _("Monday"),
        Weekday.TUESDAY: _("Tuesday"),
        Weekday.WEDNESDAY: _("Wednesday"),
        Weekday.THURSDAY: _("Thursday"),
        Weekday.FRIDAY: _("Friday"),
        Weekday.SATURDAY: _("Saturday"),
        Weekday.SUNDAY: _("Sunday"),
    }[day]


def month(number: int) -> str:
    """A month, 1 to 12."""
    names = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    return names[number - 1]


def in_full(day: date) -> str:
    """A day as 12 October 2026."""
    return _("{day} {month} {year}").format(day=day.day, month=month(day.month), year=day.year)


def clock_time(minutes: int) -> str:
    """Minutes after midnight as 07:05."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def day_in_words(day: date) -> str:
    """A day as Wednesday 25 November."""
    return _("{weekday} {day} {month}").format(
        weekday=weekday(tuple(Weekday)[day.weekday()]), day=day.day, month=month(day.month)
    )


def opening_hours(hours: Weekly) -> str:
    """When a line answers: in English as one says it; else by the clock of 24 hours, which everybody reads."""
    return in_words(hours) if spoken() == SOURCE else ", ".join(map(_rule, hours.rules))


def _rule(rule: Rule) -> str:
    return f"{_days(rule)} {clock_time(rule.opens)}–{clock_time(rule.closes)}"


def _days(rule: Rule) -> str:
    if rule.first is None or rule.last is None:
        return _("bank holidays")
    first, last = (weekday(tuple(Weekday)[day]) for day in (rule.first, rule.last))
    return first if rule.first == rule.last else f"{first}–{last}"


def long_day(at: datetime, zone: ZoneInfo) -> str:
    """The local day of a moment, such as Wednesday 25 November."""
    return day_in_words(at.astimezone(zone).date())


def moment(at: datetime, zone: ZoneInfo) -> str:
    """A moment in local time, such as Wednesday 25 November at 12:30."""
    local = at.astimezone(zone)
    return _("{weekday} {day} {month} at {time}").format(
        weekday=weekday(tuple(Weekday)[local.weekday()]),
        day=local.day,
        month=month(local.month),
        time=f"{local:%H:%M}",
    )
