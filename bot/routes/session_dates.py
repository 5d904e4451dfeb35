"""When a team meets next, and the time that it sets aside to read."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - callback data is read by the type hints

from bot.callback_data import Route, tagged
from bot.routes.kinds import Weekday  # noqa: TC001 - likewise


@tagged("Sa")
class AskSessionDay(Route):
    """On which day does the team meet?"""

    team: int


@tagged("Sb")
class AskSessionHour(Route):
    """At which hour of that day?"""

    team: int
    day: date


@tagged("SS")
class SetSessionDate(Route):
    """It meets then; `minutes` after local midnight."""

    team: int
    day: date
    minutes: int


@tagged("Sf")
class SessionFile(Route):
    """The date as a file for calendars, to send on."""

    team: int


@tagged("SX")
class CallOff(Route):
    """It does not meet then after all."""

    team: int


@tagged("Su")
class AskTeamTime(Route):
    """On which day does the team set time aside?"""

    team: int


@tagged("SU")
class AskTeamHour(Route):
    """At which hour?"""

    team: int
    day: Weekday


@tagged("SW")
class SetTeamTime(Route):
    """Time is set aside then; `minutes` after local midnight."""

    team: int
    day: Weekday
    minutes: int


@tagged("SN")
class NoTeamTime(Route):
    """No time is set aside any more."""

    team: int


@tagged("Sq")
class TeamTimeQuestion(Route):
    """Somebody is asked, once, whether her ten minutes shall come at the time of her team."""


@tagged("Sy")
class TakeTeamTime(Route):
    """Yes. That she said so is told to nobody."""


@tagged("SY")
class PassTeamTime(Route):
    """No. That she said so is told to nobody."""
