"""Counts of everybody together, for owners. Never of a team, and never of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage.nudges import State
from storage.schema import nudges, people

if TYPE_CHECKING:
    from datetime import date

    from storage.store import Transaction


async def joined(transaction: Transaction) -> int:
    """How many people have joined and have not left."""
    here = (people.c.joined_on.is_not(None), people.c.left_at.is_(None))
    query = select(func.count()).select_from(people).where(*here)
    return int((await transaction.execute(query)).scalar_one())


async def sent_on(transaction: Transaction, day: date) -> int:
    """How many messages of this local day went out by themselves."""
    query = select(func.count()).where(nudges.c.state == str(State.SENT), nudges.c.due_on == day)
    return int((await transaction.execute(query)).scalar_one())
