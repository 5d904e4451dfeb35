"""Rehearsals that people are in the middle of, and those that they finished.

A run keeps to the version that it began with: the script itself is kept, once for all who rehearse that version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, func, insert, select, true, update

from storage.nudges import Kind, State
from storage.schema import nudges, people, runs, scripts
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from typing import Any

    from sqlalchemy import ColumnElement, Row

    from storage.store import Transaction


@dataclass(frozen=True)
class Run:
    """One person's way through a rehearsal: the keys of what she chose so far."""

    id: int
    person_id: int
    rehearsal: str
    version: str
    path: str
    touched_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Ended:
    """A rehearsal that was gone through to an end, and when."""

    rehearsal: str
    ended_at: datetime


_ENDED = (
    select(runs.c.rehearsal, runs.c.ended_at)
    .where(runs.c.person_id == bindparam("whose"), runs.c.ended_at.is_not(None))
    .order_by(runs.c.ended_at, runs.c.id)
)
_COLUMNS = (
    runs.c.id,
    runs.c.person_id,
    runs.c.rehearsal,
    runs.c.version,
    runs.c.path,
    runs.c.touched_at,
    runs.c.ended_at,
)


async def begin(
    transaction: Transaction, person_id: int, item: str, version: str, script: str, now: datetime
) -> int:
    """Begin a run and keep its script; the run's number.

    Like dealing a card this is written before the handler has decided all: buttons need the number.
    """
    await insert_or_ignore(transaction, scripts, [{"rehearsal": item, "version": version, "script": script}])
    row = {"person_id": person_id, "rehearsal": item, "version": version, "path": "", "touched_at": now}
    return int((await transaction.execute(insert(runs).values(**row).returning(runs.c.id))).scalar_one())


async def find(transaction: Transaction, person_id: int, run_id: int) -> Run | None:
    """This run, if it is this person's own."""
    query = select(*_COLUMNS).where(runs.c.id == run_id, runs.c.person_id == person_id)
    row = (await transaction.execute(query)).first()
    return None if row is None else _run(row)


async def unfinished(transaction: Transaction, person_id: int, since: datetime) -> Run | None:
    """The run that the person touched last and has not ended, if that was not before `since`."""
    query = (
        select(*_COLUMNS)
        .where(runs.c.person_id == person_id, runs.c.ended_at.is_(None), runs.c.touched_at >= since)
        .order_by(runs.c.touched_at.desc(), runs.c.id.desc())
        .limit(1)
    )
    row = (await transaction.execute(query)).first()
    return None if row is None else _run(row)


async def ended(transaction: Transaction, person_id: int) -> list[Ended]:
    """Every rehearsal that the person went through to an end, oldest first."""
    return [Ended(*row) for row in await transaction.execute(_ENDED, {"whose": person_id})]


async def script(transaction: Transaction, run: Run) -> str | None:
    """The script that a run began with, as it was kept."""
    query = select(scripts.c.script).where(
        scripts.c.rehearsal == run.rehearsal, scripts.c.version == run.version
    )
    found: str | None = (await transaction.execute(query)).scalar()
    return found


def _run(row: Row[Any]) -> Run:
    return Run(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name begins with an underscore


@dataclass(frozen=True)
class Went:
    """A run is at another step now. Only from the step that it was at: a tap that comes twice goes one step."""

    run: Run
    path: str
    now: datetime
    ended: bool

    async def write(self, transaction: Transaction) -> None:
        """Move the run, if nothing else has moved it meanwhile."""
        await transaction.execute(
            update(runs)
            .where(runs.c.id == self.run.id, runs.c.path == self.run.path)
            .values(path=self.path, touched_at=self.now, ended_at=self.now if self.ended else None)
        )


@dataclass(frozen=True)
class LeftOpen:
    """A run that was left in the middle. `wanted`: its person may be reminded of one at this time."""

    id: int
    person_id: int
    touched_at: datetime
    shift: str
    wanted: bool


@dataclass(frozen=True)
class Reminded:
    """The one reminder of a run is made. `due_on` is the local day of `due_at`."""

    run: LeftOpen
    due_on: date
    due_at: datetime
    wording: int = 0


async def left_open(
    transaction: Transaction, since: datetime, until: datetime, now: datetime, last_on: date, limit: int
) -> list[LeftOpen]:
    """Runs that were last touched from `since` to `until`, and of which nobody was reminded, oldest first.

    Those of people who had a reminder later than on the day `last_on` are not wanted.
    """
    query = (
        select(runs.c.id, runs.c.person_id, runs.c.touched_at, people.c.shift, _wanted(now, last_on))
        .join(people, people.c.id == runs.c.person_id)
        .where(runs.c.ended_at.is_(None), runs.c.reminded_at.is_(None), runs.c.path != "")
        .where(runs.c.touched_at >= since, runs.c.touched_at <= until)
        .order_by(runs.c.touched_at)
        .limit(limit)
    )
    found = await transaction.execute(query)
    return [LeftOpen(row.id, row.person_id, row.touched_at, row.shift, bool(row[-1])) for row in found]


def _wanted(now: datetime, last_on: date) -> ColumnElement[bool]:
    """Whether a run's person is there, wants what comes by itself, and had no reminder of late."""
    there = people.c.left_at.is_(None) & func.coalesce(people.c.away_until <= now, true())
    wants = people.c.joined_on.is_not(None) & people.c.next_due_at.is_not(None)
    of_late = exists().where(
        nudges.c.person_id == runs.c.person_id,
        nudges.c.kind == Kind.REHEARSAL,
        nudges.c.due_on > last_on,
        nudges.c.state != State.LAPSED,
    )
    return there & wants & ~of_late


async def remind(
    transaction: Transaction, made: Sequence[Reminded], found: Sequence[LeftOpen], now: datetime
) -> None:
    """Make the reminders, and note of all that were found that they had their turn."""
    if not found:
        return
    rows = [
        {
            "person_id": one.run.person_id,
            "kind": Kind.REHEARSAL,
            "due_on": one.due_on,
            "due_at": one.due_at,
            "send_at": one.due_at,
            "state": State.DUE,
            "tries": 0,
            "wording": one.wording,
            "about": one.run.id,
        }
        for one in made
    ]
    if rows:
        await insert_or_ignore(transaction, nudges, rows)
    turned = update(runs).where(runs.c.id.in_([run.id for run in found]))
    await transaction.execute(turned.values(reminded_at=now))
