"""What waits to go out by itself, as numbers for whoever watches over the bot. Never whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage import nudges, people, replies
from storage.nudges import State
from storage.schema import nudges as nudges_table
from storage.schema import people as people_table
from storage.schema import replies as replies_table

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Transaction


@dataclass(frozen=True)
class Backlog:
    """How much waits. `next_due` is when what has waited longest was meant to go out, or what is next will be."""

    nudges: int  # due now and not yet under way, whether they are made already or not
    replies: int  # kept, because they could not go out at once
    next_due: datetime | None


async def measure(transaction: Transaction, now: datetime) -> Backlog:
    """What waits at this moment."""
    made = select(func.count()).where(nudges_table.c.state == State.DUE, nudges_table.c.send_at <= now)
    to_be_made = select(func.count()).where(
        people_table.c.next_due_at <= now, people_table.c.left_at.is_(None)
    )
    kept = select(func.count()).select_from(replies_table)
    numbers = [(await transaction.execute(query)).scalar_one() for query in (made, to_be_made, kept)]
    times = [
        await people.next_due(transaction),
        await nudges.next_send(transaction),
        await replies.next_send(transaction),
    ]
    due = min((time for time in times if time is not None), default=None)
    return Backlog(numbers[0] + numbers[1], numbers[2], due)
