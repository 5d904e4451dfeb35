"""Holding a session with a team, part by part. All but the log is for managers, and is authorised as such."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Settled  # noqa: TC001 - callback data is read by the type hints


@tagged("Sg")
class GoToSession(Route):
    """To the session of the own team, the list of teams, or what one does to become a manager."""


@tagged("Sh")
class SessionHome(Route):
    """What there is to do about sessions of a team."""

    team: int


@tagged("St")
class ChooseSessionTheme(Route):
    """What shall it be about? `page` counts from 0."""

    team: int
    page: int


@tagged("Sc")
class ChooseSessionCard(Route):
    """Which story of a theme?"""

    team: int
    theme: ContentId


@tagged("SB")
class BeginSession(Route):
    """A session about this story begins, unless one is under way."""

    team: int
    card: ContentId


@tagged("Sn")
class SessionNow(Route):
    """Where a session stands."""

    session: int


@tagged("SG")
class GoToStep(Route):
    """On or back to a part of a session."""

    session: int
    step: int


@tagged("SH")
class CountHands(Route):
    """So many hands went up for an option."""

    session: int
    option: ContentId
    hands: int


@tagged("SC")
class CountAgain(Route):
    """The hands are counted anew."""

    session: int


@tagged("Sx")
class SessionThanks(Route):
    """A line of thanks to send on, once the person agrees. `wording` counts from 0."""

    session: int
    wording: int


@tagged("SA")
class AgreeOn(Route):
    """The team agrees on a ready-made action."""

    session: int
    action: ContentId


@tagged("ST")
class TakeOut(Route):
    """The team thinks better of it."""

    session: int
    action: ContentId


@tagged("SL")
class SettleAction(Route):
    """What became of something that was agreed on in the session `agreed_in`."""

    session: int
    agreed_in: int
    action: ContentId
    how: Settled


@tagged("SE")
class CountPresent(Route):
    """So many people were there: 0 stands for fewer than five."""

    session: int
    present: int


@tagged("SF")
class LeaveUncounted(Route):
    """Nobody says how many were there."""

    session: int


@tagged("Sd")
class AskDropSession(Route):
    """Ask whether a session should be dropped."""

    session: int


@tagged("SD")
class DropSession(Route):
    """It did not take place: nothing of it stays."""

    session: int


@tagged("So")
class SessionOver(Route):
    """It is over; what was agreed."""

    session: int


@tagged("Sl")
class SessionLog(Route):
    """The sessions that a team held, for those who manage it and for those who are in it."""

    team: int
