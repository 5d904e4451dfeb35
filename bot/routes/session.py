"""Holding a session with a team, part by part. All but the log is for managers, and is authorised as such."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Settled  # noqa: TC001 - callback data is read by the type hints


@tagged("Sg")
@dataclass(frozen=True)
class GoToSession(Route):
    """To the session of the own team, the list of teams, or what one does to become a manager."""


@tagged("Sh")
@dataclass(frozen=True)
class SessionHome(Route):
    """What there is to do about sessions of a team."""

    team: int


@tagged("St")
@dataclass(frozen=True)
class ChooseSessionTheme(Route):
    """What shall it be about? `page` counts from 0."""

    team: int
    page: int


@tagged("Sc")
@dataclass(frozen=True)
class ChooseSessionCard(Route):
    """Which story of a theme?"""

    team: int
    theme: ContentId


@tagged("SB")
@dataclass(frozen=True)
class BeginSession(Route):
    """A session about this story begins, unless one is under way."""

    team: int
    card: ContentId


@tagged("Sn")
@dataclass(frozen=True)
class SessionNow(Route):
    """Where a session stands."""

    session: int


@tagged("SG")
@dataclass(frozen=True)
class GoToStep(Route):
    """On or back to a part of a session."""

    session: int
    step: int


@tagged("SH")
@dataclass(frozen=True)
class CountHands(Route):
    """So many hands went up for an option."""

    session: int
    option: ContentId
    hands: int


@tagged("SC")
@dataclass(frozen=True)
class CountAgain(Route):
    """The hands are counted anew."""

    session: int


@tagged("Sx")
@dataclass(frozen=True)
class SessionThanks(Route):
    """A line of thanks to send on, once the person agrees. `wording` counts from 0."""

    session: int
    wording: int


@tagged("SA")
@dataclass(frozen=True)
class AgreeOn(Route):
    """The team agrees on a ready-made action."""

    session: int
    action: ContentId


@tagged("ST")
@dataclass(frozen=True)
class TakeOut(Route):
    """The team thinks better of it."""

    session: int
    action: ContentId


@tagged("SL")
@dataclass(frozen=True)
class SettleAction(Route):
    """What became of something that was agreed on in the session `agreed_in`."""

    session: int
    agreed_in: int
    action: ContentId
    how: Settled


@tagged("SE")
@dataclass(frozen=True)
class CountPresent(Route):
    """So many people were there: 0 stands for fewer than five."""

    session: int
    present: int


@tagged("SF")
@dataclass(frozen=True)
class LeaveUncounted(Route):
    """Nobody says how many were there."""

    session: int


@tagged("Sd")
@dataclass(frozen=True)
class AskDropSession(Route):
    """Ask whether a session should be dropped."""

    session: int


@tagged("SD")
@dataclass(frozen=True)
class DropSession(Route):
    """It did not take place: nothing of it stays."""

    session: int


@tagged("So")
@dataclass(frozen=True)
class SessionOver(Route):
    """It is over; what was agreed."""

    session: int


@tagged("Sl")
@dataclass(frozen=True)
class SessionLog(Route):
    """The sessions that a team held, for those who manage it and for those who are in it."""

    team: int
