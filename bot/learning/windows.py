"""Spans of time after which something is told of a group: never while one is still open. Pure; moments in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.learning.schedule import moment_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

WEEK = 1
THEMES = 4  # weeks: long enough for a principle to come to most people of a team
_MONDAY = date(
    2024, 1, 1
)  # spans of several weeks are counted from here, so that all teams have the same ones


@dataclass(frozen=True)
class Window:
    """Whole weeks from one Monday to another, that one not included, in local days."""

    first: date
    after: date
    begins: datetime
    ends: datetime


def last_closed(now: datetime, weeks: int, zone: ZoneInfo) -> Window:
    """The latest span of so many weeks that is over."""
    today = now.astimezone(zone).date()
    length = 7 * weeks
    after = _MONDAY + timedelta(days=(today - _MONDAY).days // length * length)
    first = after - timedelta(days=length)
    return Window(first, after, moment_of(first, 0, zone), moment_of(after, 0, zone))
