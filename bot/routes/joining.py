"""The way in."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Shift  # noqa: TC001 - callback data is read by the type hints


@tagged("w")
class Welcome(Route):
    """What Say So is and is not; the first step of joining."""


@tagged("jp")
class ChoosePack(Route):
    """Second step of joining: adults' or children's services was chosen; which shifts?"""

    pack: ContentId


@tagged("jq")
class ChooseShift(Route):
    """Ask for the shifts, as a step of joining."""

    pack: ContentId


@tagged("js")
class Join(Route):
    """Third step of joining: the shifts were chosen."""

    pack: ContentId
    shift: Shift


@tagged("at")
class AskTown(Route):
    """Ask for the town where the person cared for lives."""


@tagged("ts")
class SkipTown(Route):
    """Go on without a town: national numbers until there is one."""


@tagged("ta")
class SetArea(Route):
    """The council area was chosen."""

    area: ContentId


@tagged("tc")
class ChooseArea(Route):
    """The town that was typed may be in either of two areas, which can be the same: which one?"""

    first: ContentId
    second: ContentId


@tagged("tn")
class TownNotFound(Route):
    """The town that was typed is in no area that we know."""


@tagged("oe")
class OutsideEngland(Route):
    """The town that was typed is in another nation."""

    nation: ContentId
