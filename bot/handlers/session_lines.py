"""Sending a ready-made line for the session of one's own team, without a name.

Nothing links a person with a line. Whoever manages the team sends none: she leads the talk.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.handlers.session_access import running
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.session import MOST_LINES
from bot.routes import GoToLines, SendLine, SessionLines, Welcome
from bot.screens import groups as screens
from storage import session_lines, teams
from storage.session_lines import LineSent

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from storage.sessions import Session

NONE = 0  # in the place of a session, where none is under way


@acts(GoToLines)
async def go_to_lines(visit: Visit, _route: GoToLines) -> Outcome:
    """To the lines of the talk that is on; who has not joined is shown the way in."""
    if visit.joined is None:
        return Outcome((Show(Welcome()),))
    session = await to_send_for(visit)
    return Outcome((Show(SessionLines(session.id if session else NONE)),))


async def to_send_for(visit: Visit) -> Session | None:
    """The session that she may send lines for: of her own team, and not led by her."""
    team = await visit.own_team()
    if team is None or await teams.of_manager(visit.transaction, visit.person_id, team.id) is not None:
        return None
    return await running(visit, team)


@shows(SessionLines)
async def pick(visit: Visit, route: SessionLines) -> Screen:
    """Which line?"""
    _ = visit.member
    session = await to_send_for(visit)
    if session is None or session.id != route.session:
        return screens.no_talk()
    offered = visit.library.session.lines_for(session.theme)
    sent = await session_lines.sent_by(visit.transaction, session.id, _mark(visit, session))
    return screens.pick_lines(session.id, offered, sent)


@acts(SendLine)
async def send(visit: Visit, route: SendLine) -> Outcome:
    """It is sent, unless she has sent enough."""
    session = await to_send_for(visit)
    if session is None or session.id != route.session:
        raise NotThereError
    mark = _mark(visit, session)
    enough = await session_lines.sent_by(visit.transaction, session.id, mark) >= MOST_LINES
    if enough or route.line not in visit.library.session.lines_for(session.theme):
        return Outcome((Show(SessionLines(session.id), visit.here),))
    sent = LineSent(session.id, session.team_id, route.line, mark, session.started_at)
    return Outcome((Show(SessionLines(session.id), visit.here),), (sent,))


def _mark(visit: Visit, session: Session) -> str:
    """A keyed hash of person and session: the same for both, and of no use for anything else.

    Raises:
        NotThereError: there is no key to make one with.
    """
    if visit.listed is None:
        raise NotThereError
    mixed = f"{visit.listed.marks(visit.person_id)[0]}:{session.id}"
    return hashlib.sha256(mixed.encode()).hexdigest()
