"""What a person wants beside the weekly card, and when: pages, and time to read. Nudges are made from it.

A nudge is made in the transaction that moves the rhythm on. A rhythm moves on also where nothing is made, because
its person left, is away or has stopped: so none stands at the front for ever, and none has to be started again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, update

from storage import nudges as nudge_rows
from storage.columns import UtcTime
from storage.nudges import Kind, Scheduled, State
from storage.people import Person
from storage.schema import nudges, people, rhythms
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.store import Transaction


@dataclass(frozen=True)
class RhythmRow:
    """One kind of thing that a person wants. `days` are days of the week; `minutes` count from local midnight."""

    kind: Kind
    days: tuple[str, ...]
    minutes: int
    next_due_at: datetime


@dataclass(frozen=True)
class DueRhythm:
    """A rhythm that is due, and whose it is."""

    person: Person
    rhythm: RhythmRow


@dataclass(frozen=True)
class MovedOn:
    """A rhythm that was due moves on to `next_due_at`; `nudge` is made from it, if one is wanted."""

    person_id: int
    kind: Kind
    next_due_at: datetime
    nudge: Scheduled | None


_MOVE_ON = (
    update(rhythms)
    .where(rhythms.c.person_id == bindparam("one"), rhythms.c.kind == bindparam("alike"))
    .values(next_due_at=bindparam("then", type_=UtcTime))
)


async def of_person(transaction: Transaction, person_id: int) -> dict[Kind, RhythmRow]:
    """What this person wants, by kind."""
    query = select(rhythms).where(rhythms.c.person_id == person_id)
    found = await transaction.execute(query)
    rows = [RhythmRow(Kind(row.kind), tuple(row.days.split()), row.minutes, row.next_due_at) for row in found]
    return {row.kind: row for row in rows}


async def due(transaction: Transaction, now: datetime, limit: int) -> list[DueRhythm]:
    """Rhythms whose next nudge is due, longest due first."""
    own = [rhythms.c.kind, rhythms.c.days, rhythms.c.minutes, rhythms.c.next_due_at]
    query = (
        select(*(column.label(f"rhythm_{column.name}") for column in own), people)
        .join(people, people.c.id == rhythms.c.person_id)
        .where(rhythms.c.next_due_at <= now)
        .order_by(rhythms.c.next_due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [_due(dict(row)) for row in (await transaction.execute(query)).mappings()]


def _due(row: dict[str, Any]) -> DueRhythm:
    own = {name: row.pop(f"rhythm_{name}") for name in ("kind", "days", "minutes", "next_due_at")}
    rhythm = RhythmRow(Kind(own["kind"]), tuple(own["days"].split()), own["minutes"], own["next_due_at"])
    return DueRhythm(Person(**row), rhythm)


async def next_due(transaction: Transaction) -> datetime | None:
    """When the next rhythm of anybody is due."""
    moment: datetime | None = (await transaction.execute(select(func.min(rhythms.c.next_due_at)))).scalar()
    return moment


async def move_on(transaction: Transaction, moved: Sequence[MovedOn]) -> None:
    """Make what is wanted, and move the rhythms on. After the question whether to go on nothing comes."""
    if not moved:
        return
    made = [one.nudge for one in moved if one.nudge is not None]
    if made:
        await nudge_rows.add(transaction, made)
    asked = [one.person_id for one in made if one.kind is Kind.ASK and one.state is State.DUE]
    if asked:
        silent = update(people).where(people.c.id.in_(asked)).values(next_due_at=None)
        await transaction.execute(silent)
    values = [{"one": one.person_id, "alike": one.kind, "then": one.next_due_at} for one in moved]
    await transaction.execute(_MOVE_ON, values)


@dataclass(frozen=True)
class RhythmChosen:
    """A person wants this, or wants it otherwise than before. What waits of it comes as it would have."""

    person_id: int
    kind: Kind
    days: tuple[str, ...]
    minutes: int
    next_due_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Keep it."""
        row = {**vars(self), "days": " ".join(self.days)}
        await insert_or_update(transaction, rhythms, row, ("person_id", "kind"))


@dataclass(frozen=True)
class RhythmEnded:
    """A person does not want this any more: what waits of it lapses."""

    person_id: int
    kind: Kind

    async def write(self, transaction: Transaction) -> None:
        """Let go of it."""
        here = rhythms.c.person_id == self.person_id, rhythms.c.kind == self.kind
        await transaction.execute(delete(rhythms).where(*here))
        waiting = nudges.c.person_id == self.person_id, nudges.c.kind == self.kind
        lapsed = update(nudges).where(*waiting, nudges.c.state == State.DUE).values(state=State.LAPSED)
        await transaction.execute(lapsed)
