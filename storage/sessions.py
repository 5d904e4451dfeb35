"""Sessions of teams: what is under way, what was held, and what was agreed. Knows nobody who was there.

Whoever acts is authorised before: see `bot.handlers.session`. What is counted while a session runs is let go of
in the same transaction that ends it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from storage.schema import (
    session_actions,
    session_hands,
    session_lines,
    session_polls,
    session_senders,
    sessions,
)
from storage.upsert import insert_or_ignore, insert_or_update

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Row, Table

    from storage.store import Transaction

WHILE_IT_RUNS: tuple[Table, ...] = (session_hands, session_lines, session_senders, session_polls)


class ActionState(StrEnum):
    """What became of something that a team agreed on."""

    AGREED = "agreed"
    DONE = "done"
    DROPPED = "dropped"
    CARRIED = "carried"  # agreed on again, in the session after


@dataclass(frozen=True)
class Session:
    """One session. `present` is how many were there: 0 for fewer than five, None where nobody said.

    `ended_at` is None while it is under way, and for good where it was left in the middle.
    """

    id: int
    team_id: int
    card: str
    theme: str
    step: int
    held_on: date
    started_at: datetime
    ended_at: datetime | None
    present: int | None


@dataclass(frozen=True)
class Action:
    """One thing that a team agreed on in a session."""

    session: int
    action: str
    state: ActionState


def new_id() -> int:
    """The number of a new session: random, so that none can be guessed."""
    return secrets.randbits(48)


async def find(transaction: Transaction, session_id: int) -> Session | None:
    """The session with this number."""
    row = (await transaction.execute(select(sessions).where(sessions.c.id == session_id))).one_or_none()
    return None if row is None else _session(row)


async def under_way(transaction: Transaction, team_id: int, since: datetime) -> Session | None:
    """The session of a team that was begun after `since` and has not ended."""
    here = (sessions.c.team_id == team_id, sessions.c.ended_at.is_(None), sessions.c.started_at > since)
    query = select(sessions).where(*here).order_by(sessions.c.started_at.desc(), sessions.c.id).limit(1)
    row = (await transaction.execute(query)).one_or_none()
    return None if row is None else _session(row)


async def held(transaction: Transaction, team_id: int, limit: int) -> list[Session]:
    """Sessions that took place and were ended, the newest first."""
    here = (sessions.c.team_id == team_id, sessions.c.ended_at.is_not(None))
    query = select(sessions).where(*here).order_by(sessions.c.started_at.desc(), sessions.c.id).limit(limit)
    return [_session(row) for row in await transaction.execute(query)]


async def how_many_held(transaction: Transaction, team_id: int) -> int:
    """How many sessions a team held that are still known."""
    here = (sessions.c.team_id == team_id, sessions.c.ended_at.is_not(None))
    query = select(func.count()).select_from(sessions).where(*here)
    return int((await transaction.execute(query)).scalar_one())


async def hands(transaction: Transaction, session_id: int) -> dict[str, int]:
    """How many hands went up, by option, as far as they were counted. Exact: for the room only."""
    query = select(session_hands).where(session_hands.c.session == session_id)
    return {row.option: row.hands for row in await transaction.execute(query)}


async def actions(transaction: Transaction, session_id: int) -> list[Action]:
    """What was agreed on in a session, whatever became of it."""
    query = select(session_actions).where(session_actions.c.session == session_id)
    return [_action(row) for row in await transaction.execute(query.order_by(session_actions.c.action))]


async def open_actions(transaction: Transaction, team_id: int) -> list[Action]:
    """What the team agreed on in sessions that have ended, and nobody has said what became of."""
    here = (
        session_actions.c.team_id == team_id,
        session_actions.c.state == ActionState.AGREED,
        sessions.c.ended_at.is_not(None),
    )
    query = select(session_actions).join(sessions, sessions.c.id == session_actions.c.session).where(*here)
    ordered = query.order_by(sessions.c.started_at, session_actions.c.action)
    return [_action(row) for row in await transaction.execute(ordered)]


def _session(row: Row[Any]) -> Session:
    return Session(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name begins with an underscore


def _action(row: Row[Any]) -> Action:
    return Action(row.session, row.action, ActionState(row.state))


@dataclass(frozen=True)
class SessionBegun:
    """A team begins a session. What was left of one that nobody ended goes."""

    session: Session

    async def write(self, transaction: Transaction) -> None:
        """Add the row."""
        left = (sessions.c.team_id == self.session.team_id, sessions.c.ended_at.is_(None))
        numbers = select(sessions.c.id).where(*left)
        await transaction.execute(delete(session_actions).where(session_actions.c.session.in_(numbers)))
        await transaction.execute(delete(sessions).where(*left))
        for table in WHILE_IT_RUNS:
            await transaction.execute(delete(table).where(table.c.team_id == self.session.team_id))
        await insert_or_ignore(transaction, sessions, [vars(self.session)])


@dataclass(frozen=True)
class SessionAt:
    """A session is at another step."""

    session_id: int
    step: int

    async def write(self, transaction: Transaction) -> None:
        """Change the row."""
        here = (sessions.c.id == self.session_id, sessions.c.ended_at.is_(None))
        await transaction.execute(update(sessions).where(*here).values(step=self.step))


@dataclass(frozen=True)
class SessionEnded:
    """A session took place and is over: what was counted meanwhile goes. `step` is the last one."""

    session_id: int
    step: int
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Change the row, once."""
        here = (sessions.c.id == self.session_id, sessions.c.ended_at.is_(None))
        await transaction.execute(update(sessions).where(*here).values(ended_at=self.at, step=self.step))
        await _let_go(transaction, self.session_id)


