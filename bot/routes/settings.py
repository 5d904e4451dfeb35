"""How Say So comes to a person."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Absence, Shift, Weekday  # noqa: TC001 - callback data is read by the type hints


@tagged("s")
class Settings(Route):
    """What can be changed."""


@tagged("sd")
class AskDay(Route):
    """Which day should the card come?"""


@tagged("sD")
class SetDay(Route):
    """The day was chosen."""

    day: Weekday


@tagged("st")
class AskHour(Route):
    """At which hour should the card come?"""


@tagged("sT")
class SetHour(Route):
    """The hour was chosen: minutes after midnight where the person lives."""

    minutes: int


@tagged("ss")
class AskShift(Route):
    """Which shifts?"""


@tagged("sS")
class SetShift(Route):
    """The shifts were changed."""

    shift: Shift


@tagged("sp")
class AskPack(Route):
    """Adults or children?"""


@tagged("sP")
class SetPack(Route):
    """The pack was changed."""

    pack: ContentId


@tagged("so")
class StopNudges(Route):
    """No more weekly messages."""


@tagged("sg")
class ResumeNudges(Route):
    """Weekly messages again."""


@tagged("sk")
class GoOn(Route):
    """Shall cards go on, be fewer, or stop? Comes by itself after three that nobody looked at."""


@tagged("sw")
class SetOften(Route):
    """A card every so many weeks; if none came any more, they come again."""

    weeks: int


@tagged("sa")
class AskAway(Route):
    """For how long is she away? And until when she is, if she is."""


@tagged("sA")
class SetAway(Route):
    """Nothing comes by itself for so long."""

    absence: Absence
