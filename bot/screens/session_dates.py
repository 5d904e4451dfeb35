"""When a team meets next, with a file for calendars; and the time that it sets aside to read.

Nobody is told who comes, or who said yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.learning.session import DAYS_OFFERED, HAND_OVER
from bot.routes import (
    AskSessionDay,
    AskSessionHour,
    AskTeamHour,
    AskTeamTime,
    CallOff,
    NoTeamTime,
    PassTeamTime,
    SessionFile,
    SessionHome,
    SetSessionDate,
    SetTeamTime,
    TakeTeamTime,
    Weekday,
)
from bot.screens.screen import Button, Screen, Style, bold, paragraphs, plain
from bot.screens.times import clock_time, day_in_words, in_full, moment, month, weekday
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.callback_data import Route
    from bot.screens.screen import Paper

A_ROW = 4
FIRST_HOUR, LAST_HOUR = 7, 21  # nobody meets outside these


def ask_day(team: int, days: Sequence[date], meets: str | None) -> Screen:
    """On which day does it meet? `meets` says when it would meet so far."""
    text = paragraphs(
        bold(_("When do you meet next?")),
        plain(meets or ""),
        plain(_("Here are the next working days. Bank holidays are left out.")),
        plain(_("You can also type one, for example: {day}.").format(day=_short(days[0])))
        if days
        else plain(""),
    )
    buttons = [Button(day_in_words(day), AskSessionHour(team, day), typed=_typed(day)) for day in days]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    off = [(Button(_("Call it off"), CallOff(team)), Button(_("File for calendars"), SessionFile(team)))]
    return Screen(text, (*rows, *(off if meets else []), _back(team)))


def _short(day: date) -> str:
    return _("{day} {month}").format(day=day.day, month=month(day.month))


def _typed(day: date) -> tuple[str, ...]:
    """In which ways a day may be typed."""
    return (_short(day), f"{day.day}/{day.month}", day.isoformat())


def ask_hour(team: int, day: date) -> Screen:
    """At which hour?"""
    text = paragraphs(
        bold(_("At what time on {day}?").format(day=day_in_words(day))),
        plain(_("{time} often suits: early and late shifts meet then.").format(time=clock_time(HAND_OVER))),
    )
    return Screen(text, (*_hours(lambda minutes: SetSessionDate(team, day, minutes)), _back(team)))


def _hours(to: Callable[[int], Route]) -> list[tuple[Button, ...]]:
    hours = [Button(clock_time(hour * 60), to(hour * 60)) for hour in range(FIRST_HOUR, LAST_HOUR + 1)]
    return [tuple(hours[at : at + A_ROW]) for at in range(0, len(hours), A_ROW)]


def meets(at: datetime, zone: ZoneInfo) -> str:
    """When it meets, in words."""
    return _("You meet on {moment}.").format(moment=moment(at, zone))


def file(team: int, at: datetime, zone: ZoneInfo, paper: Paper, *, cancelled: bool) -> Screen:
    """The file to send on."""
    if cancelled:
        said = paragraphs(
            bold(_("Called off: {moment}").format(moment=moment(at, zone))),
            plain(_("Send this file on to those who have the date. It takes it out of their calendars.")),
        )
        rows: tuple[tuple[Button, ...], ...] = ((Button(_("Another day"), AskSessionDay(team)),), _back(team))
        return Screen(said, rows, paper=paper)
    said = paragraphs(
        bold(meets(at, zone)),
        plain(_("Send this file on to your team. It opens in any calendar. Nobody is told who comes.")),
    )
    change = Button(_("Change the date"), AskSessionDay(team))
    return Screen(said, ((change, Button(_("Call it off"), CallOff(team))), _back(team)), paper=paper)


def ask_team_time(team: int, now: str | None) -> Screen:
    """On which day is time set aside? `now` says when it is so far."""
    text = paragraphs(
        bold(_("Time for the team to read")),
        plain(
            _("Twenty minutes a week that you keep free, at work and paid. It helps more than anything else.")
        ),
        plain(now or _("No time is set aside yet.")),
        plain(
            _(
                "Each in the team is asked once if the ten minutes may come then. You are not told what they say."
            )
        ),
        plain(_("Then have a talk within {days} days.").format(days=DAYS_OFFERED)),
    )
    days = [Button(weekday(day), AskTeamHour(team, day)) for day in Weekday]
    rows = [tuple(days[at : at + 2]) for at in range(0, len(days), 2)]
    off = [(Button(_("No time any more"), NoTeamTime(team)),)] if now else []
    return Screen(text, (*rows, *off, _back(team)))


def ask_team_hour(team: int, day: Weekday) -> Screen:
    """At which hour?"""
    text = bold(_("At what time on {day}?").format(day=weekday(day)))
    back = Button(_("Another day"), AskTeamTime(team))
    return Screen(text, (*_hours(lambda minutes: SetTeamTime(team, day, minutes)), (back,)))


def team_time(day: Weekday, minutes: int) -> str:
    """When time is set aside, in words."""
    return _("Now: {day} at {time}.").format(day=weekday(day), time=clock_time(minutes))


def question(day: Weekday, minutes: int, *, has_own: bool) -> Screen:
    """Shall her ten minutes come then?"""
    text = paragraphs(
        bold(
            _("Your team keeps time free to read: {day} at {time}.").format(
                day=weekday(day), time=clock_time(minutes)
            )
        ),
        plain(_("Shall your ten minutes come then?")),
        plain(_("The reading time that you have now would move there.")) if has_own else plain(""),
        plain(_("Nobody is told what you say. You can change it in /settings.")),
    )
    yes = Button(_("Yes, bring them then"), TakeTeamTime(), Style.PRIMARY)
    return Screen(text, ((yes,), (Button(_("No, thank you"), PassTeamTime()),)))


def talk_by(day: date) -> str:
    """Until when a talk does most good."""
    return _("You keep time free to read. A talk by {day} helps it to last.").format(day=in_full(day))


def _back(team: int) -> tuple[Button, ...]:
    return (Button(_("Back to sessions"), SessionHome(team)),)