@dataclass(frozen=True)
class PresentCounted:
    """So many people were there, at a session that is over: 0 for fewer than five."""

    session_id: int
    present: int

    async def write(self, transaction: Transaction) -> None:
        """Change the row, once."""
        here = (
            sessions.c.id == self.session_id,
            sessions.c.ended_at.is_not(None),
            sessions.c.present.is_(None),
        )
        await transaction.execute(update(sessions).where(*here).values(present=self.present))


@dataclass(frozen=True)
class SessionDropped:
    """A session did not take place: nothing of it stays."""

    session_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete it, unless it has ended."""
        here = (sessions.c.id == self.session_id, sessions.c.ended_at.is_(None))
        if (await transaction.execute(delete(sessions).where(*here))).rowcount:
            await transaction.execute(
                delete(session_actions).where(session_actions.c.session == self.session_id)
            )
            await _let_go(transaction, self.session_id)


async def _let_go(transaction: Transaction, session_id: int) -> None:
    for table in WHILE_IT_RUNS:
        await transaction.execute(delete(table).where(table.c.session == session_id))


@dataclass(frozen=True)
class HandsCounted:
    """So many hands went up for an option."""

    session_id: int
    team_id: int
    option: str
    hands: int
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Keep it, or change it."""
        row = {**vars(self), "session": self.session_id}
        row.pop("session_id")
        await insert_or_update(transaction, session_hands, row, ("session", "option"))


@dataclass(frozen=True)
class HandsDown:
    """The hands are counted anew."""

    session_id: int

    async def write(self, transaction: Transaction) -> None:
        """Let go of them."""
        await transaction.execute(delete(session_hands).where(session_hands.c.session == self.session_id))


@dataclass(frozen=True)
class ActionAgreed:
    """The team agrees on something."""

    session_id: int
    team_id: int
    action: str
    agreed_on: date

    async def write(self, transaction: Transaction) -> None:
        """Add it."""
        row = {**vars(self), "session": self.session_id, "state": ActionState.AGREED}
        row.pop("session_id")
        await insert_or_ignore(transaction, session_actions, [row])


@dataclass(frozen=True)
class ActionTakenBack:
    """In the session in which it was agreed on, the team thinks better of it."""

    session_id: int
    action: str

    async def write(self, transaction: Transaction) -> None:
        """Delete it."""
        here = (session_actions.c.session == self.session_id, session_actions.c.action == self.action)
        await transaction.execute(delete(session_actions).where(*here))


@dataclass(frozen=True)
class ActionSettled:
    """The next session says what became of it. What is carried is agreed on again in that session, `into`."""

    action: Action
    state: ActionState
    into: Session

    async def write(self, transaction: Transaction) -> None:
        """Change the row, and add the one that goes on."""
        one = self.action
        here = (session_actions.c.session == one.session, session_actions.c.action == one.action)
        await transaction.execute(update(session_actions).where(*here).values(state=self.state))
        if self.state is ActionState.CARRIED:
            carried = ActionAgreed(self.into.id, self.into.team_id, one.action, self.into.held_on)
            await carried.write(transaction)
