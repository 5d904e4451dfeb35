"""What a person can change about how Say So comes to her."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    AskDay,
    AskPack,
    AskShift,
    AskTown,
    Home,
    ResumeNudges,
    SetDay,
    SetHour,
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
from bot.screens.times import clock_time, moment, weekday
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from content.library import Pack

HOURS_A_ROW = 4


@dataclass(frozen=True)
class Chosen:
    """What a person has chosen, as the screen needs it. `minutes` count from midnight, local time."""

    pack: Pack
    area: str | None
    shift: Shift
    day: Weekday
    minutes: int
    next_due: datetime | None


def settings(chosen: Chosen, zone: ZoneInfo) -> Screen:
    """All settings, and what each is now."""
    rhythm = _("{day} at {time}").format(day=weekday(chosen.day), time=clock_time(chosen.minutes))
    text = paragraphs(
        bold(_("Settings")),
        lines(
            plain(_("Pack: {pack}").format(pack=chosen.pack.name)),
            plain(_("Area: {area}").format(area=chosen.area or _("not chosen"))),
            plain(_("Shifts: {shift}").format(shift=shift_label(chosen.shift))),
            plain(_("Weekly card: {rhythm}").format(rhythm=rhythm)),
        ),
        plain(_coming(chosen.next_due, zone)),
    )
    on_off = (
        Button(_("Turn weekly cards on"), ResumeNudges(), Style.SUCCESS)
        if chosen.next_due is None
        else Button(_("Turn weekly cards off"), StopNudges())
    )
    first = (Button(_("Day and time"), AskDay(), Style.PRIMARY), Button(_("Area"), AskTown()))
    second = (Button(_("Shifts"), AskShift()), Button(_("Pack"), AskPack()))
    return Screen(text, (first, second, (on_off,), (concern_button(),)))


def _coming(next_due: datetime | None, zone: ZoneInfo) -> str:
    if next_due is None:
        return _("Weekly cards are off. Nothing comes by itself.")
    return _("Next card: {moment}.").format(moment=moment(next_due, zone))


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
