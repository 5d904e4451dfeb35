"""The log of cards, talks and the messages that announced them, of everybody together: for counting only.

Nothing here may be shown as it is; see `bot/learning/where_people_stop.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage.nudges import Kind, State
from storage.schema import nudges, people, runs, showings

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.store import Transaction

ENDED = (State.SENT, State.LAPSED, State.UNKNOWN)


@dataclass(frozen=True)
class Dealt:
    """A card that was dealt to somebody, and whether she answered."""

    person_id: int
    occasion: str
    shown_at: datetime
    answered: bool


@dataclass(frozen=True)
class Rehearsed:
    """A talk that somebody began: how often she chose what to say, and whether it has ended."""

    person_id: int
    answers: int
    touched_at: datetime
    ended: bool


@dataclass(frozen=True)
class Message:
    """That a weekly card was to be announced to somebody, and what became of that."""

    person_id: int
    occasion: str
    state: str


@dataclass(frozen=True)
class Reach:
    """How many people have joined, and how many of them have blocked the bot, or are away. Nobody is both."""

    joined: int
    blocked: int
    away: int


async def dealt(transaction: Transaction, since: datetime) -> list[Dealt]:
    """Cards since that moment."""
    columns = (showings.c.person_id, showings.c.occasion, showings.c.shown_at, showings.c.chosen)
    query = select(*columns).where(showings.c.shown_at >= since)
    return [
        Dealt(person, occasion, shown_at, chosen is not None)
        for person, occasion, shown_at, chosen in await transaction.execute(query)
    ]


async def rehearsed(transaction: Transaction, since: datetime) -> list[Rehearsed]:
    """Talks that somebody was at since that moment."""
    columns = (runs.c.person_id, runs.c.path, runs.c.touched_at, runs.c.ended_at)
    query = select(*columns).where(runs.c.touched_at >= since)
    return [
        Rehearsed(person, len(path), touched_at, ended_at is not None)
        for person, path, touched_at, ended_at in await transaction.execute(query)
    ]


async def messages(transaction: Transaction, since: date) -> list[Message]:
    """Messages for weekly cards that were due on this day or later, and are over."""
    columns = (nudges.c.person_id, nudges.c.due_on, nudges.c.state)
    here = (nudges.c.kind == Kind.CARD, nudges.c.due_on >= since, nudges.c.state.in_(ENDED))
    return [
        Message(person, f"week:{due_on.isoformat()}", state)
        for person, due_on, state in await transaction.execute(select(*columns).where(*here))
    ]


async def reach(transaction: Transaction, now: datetime) -> Reach:
    """How many people can be reached at this moment."""
    gone = people.c.left_at.is_not(None)
    away = people.c.left_at.is_(None) & (people.c.away_until > now)
    counts = (func.count(), func.count().filter(gone), func.count().filter(away))
    joined = people.c.joined_on.is_not(None)
    row = (await transaction.execute(select(*counts).select_from(people).where(joined))).one()
    return Reach(*map(int, row))
