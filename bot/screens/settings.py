"""What a person can change about how Say So comes to her."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.learning.schedule import QUIET
from bot.routes import (
    Absence,
    AskAway,
    AskAwayMonth,
    AskDay,
    AskPack,
    AskPages,
    AskReadingTime,
    AskShift,
    AskTown,
    AskWorkplace,
    Fewer,
    HolidaysOff,
    HolidaysOn,
    Home,
    MyTeam,
    Pushed,
    ResumeNudges,
    SetAway,
    SetDay,
    SetHour,
    SetOften,
    SetPack,
    SetShift,
    Settings,
    Shift,
    StopNudges,
    Weekday,
)
from bot.screens.common import concern_button
from bot.screens.joining import shift_label
from bot.screens.language import language_button
from bot.screens.pushes import later_button
from bot.screens.rhythms import pages
from bot.screens.screen import Button, Markup, Screen, Style, bold, lines, paragraphs, plain
from bot.screens.times import clock_time, long_day, moment, weekday
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.learning.schedule import Times
    from content.library import Pack

HOURS_A_ROW = 4
SHIFTS = (Shift.EARLY, Shift.DAYS, Shift.LATE, Shift.NIGHTS, Shift.MIXED, Shift.NONE)


@dataclass(frozen=True)
class Chosen:
    """What a person has chosen, as the screen needs it. `minutes` count from midnight, local time.

    `away_until` is empty for somebody who is there, `pages` and `reading` for who wants none. `languages`: there
    is more than one to choose from.
    """

    pack: Pack
    area: str | None
    shift: Shift
    day: Weekday
    minutes: int
    every_weeks: int
    next_due: datetime | None
    away_until: datetime | None
    pages: Times | None = None
    reading: Times | None = None
    skips_holidays: bool = False
    languages: bool = False


def settings(chosen: Chosen, zone: ZoneInfo) -> Screen:
    """All settings, and what each is now."""
    text = paragraphs(
        bold(_("Settings")),
        lines(
            plain(_("Pack: {pack}").format(pack=english(chosen.pack.name))),
            plain(_("Area: {area}").format(area=chosen.area or _("not chosen"))),
            plain(_("Shifts: {shift}").format(shift=shift_label(chosen.shift))),
            *(_what_comes(chosen) if chosen.next_due else []),
        ),
        plain(_coming(chosen.next_due, chosen.away_until, zone)),
    )
    on_off = (
        Button(_("Turn weekly cards on"), ResumeNudges(), Style.SUCCESS)
        if chosen.next_due is None
        else Button(_("Turn weekly cards off"), StopNudges())
    )
    often = (
        Button(_("Fewer cards"), SetOften(2))
        if chosen.every_weeks == 1
        else Button(_("Every week"), SetOften(1))
    )
    first = (Button(_("Day and time"), AskDay(), Style.PRIMARY), Button(_("Area"), AskTown()))
    second = (Button(_("Shifts"), AskShift()), Button(_("Pack"), AskPack()))
    work = Button(_("Where I work"), AskWorkplace())
    third = (Button(_("Away for a while"), AskAway()), often) if chosen.next_due else ()
    fourth = (
        (Button(_("Pages"), AskPages()), Button(_("Reading time"), AskReadingTime()))
        if chosen.next_due
        else ()
    )
    team = (work, Button(_("Team"), MyTeam()))
    language = (language_button(),) if chosen.languages else ()
    rows = (first, second, third, fourth, (on_off, *_holidays(chosen)), team, (*language, concern_button()))
    return Screen(text, tuple(row for row in rows if row))


def _what_comes(chosen: Chosen) -> list[Markup]:
    """What comes to somebody to whom anything comes, and when."""
    beside = [(_("Pages: {when}"), chosen.pages), (_("Time to read: {when}"), chosen.reading)]
    told = [plain(said.format(when=pages(times))) for said, times in beside if times]
    skips = [plain(_("No card on bank holidays."))] if chosen.skips_holidays else []
    return [plain(_rhythm(chosen)), *told, *skips]


def _holidays(chosen: Chosen) -> tuple[Button, ...]:
    if chosen.next_due is None:
        return ()
    if chosen.skips_holidays:
        return (Button(_("Bank holidays too"), HolidaysOn()),)
    return (Button(_("Not on bank holidays"), HolidaysOff()),)


def _rhythm(chosen: Chosen) -> str:
    """When cards come, for somebody to whom they come."""
    when = _("{day} at {time}").format(day=weekday(chosen.day), time=clock_time(chosen.minutes))
    said = _("Weekly card: {rhythm}") if chosen.every_weeks == 1 else _("A card every other week: {rhythm}")
    return said.format(rhythm=when)


def go_on(due: date | None = None) -> Screen:
    """After three nudges that nobody looked at: one question, and then silence. `due` is its day, if known."""
    text = paragraphs(
        plain(_("You have not opened the last three, and that is fine. Shall they keep coming?")),
        plain(_("If you do not tap anything, nothing more comes by itself. The menu is always here.")),
    )
    keep = Button(_("Keep them"), SetOften(1), Style.PRIMARY)
    fewer = Button(_("Fewer"), Fewer())
    stop = Button(_("Stop"), StopNudges())
    later = () if due is None else (later_button(Pushed.QUESTION, due),)
    return Screen(text, ((keep, fewer), (stop, *later), (Button(_("Another day or time"), AskDay()),)))


def _coming(next_due: datetime | None, away_until: datetime | None, zone: ZoneInfo) -> str:
    if next_due is None:
        return _("Weekly cards are off. Nothing comes by itself.")
    card = _("Next card: {moment}.").format(moment=moment(next_due, zone))
    return card if away_until is None else f"{_away_line(away_until, zone)} {card}"


def _away_line(until: datetime, zone: ZoneInfo) -> str:
    return _("You are away: nothing comes by itself before {day}.").format(day=long_day(until, zone))


def words_for_away() -> tuple[str, ...]:
    """What somebody may type who is away, or will be."""
    return (
        _("pause"),
        _("away"),
        _("holiday"),
        _("on holiday"),
        _("i’m on holiday"),
        _("im on holiday"),
        _("i am on holiday"),
        _("i’m away"),
        _("im away"),
        _("i am away"),
    )


def ask_away(next_due: datetime | None, away_until: datetime | None, zone: ZoneInfo) -> Screen:
    """For how long? If she is away, until when; if cards are off, that they are."""
    title = bold(_("Away for a while?"))
    coming = plain(_coming(next_due, away_until, zone))
    if next_due is None:
        on = Button(_("Turn weekly cards on"), ResumeNudges(), Style.SUCCESS)
        return Screen(paragraphs(title, coming), ((on,), _back()))
    back = Button(_("I am back"), ResumeNudges(), Style.SUCCESS)
    week = Button(_("One week"), SetAway(Absence.WEEK))
    fortnight = Button(_("Two weeks"), SetAway(Absence.FORTNIGHT))
    month = Button(_("A month"), SetAway(Absence.MONTH))
    until = Button(_("Until a day"), AskAwayMonth())
    rows = ((week, fortnight), (month, until), (Button(_("Until I say"), StopNudges()),), _back())
    asked = plain(_("For how long, counted from today? You can also type it: until 5 January."))
    return Screen(paragraphs(title, coming, asked), rows if away_until is None else ((back,), *rows))


def ask_day() -> Screen:
    """First of the two taps that set day and hour."""
    days = [Button(weekday(day), SetDay(day)) for day in Weekday]
    rows = (tuple(days[:2]), tuple(days[2:4]), tuple(days[4:6]), tuple(days[6:]))
    return Screen(bold(_("Which day should your card come?")), (*rows, _back()))


def ask_hour(day: Weekday) -> Screen:
    """Second of the two taps."""
    text = bold(_("At what time on {day}?").format(day=weekday(day)))
    hours = [Button(clock_time(hour * 60), SetHour(hour * 60)) for hour in range(24)]
    rows = [tuple(hours[start : start + HOURS_A_ROW]) for start in range(0, 24, HOURS_A_ROW)]
    return Screen(text, (*rows, _back()))


def ask_shift() -> Screen:
    """Which shifts; this sets the quiet hours."""
    text = paragraphs(
        bold(_("When do you mostly work?")),
        plain(_("While you sleep, nothing late comes. Your own day and time stay as you chose them.")),
        lines(*(plain(_quiet_line(shift)) for shift in SHIFTS if shift is not Shift.NONE)),
    )
    shifts = [Button(shift_label(shift), SetShift(shift)) for shift in SHIFTS]
    return Screen(text, (tuple(shifts[:3]), tuple(shifts[3:5]), tuple(shifts[5:]), _back()))


def _quiet_line(shift: Shift) -> str:
    """When shifts mean that nothing comes unasked."""
    quiet = QUIET[shift]
    return _("{shift}: nothing from {begins} to {ends}").format(
        shift=shift_label(shift), begins=f"{quiet.begins:%H:%M}", ends=f"{quiet.ends:%H:%M}"
    )


def ask_pack(packs: Sequence[Pack]) -> Screen:
    """Which pack."""
    rows = tuple((Button(english(pack.name), SetPack(ContentId(pack.id))),) for pack in packs)
    return Screen(bold(_("Who do you work with?")), (*rows, _back()))


def _back() -> tuple[Button, ...]:
    return Button(_("Settings"), Settings()), Button(_("Menu"), Home())
