"""How Say So comes to a person."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Absence, Shift, Weekday  # noqa: TC001 - callback data is read by the type hints


@tagged("s")
@dataclass(frozen=True)
class Settings(Route):
    """What can be changed."""


@tagged("sd")
@dataclass(frozen=True)
class AskDay(Route):
    """Which day should the card come?"""


@tagged("sD")
@dataclass(frozen=True)
class SetDay(Route):
    """The day was chosen."""

    day: Weekday


@tagged("st")
@dataclass(frozen=True)
class AskHour(Route):
    """At which hour should the card come?"""


@tagged("sT")
@dataclass(frozen=True)
class SetHour(Route):
    """The hour was chosen: minutes after midnight where the person lives."""

    minutes: int


@tagged("ss")
@dataclass(frozen=True)
class AskShift(Route):
    """Which shifts?"""


@tagged("sS")
@dataclass(frozen=True)
class SetShift(Route):
    """The shifts were changed."""

    shift: Shift


@tagged("sp")
@dataclass(frozen=True)
class AskPack(Route):
    """Adults or children?"""


@tagged("sP")
@dataclass(frozen=True)
class SetPack(Route):
    """The pack was changed."""

    pack: ContentId


@tagged("so")
@dataclass(frozen=True)
class StopNudges(Route):
    """No more weekly messages."""


@tagged("sg")
@dataclass(frozen=True)
class ResumeNudges(Route):
    """Weekly messages again."""


@tagged("sk")
@dataclass(frozen=True)
class GoOn(Route):
    """Shall cards go on, be fewer, or stop? Comes by itself after three that nobody looked at."""


@tagged("sw")
@dataclass(frozen=True)
class SetOften(Route):
    """A card every so many weeks; if none came any more, they come again."""

    weeks: int


@tagged("sa")
@dataclass(frozen=True)
class AskAway(Route):
    """For how long is she away? And until when she is, if she is."""


@tagged("sA")
@dataclass(frozen=True)
class SetAway(Route):
    """Nothing comes by itself for so long."""

    absence: Absence
