"""Putting a card off: until when, and when it comes again. As discreet as the message that it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import AskLater, Later, PutOff, WeeklyCard
from bot.screens.screen import Button, Screen, Style, bold, plain
from bot.screens.times import moment
from bot.words import _

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo


def ask_later(due: date) -> Screen:
    """Until when?"""
    labels = {
        Later.HOUR: _("In 1 hour"),
        Later.AFTER_SHIFT: _("After my shift"),
        Later.TOMORROW: _("Tomorrow"),
        Later.NEXT_WEEK: _("Next week"),
    }
    first, second, third, fourth = (Button(label, PutOff(due, later)) for later, label in labels.items())
    return Screen(bold(_("When would you like it?")), ((first, second), (third, fourth), (_show(due),)))


def comes_again(due: date, at: datetime, zone: ZoneInfo) -> Screen:
    """It was put off."""
    text = plain(_("It comes again on {moment}.").format(moment=moment(at, zone)))
    return Screen(text, ((_show(due), Button(_("Another time"), AskLater(due))),))


def _show(due: date) -> Button:
    return Button(_("Show it now"), WeeklyCard(due), Style.PRIMARY)
