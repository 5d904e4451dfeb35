"""Who has joined, and how each wants it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Row, delete, select, update

from storage.schema import handled, nudges, people, reads, replies, runs, showings
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from storage.store import Transaction


@dataclass(frozen=True)
class Person:
    """A person who joined, or is on the way in. `card_minutes` are minutes after midnight in local time."""

    id: int
    pack: str
    shift: str
    area: str | None
    card_day: str
    card_minutes: int
    next_due_at: datetime | None
    left_at: datetime | None
    place: str | None
    pinned_message: int | None
    joined_on: date | None
    started_on: date


async def find(transaction: Transaction, person_id: int) -> Person | None:
    """The person with this Telegram id, if she has joined."""
    row = (await transaction.execute(select(people).where(people.c.id == person_id))).first()
    return None if row is None else _person(row)


async def due(transaction: Transaction, now: datetime, limit: int) -> list[Person]:
    """People whose next nudge is due and who have not left, longest due first."""
    query = (
        select(people)
        .where(people.c.next_due_at <= now, people.c.left_at.is_(None))
        .order_by(people.c.next_due_at)
        .limit(limit)
    )
    return [_person(row) for row in await transaction.execute(query)]


async def next_due(transaction: Transaction) -> datetime | None:
    """When the next nudge of anybody who has not left is due."""
    query = (
        select(people.c.next_due_at)
        .where(people.c.next_due_at.is_not(None), people.c.left_at.is_(None))
        .order_by(people.c.next_due_at)
        .limit(1)
    )
    return (await transaction.execute(query)).scalar()


async def drop_half_joined(transaction: Transaction, before: date) -> None:
    """Let go of those who began to join before this day and went no further."""
    await transaction.execute(
        delete(people).where(people.c.joined_on.is_(None), people.c.started_on < before)
    )


def _person(row: Row[Any]) -> Person:
    return Person(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name begins with an underscore


@dataclass(frozen=True)
class Joined:
    """Somebody joined. Joining again changes nothing: settings do that."""

    person: Person

    async def write(self, transaction: Transaction) -> None:
        """Add the row."""
        await insert_or_ignore(transaction, people, [vars(self.person)])


@dataclass(frozen=True)
class Changed:
    """Something about a person is different now. Only the fields that are given change."""

    person_id: int
    changes: dict[str, Any]

    async def write(self, transaction: Transaction) -> None:
        """Change the row."""
        await transaction.execute(update(people).where(people.c.id == self.person_id).values(**self.changes))


@dataclass(frozen=True)
class Forgotten:
    """Everything about a person is deleted, what waits to be sent to her too."""

    person_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete the rows of every table. Named one by one, so that none depends on a cascade being on."""
        for table in (showings, reads, runs, nudges, handled):
            await transaction.execute(delete(table).where(table.c.person_id == self.person_id))
        await transaction.execute(delete(replies).where(replies.c.chat_id == self.person_id))
        await transaction.execute(delete(people).where(people.c.id == self.person_id))
