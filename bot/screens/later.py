"""Putting off what comes by itself: until when, and when it comes again. As discreet as what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import AskLater, AskLaterFor, Later, PutOff, PutOffFor, ShowPushed, WeeklyCard
from bot.screens.screen import Button, Screen, Style, bold, plain
from bot.screens.times import moment
from bot.words import _

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.callback_data import Route
    from bot.routes import Pushed


def ask_later(due: date, about: Pushed | None = None) -> Screen:
    """Until when? About the card of this day, unless it is `about` something else."""
    labels = {
        Later.HOUR: _("In 1 hour"),
        Later.AFTER_SHIFT: _("After my shift"),
        Later.TOMORROW: _("Tomorrow"),
        Later.NEXT_WEEK: _("Next week"),
    }
    first, second, third, fourth = (Button(label, _off(due, about, later)) for later, label in labels.items())
    rows = ((first, second), (third, fourth), (_show(due, about),))
    return Screen(bold(_("When would you like it?")), rows)


def comes_again(due: date, at: datetime, zone: ZoneInfo, about: Pushed | None = None) -> Screen:
    """It was put off."""
    text = plain(_("It comes again on {moment}.").format(moment=moment(at, zone)))
    again = AskLater(due) if about is None else AskLaterFor(about, due)
    return Screen(text, ((_show(due, about), Button(_("Another time"), again)),))


def _off(due: date, about: Pushed | None, later: Later) -> Route:
    return PutOff(due, later) if about is None else PutOffFor(about, due, later)


def _show(due: date, about: Pushed | None) -> Button:
    to = WeeklyCard(due) if about is None else ShowPushed(about, due)
    return Button(_("Show it now"), to, Style.PRIMARY)
