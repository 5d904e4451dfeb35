"""The way in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Shift  # noqa: TC001 - callback data is read by the type hints


@tagged("w")
@dataclass(frozen=True)
class Welcome(Route):
    """What Say So is and is not; the first step of joining."""


@tagged("jp")
@dataclass(frozen=True)
class ChoosePack(Route):
    """Second step of joining: adults' or children's services was chosen; which shifts?"""

    pack: ContentId


@tagged("jq")
@dataclass(frozen=True)
class ChooseShift(Route):
    """Ask for the shifts, as a step of joining."""

    pack: ContentId


@tagged("js")
@dataclass(frozen=True)
class Join(Route):
    """Third step of joining: the shifts were chosen."""

    pack: ContentId
    shift: Shift


@tagged("at")
@dataclass(frozen=True)
class AskTown(Route):
    """Ask for the town where the person cared for lives."""


@tagged("ts")
@dataclass(frozen=True)
class SkipTown(Route):
    """Go on without a town: national numbers until there is one."""


@tagged("ta")
@dataclass(frozen=True)
class SetArea(Route):
    """The council area was chosen."""

    area: ContentId


@tagged("tc")
@dataclass(frozen=True)
class ChooseArea(Route):
    """The town that was typed may be in either of two areas, which can be the same: which one?"""

    first: ContentId
    second: ContentId


@tagged("tn")
@dataclass(frozen=True)
class TownNotFound(Route):
    """The town that was typed is in no area that we know."""


@tagged("oe")
@dataclass(frozen=True)
class OutsideEngland(Route):
    """The town that was typed is in another nation."""

    nation: ContentId
