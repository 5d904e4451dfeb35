"""When something comes that a person has put off: one card, or everything while she is away. Moments are in UTC.

What she asks for herself may come in her quiet hours: "after my shift" of nights is in the morning.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.learning.schedule import moment_of
from bot.routes import Absence, Later, Shift, Weekday

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.learning.schedule import Rhythm

SOONEST = timedelta(hours=1)  # whatever is put off comes no sooner
SHIFT_ENDS = {  # minutes after midnight
    Shift.DAYS: 20 * 60,
    Shift.MIXED: 20 * 60,
    Shift.NIGHTS: 8 * 60,
    Shift.EARLY: 15 * 60,
    Shift.LATE: 22 * 60,
    Shift.NONE: 20 * 60,
}
DAYS_AWAY = {Absence.WEEK: 7, Absence.FORTNIGHT: 14, Absence.MONTH: 30}
_A_DAY = timedelta(days=1)


def comes_again(later: Later, rhythm: Rhythm, shift: Shift, now: datetime, zone: ZoneInfo) -> datetime:
    """When a card comes that was put off until `later`. Next week it keeps clear of the day of the next card."""
    today = now.astimezone(zone).date()
    if later is Later.HOUR:
        return now + SOONEST
    if later is Later.AFTER_SHIFT:
        return _first(today, SHIFT_ENDS[shift], now, zone)
    if later is Later.TOMORROW:
        return _first(today + _A_DAY, rhythm.minutes, now, zone)
    day = today + timedelta(days=7)
    day += _A_DAY if tuple(Weekday)[day.weekday()] is rhythm.day else timedelta(0)
    return _first(day, rhythm.minutes, now, zone)


def _first(day: date, minutes: int, now: datetime, zone: ZoneInfo) -> datetime:
    """The first moment from `day` on at which clocks show this time, and which is not too soon."""
    moment = moment_of(day, minutes, zone)
    return moment if moment >= now + SOONEST else moment_of(day + _A_DAY, minutes, zone)


def back_at(absence: Absence, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment from which things may come again: the beginning of a local day."""
    return moment_of(now.astimezone(zone).date() + timedelta(days=DAYS_AWAY[absence]), 0, zone)
