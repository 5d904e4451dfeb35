"""Who has joined, and how each wants it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Delete, Row, Update, bindparam, delete, select, update

from storage.schema import people
from storage.schema.kept import owner, personal_tables
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
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
    active_at: datetime | None
    unanswered: int
    every_weeks: int
    away_until: datetime | None
    place: str | None
    pinned_message: int | None
    joined_on: date | None
    started_on: date
    pushed_at: datetime | None = None
    skips_holidays: int | None = None
    setting: str | None = None
    ten_minutes: str | None = None
    language: str | None = None


_PINNED = (people.c.pinned_message.is_not(None), people.c.left_at.is_(None))
_FIND = select(people).where(people.c.id == bindparam("whose"))
_FIND_ALL = select(people).where(people.c.id.in_(bindparam("these", expanding=True)))


async def find(transaction: Transaction, person_id: int) -> Person | None:
    """The person with this Telegram id, if she has joined."""
    row = (await transaction.execute(_FIND, {"whose": person_id})).first()
    return None if row is None else _person(row)


async def find_all(transaction: Transaction, ids: Collection[int]) -> dict[int, Person]:
    """Those of these people who have joined, by their Telegram ids."""
    rows = await transaction.execute(_FIND_ALL, {"these": list(ids)})
    return {row.id: _person(row) for row in rows}


async def due(transaction: Transaction, now: datetime, limit: int) -> list[Person]:
    """People whose next nudge is due and who have not left, longest due first."""
    query = (
        select(people)
        .where(people.c.next_due_at <= now, people.c.left_at.is_(None))
        .order_by(people.c.next_due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
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


async def areas(transaction: Transaction) -> set[str]:
    """The council areas that anybody has set."""
    query = select(people.c.area).where(people.c.area.is_not(None)).distinct()
    return {str(area) for area in (await transaction.execute(query)).scalars()}


async def still_pinned(transaction: Transaction, ids: Collection[int]) -> list[tuple[int, int]]:
    """Those of these people who have pinned numbers and have not left, with that message."""
    query = select(people.c.id, people.c.pinned_message).where(people.c.id.in_(ids), *_PINNED)
    return [(row.id, row.pinned_message) for row in await transaction.execute(query)]


async def pinned(transaction: Transaction, area: str | None, after: int, limit: int) -> list[tuple[int, int]]:
    """People of an area, or of none, who have pinned numbers and have not left, with that message; by id."""
    query = (
        select(people.c.id, people.c.pinned_message)
        .where(people.c.area.is_(None) if area is None else people.c.area == area)
        .where(people.c.id > after, *_PINNED)
        # By the area too, though it is one: PostgreSQL would else sort all who have none.
        .order_by(people.c.area, people.c.id)
        .limit(limit)
    )
    return [(row.id, row.pinned_message) for row in await transaction.execute(query)]


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
        await change_all(transaction, [self])


async def change_all(transaction: Transaction, changed: Sequence[Changed]) -> None:
    """Change several rows. Of two changes to the same fields of a row the later one stays."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for one in changed:
        values = {_new(name): value for name, value in one.changes.items()}
        alike.setdefault(tuple(one.changes), []).append({"whose": one.person_id, **values})
    for names, rows in alike.items():
        await transaction.execute(_change(names), rows)


@dataclass(frozen=True)
class Speaks:
    """She chose a language, by its ISO 639-1 code; None: English. May be written twice."""

    person_id: int
    language: str | None

    async def write(self, transaction: Transaction) -> None:
        """Keep it."""
        await Changed(self.person_id, {"language": self.language}).write(transaction)


@cache
def _change(names: tuple[str, ...]) -> Update:
    changed: dict[str, Any] = {name: bindparam(_new(name)) for name in names}
    return update(people).where(people.c.id == bindparam("whose")).values(changed)


def _new(name: str) -> str:
    return f"new_{name}"  # SQLAlchemy keeps the column's own name for itself


@dataclass(frozen=True)
class Forgotten:
    """Everything about a person is deleted, what waits to be sent to her too."""

    person_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete her rows in every table that the schema says is about people; no cascade has to be on."""
        for statement in _emptying():
            await transaction.execute(statement, {"whose": self.person_id})


@cache
def _emptying() -> tuple[Delete, ...]:
    """Who refers to a row goes before it."""
    return tuple(
        delete(table).where(owner(table) == bindparam("whose")) for table in reversed(personal_tables())
    )
