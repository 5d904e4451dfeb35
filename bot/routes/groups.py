"""A team's own group in Telegram, and lines that people send for a session without a name."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import LinkCode, Posted  # noqa: TC001 - callback data is read by the type hints


@tagged("Gh")
class GroupHome(Route):
    """Whether a team has a group, and how to link one."""

    team: int


@tagged("Gk")
class MakeGroupCode(Route):
    """A code that links a group."""

    team: int


@tagged("GK")
class GroupCodeText(Route):
    """The code, shown once: only its hash is kept."""

    code: LinkCode


@tagged("GX")
class LetGoGroup(Route):
    """The team has no group any more."""

    team: int


@tagged("GP")
class PostInGroup(Route):
    """Show something of a session in the team's group."""

    session: int
    what: Posted


@tagged("GC")
class CloseVote(Route):
    """Close the vote in the group, or take it out unread where too few have voted."""

    session: int


@tagged("Gr")
class ReadLines(Route):
    """The lines that came, for whoever leads the session to read out."""

    session: int


@tagged("Gl")
class GoToLines(Route):
    """To the lines of the session of the own team that is under way."""


@tagged("Gn")
class SessionLines(Route):
    """The lines that somebody in the team may send."""

    session: int


@tagged("GS")
class SendLine(Route):
    """Send this line. Nothing says who did."""

    session: int
    line: ContentId


@tagged("Gg")
class InGroup(Route):
    """Something of a session, as the group sees it. Shown in the group only."""

    session: int
    what: Posted


@tagged("Gw")
class GroupWelcome(Route):
    """That the group is linked, as the group sees it."""
