"""Who may do something about a session, and what of it may be shown. Every handler of sessions begins here."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.handlers.visit import NotThereError
from bot.learning.counting import TAKING_PART
from bot.learning.dealing import option_order
from bot.learning.session import ENDS_AFTER, is_over
from bot.screens.groups import CLOSED, ENOUGH, NOT_YET, TOO_FEW
from storage import groups, session_lines, sessions

if TYPE_CHECKING:
    from bot.handlers.visit import Visit
    from content.models import Option, Scenario
    from storage.sessions import Session
    from storage.teams import Team


async def session_of(visit: Visit, session_id: int) -> Session:
    """A session that is under way, for somebody who manages its team.

    Raises:
        NotThereError: there is none, it is over, or she does not manage the team. Which of these, nobody is told.
    """
    found = await sessions.find(visit.transaction, session_id)
    if found is None or found.ended_at is not None or is_over(found.started_at, visit.now):
        raise NotThereError
    await visit.managed_team(found.team_id)
    return found


async def running(visit: Visit, team: Team) -> Session | None:
    """The session of a team that is under way."""
    return await sessions.under_way(visit.transaction, team.id, visit.now - ENDS_AFTER)


def options_of(visit: Visit, session: Session) -> tuple[Scenario, list[Option]]:
    """The story of a session, and its options in the order of their letters.

    Raises:
        NotThereError: it was taken out of the content since.
    """
    card = visit.library.scenario(session.card)
    if card is None:
        raise NotThereError
    return card, [option for key in option_order(session.id, card) if (option := card.option(key))]


async def lines_that_came(visit: Visit, session: Session) -> list[str] | None:
    """The lines that people sent, in mixed order; None while fewer than five people sent some."""
    if await session_lines.senders(visit.transaction, session.id) < TAKING_PART:
        return None
    sent = await session_lines.sent(visit.transaction, session.id)
    words = visit.library.session.lines_for(session.theme)
    mixed = sorted(
        sent & set(words), key=lambda line: hashlib.sha256(f"{session.id}:{line}".encode()).digest()
    )
    return [words[line] for line in mixed]


async def vote_state(visit: Visit, session: Session) -> int | None:
    """How the vote in the team's group stands; None where the team has none."""
    if await groups.of_team(visit.transaction, session.team_id) is None:
        return None
    vote = await groups.vote_of(visit.transaction, session.id)
    if vote is None:
        return NOT_YET
    if vote.closed:
        return CLOSED
    return ENOUGH if vote.enough else TOO_FEW
