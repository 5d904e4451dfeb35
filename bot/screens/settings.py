"""What a person can change about how Say So comes to her."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    Absence,
    AskAway,
    AskDay,
    AskPack,
    AskShift,
    AskTown,
    Home,
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
from bot.screens.screen import Button, Screen, Style, bold, lines, paragraphs, plain
from bot.screens.times import clock_time, long_day, moment, weekday
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from content.library import Pack

HOURS_A_ROW = 4


@dataclass(frozen=True)
class Chosen:
    """What a person has chosen, as the screen needs it. `minutes` count from midnight, local time.

    `away_until` is empty for somebody who is there.
    """

    pack: Pack
    area: str | None
    shift: Shift
    day: Weekday
    minutes: int
    every_weeks: int
    next_due: datetime | None
    away_until: datetime | None


def settings(chosen: Chosen, zone: ZoneInfo) -> Screen:
    """All settings, and what each is now."""
    text = paragraphs(
        bold(_("Settings")),
        lines(
            plain(_("Pack: {pack}").format(pack=chosen.pack.name)),
            plain(_("Area: {area}").format(area=chosen.area or _("not chosen"))),
            plain(_("Shifts: {shift}").format(shift=shift_label(chosen.shift))),
            *([plain(_rhythm(chosen))] if chosen.next_due else []),
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
    third = (Button(_("Away for a while"), AskAway()), often) if chosen.next_due else ()
    rows = (first, second, third, (on_off,), (concern_button(),))
    return Screen(text, tuple(row for row in rows if row))


def _rhythm(chosen: Chosen) -> str:
    """When cards come, for somebody to whom they come."""
    when = _("{day} at {time}").format(day=weekday(chosen.day), time=clock_time(chosen.minutes))
    said = _("Weekly card: {rhythm}") if chosen.every_weeks == 1 else _("A card every other week: {rhythm}")
    return said.format(rhythm=when)


def go_on() -> Screen:
    """After three cards that nobody looked at: one question, and then silence."""
    text = paragraphs(
        plain(_("You have not opened the last three, and that is fine. Shall they keep coming?")),
        plain(_("If you do not tap anything, nothing more comes by itself. The menu is always here.")),
    )
    keep = Button(_("Keep them"), SetOften(1), Style.PRIMARY)
    fewer = Button(_("Fewer: every other week"), SetOften(2))
    stop = Button(_("Stop"), StopNudges())
    return Screen(text, ((keep,), (fewer,), (stop, Button(_("Another day or time"), AskDay()))))


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
    rows = ((week, fortnight), (month, Button(_("Until I say"), StopNudges())), _back())
    asked = plain(_("For how long, counted from today? The next card comes after that."))
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
    )
    return Screen(text, (tuple(Button(shift_label(shift), SetShift(shift)) for shift in Shift), _back()))


def ask_pack(packs: Sequence[Pack]) -> Screen:
    """Which pack."""
    rows = tuple((Button(pack.name, SetPack(ContentId(pack.id))),) for pack in packs)
    return Screen(bold(_("Who do you work with?")), (*rows, _back()))


def _back() -> tuple[Button, ...]:
    return Button(_("Settings"), Settings()), Button(_("Menu"), Home())
