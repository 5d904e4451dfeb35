"""Coming by a link, and being in a team as a worker."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Shift  # noqa: TC001 - callback data is read by the type hints


@tagged("Ti")
class Invited(Route):
    """What the link that somebody opened leads to. The ticket is good for her only."""

    code: int
    ticket: ContentId


@tagged("Td")
class DeadLink(Route):
    """The link does not work, whatever the reason is."""


@tagged("Tj")
class JoinTeam(Route):
    """Somebody who has joined Say So joins the team."""

    code: int
    ticket: ContentId


@tagged("Tn")
class JoinWithTeam(Route):
    """Somebody new joins Say So and the team at once: the shifts were chosen."""

    code: int
    ticket: ContentId
    shift: Shift


@tagged("Ta")
class TakeOver(Route):
    """Somebody takes the role that the link gives: a manager's, or a manager's of a team."""

    code: int
    ticket: ContentId


@tagged("Tm")
class MyTeam(Route):
    """The team that one is in, if any."""


@tagged("Tw")
class WelcomeToTeam(Route):
    """The menu, and that one is in the team now."""


@tagged("Tl")
class LeaveTeam(Route):
    """Leave the team."""
