"""Rehearsals that people are in the middle of, and those that they finished.

A run keeps to the version that it began with: the script itself is kept, once for all who rehearse that version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from storage.schema import runs, scripts
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Row

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
