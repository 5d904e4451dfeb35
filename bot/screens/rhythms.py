"""Choosing what comes beside the weekly card and how often, and until which day one is away."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.routes import (
    AskAway,
    AskAwayDay,
    AskAwayMonth,
    AskRhythmHour,
    AwayUntil,
    Home,
    NoReadingTime,
    Often,
    Pushed,
    SetPages,
    SetReadingTime,
    SetRhythmHour,
    Settings,
    Weekday,
)
from bot.screens.screen import Button, Screen, bold, paragraphs, plain
from bot.screens.times import clock_time, month, weekday
from bot.words import _

if TYPE_CHECKING:
    from bot.learning.schedule import Times

HOURS_A_ROW = 4
MONTHS = 12  # that can be chosen from; any day can be typed
DAYS_A_ROW = 7


def ask_pages(now: Times | None) -> Screen:
    """How often should a page come by itself?"""
    text = paragraphs(
        bold(_("Pages that come by themselves")),
        plain(_("A short page to read, at a time that you choose. Now: {often}.").format(often=pages(now))),
    )
    labels = {
        Often.WEEKLY: _("Once a week"),
        Often.TWICE: _("Twice a week"),
        Often.DAILY: _("Every day"),
        Often.OFF: _("No pages"),
    }
    weekly, twice, daily, off = (Button(label, SetPages(often)) for often, label in labels.items())
    hour = Button(_("Hour of the pages"), AskRhythmHour(Pushed.PAGE))
    return Screen(text, ((weekly, twice), (daily, off), *([(hour,)] if now else []), _back()))


def pages(now: Times | None) -> str:
    """When pages come, in words."""
    if now is None:
        return _("none")
    if len(now.days) == len(Weekday):
        return _("every day at {time}").format(time=clock_time(now.minutes))
    days = _(" and ").join(weekday(day) for day in now.days)
    return _("{days} at {time}").format(days=days, time=clock_time(now.minutes))


def ask_reading_time(now: Times | None) -> Screen:
    """On which day does she set time aside?"""
    text = paragraphs(
        bold(_("Your own time to read")),
        plain(_("Ten minutes a week that are yours. We remind you then, with all ready to begin.")),
        plain(_("Now: {when}.").format(when=pages(now))),
    )
    days = [Button(weekday(day), SetReadingTime(day)) for day in Weekday]
    off = Button(_("No reading time"), NoReadingTime())
    hour = [Button(_("Hour of reading"), AskRhythmHour(Pushed.TEN_MINUTES))] if now else []
    return Screen(
        text, (tuple(days[:2]), tuple(days[2:4]), tuple(days[4:6]), (days[6], off), (*hour, *_back()))
    )


def ask_rhythm_hour(about: Pushed) -> Screen:
    """At which hour?"""
    asked = {
        Pushed.PAGE: _("At what time should pages come?"),
        Pushed.TEN_MINUTES: _("At what time do you want to read?"),
    }
    hours = [Button(clock_time(hour * 60), SetRhythmHour(about, hour * 60)) for hour in range(24)]
    rows = [tuple(hours[start : start + HOURS_A_ROW]) for start in range(0, 24, HOURS_A_ROW)]
    return Screen(bold(asked.get(about, _("At what time?"))), (*rows, _back()))


def ask_away_month(today: date) -> Screen:
    """In which month is she back? This one and the next eleven."""
    text = paragraphs(
        bold(_("Away until when?")),
        plain(_("Choose the month, or type a day, for example: until 5 January.")),
    )
    firsts = [_month_on(today, later) for later in range(MONTHS)]
    buttons = [Button(_named(first), AskAwayDay(first)) for first in firsts]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, MONTHS, 2)]
    return Screen(text, (*rows, (Button(_("Back"), AskAway()),)))


def _month_on(today: date, later: int) -> date:
    years, number = divmod(today.month - 1 + later, 12)
    return date(today.year + years, number + 1, 1)


def _named(first: date) -> str:
    return _("{month} {year}").format(month=month(first.month), year=first.year)


def ask_away_day(first: date) -> Screen:
    """On which day of this month is she back?"""
    text = bold(_("Which day of {month} are you back?").format(month=_named(first)))
    number = monthrange(first.year, first.month)[1]
    days = [first + timedelta(days=later) for later in range(number)]
    buttons = [Button(str(day.day), AwayUntil(day)) for day in days]
    rows = [tuple(buttons[start : start + DAYS_A_ROW]) for start in range(0, number, DAYS_A_ROW)]
    return Screen(text, (*rows, (Button(_("Back"), AskAwayMonth()),)))


def _back() -> tuple[Button, ...]:
    return Button(_("Settings"), Settings()), Button(_("Menu"), Home())
