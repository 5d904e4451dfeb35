"""Reminders that somebody asked for: that one is wanted and when, and nothing about what it is for.

None ever comes twice: each is taken under a lease before it is sent. One that was certainly not sent is put back;
one of which nobody knows whether it arrived, as when the process died, counts as sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from storage.leases import require
from storage.schema import reminders
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from datetime import datetime

    from storage.leases import Lease
    from storage.store import Transaction

AFTER = (timedelta(days=3), timedelta(days=10))  # after it was asked for


@dataclass(frozen=True)
class Reminder:
    """A reminder on its way. `left` are those that come after it."""

    chat_id: int
    due_at: datetime
    left: int


@dataclass(frozen=True)
class ReminderAsked:
    """Somebody wants to be reminded, from now on; asking again begins anew."""

    chat_id: int
    asked_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Note when the first is due."""
        due_at = self.asked_at + AFTER[0]
        row = {"chat_id": self.chat_id, "due_at": due_at, "left": len(AFTER), "lease_until": None}
        await insert_or_update(transaction, reminders, row, key=("chat_id",))


@dataclass(frozen=True)
class ReminderDropped:
    """Nobody wants to be reminded here any more."""

    chat_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete it."""
        await transaction.execute(delete(reminders).where(reminders.c.chat_id == self.chat_id))


async def due(
    transaction: Transaction, held: Lease, now: datetime, until: datetime, limit: int
) -> list[Reminder]:
    """Take reminders that are due, longest due first; nobody else takes them, and after `until` they are over.

    Raises:
        NotHoldingError: somebody else sends by now.
    """
    await require(transaction, held)
    query = (
        select(reminders)
        .where(reminders.c.due_at <= now, reminders.c.lease_until.is_(None))
        .order_by(reminders.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = [Reminder(row.chat_id, row.due_at, row.left - 1) for row in await transaction.execute(query)]
    chats = [reminder.chat_id for reminder in found]
    await transaction.execute(
        update(reminders).where(reminders.c.chat_id.in_(chats)).values(lease_until=until)
    )
    return found


async def abandoned(transaction: Transaction, before: datetime) -> list[Reminder]:
    """Those whose lease ended before this moment: whoever took them died, and may have sent them."""
    rows = await transaction.execute(select(reminders).where(reminders.c.lease_until < before))
    return [Reminder(row.chat_id, row.due_at, row.left - 1) for row in rows]


async def over(transaction: Transaction, reminder: Reminder) -> None:
    """It was sent, or nobody knows: the next one comes at its time; after the last the row is deleted."""
    mine = (reminders.c.chat_id == reminder.chat_id, reminders.c.lease_until.is_not(None))
    if reminder.left < 1:
        await transaction.execute(delete(reminders).where(*mine))
        return
    next_at = reminder.due_at + (AFTER[-reminder.left] - AFTER[-reminder.left - 1])
    values = {"due_at": next_at, "left": reminder.left, "lease_until": None}
    await transaction.execute(update(reminders).where(*mine).values(**values))


async def put_back(transaction: Transaction, reminder: Reminder, at: datetime) -> None:
    """It was certainly not sent: it may be tried again at this moment."""
    mine = (reminders.c.chat_id == reminder.chat_id, reminders.c.lease_until.is_not(None))
    await transaction.execute(update(reminders).where(*mine).values(due_at=at, lease_until=None))


async def next_due(transaction: Transaction) -> datetime | None:
    """When the next reminder that nobody has taken is due."""
    query = select(func.min(reminders.c.due_at)).where(reminders.c.lease_until.is_(None))
    moment: datetime | None = (await transaction.execute(query)).scalar()
    return moment
