"""What comes beside the weekly card and how often, and being away until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - callback data is read by the type hints

from bot.callback_data import Route, tagged
from bot.routes.kinds import Often, Pushed, Weekday  # noqa: TC001 - callback data is read by the type hints


@tagged("yp")
@dataclass(frozen=True)
class AskPages(Route):
    """How often should a page come by itself?"""


@tagged("yP")
@dataclass(frozen=True)
class SetPages(Route):
    """How often was chosen."""

    often: Often


@tagged("yt")
@dataclass(frozen=True)
class AskReadingTime(Route):
    """On which day does she set time aside to read?"""


@tagged("yT")
@dataclass(frozen=True)
class SetReadingTime(Route):
    """The day was chosen."""

    day: Weekday


@tagged("yn")
@dataclass(frozen=True)
class NoReadingTime(Route):
    """No time is set aside any more."""


@tagged("yh")
@dataclass(frozen=True)
class AskRhythmHour(Route):
    """At which hour should it come?"""

    about: Pushed


@tagged("yH")
@dataclass(frozen=True)
class SetRhythmHour(Route):
    """The hour was chosen: minutes after midnight where the person lives."""

    about: Pushed
    minutes: int


@tagged("yf")
@dataclass(frozen=True)
class Fewer(Route):
    """All that comes by itself comes less often from now on."""


@tagged("yb")
@dataclass(frozen=True)
class HolidaysOff(Route):
    """No card on a bank holiday: it comes on the next day that is none."""


@tagged("yB")
@dataclass(frozen=True)
class HolidaysOn(Route):
    """Cards come on bank holidays too."""


@tagged("ym")
@dataclass(frozen=True)
class AskAwayMonth(Route):
    """In which month does she come back?"""


@tagged("yd")
@dataclass(frozen=True)
class AskAwayDay(Route):
    """On which day of the month that begins on this day does she come back?"""

    first: date


@tagged("yu")
@dataclass(frozen=True)
class AwayUntil(Route):
    """Nothing comes by itself before this day. A day that is past: she is back."""

    until: date
