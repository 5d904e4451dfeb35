"""What comes beside the weekly card and how often, and being away until a day."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - callback data is read by the type hints

from bot.callback_data import Route, tagged
from bot.routes.kinds import Often, Pushed, Weekday  # noqa: TC001 - callback data is read by the type hints


@tagged("yp")
class AskPages(Route):
    """How often should a page come by itself?"""


@tagged("yP")
class SetPages(Route):
    """How often was chosen."""

    often: Often


@tagged("yt")
class AskReadingTime(Route):
    """On which day does she set time aside to read?"""


@tagged("yT")
class SetReadingTime(Route):
    """The day was chosen."""

    day: Weekday


@tagged("yn")
class NoReadingTime(Route):
    """No time is set aside any more."""


@tagged("yh")
class AskRhythmHour(Route):
    """At which hour should it come?"""

    about: Pushed


@tagged("yH")
class SetRhythmHour(Route):
    """The hour was chosen: minutes after midnight where the person lives."""

    about: Pushed
    minutes: int


@tagged("yf")
class Fewer(Route):
    """All that comes by itself comes less often from now on."""


@tagged("yb")
class HolidaysOff(Route):
    """No card on a bank holiday: it comes on the next day that is none."""


@tagged("yB")
class HolidaysOn(Route):
    """Cards come on bank holidays too."""


@tagged("ym")
class AskAwayMonth(Route):
    """In which month does she come back?"""


@tagged("yd")
class AskAwayDay(Route):
    """On which day of the month that begins on this day does she come back?"""

    first: date


@tagged("yu")
class AwayUntil(Route):
    """Nothing comes by itself before this day. A day that is past: she is back."""

    until: date
