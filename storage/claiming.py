"""Taking nudges that may be sent now. Each is taken by one process only, and a person's one after the other.

Two nudges never go to one person at once: the first by kind goes, what is alike but older lapses, and the others
wait an hour. Whether a nudge comes too soon or too late for its person is decided by whoever takes it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, true, update

from storage.leases import require
from storage.nudges import EVEN_IF_STOPPED, Kind, NudgeRow, State
from storage.schema import nudges, people

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select, Update

    from storage.leases import Lease
    from storage.store import Transaction

APART = timedelta(hours=1)  # between two nudges to one person
_COLUMNS = ("id", "person_id", "kind", "due_on", "due_at", "tries", "wording", "about")
_ORDER = tuple(Kind)


async def claim(
    transaction: Transaction, held: Lease, now: datetime, lease_until: datetime, limit: int
) -> list[NudgeRow]:
    """Take nudges that may be sent now, and mark that they are under way.

    Those of people who left, are away, or want nothing any more, lapse instead. So does what was put off until
    the next of its kind comes.

    Raises:
        NotHoldingError: somebody else sends by now.
    """
    await require(transaction, held)
    found = list(await transaction.execute(_due(now, limit)))
    wanted = [NudgeRow(*row[:-2]) for row in found if row.wanted]
    busy = {row.person_id for row in found if row.busy}
    newest = _newest(wanted)
    first = [one for one in _first_each(newest) if one.person_id not in busy]
    taken, waiting = _ids(first), _ids(newest) - _ids(first)
    lapsed = {row.id for row in found} - taken - waiting
    await _change(transaction, lapsed, state=State.LAPSED)
    await _change(transaction, waiting, send_at=now + APART)
    await _change(transaction, taken, state=State.SENDING, lease_until=lease_until, lease_token=held.token)
    return first


def _due(now: datetime, limit: int) -> Select[tuple[object, ...]]:
    """What may be sent; `wanted`: its person wants it; `busy`: she is just being sent another."""
    under_way = select(nudges.c.person_id).where(nudges.c.state == State.SENDING)
    return (
        select(
            *(nudges.c[name] for name in _COLUMNS),
            people.c.shift,
            people.c.active_at,
            people.c.pushed_at,
            people.c.language,
            _wanted(now).label("wanted"),
            nudges.c.person_id.in_(under_way).label("busy"),
        )
        .join(people, people.c.id == nudges.c.person_id)
        .where(nudges.c.state == State.DUE, nudges.c.send_at <= now)
        .order_by(nudges.c.send_at)
        .limit(limit)
        .with_for_update(of=nudges, skip_locked=True)
    )


def _wanted(now: datetime) -> ColumnElement[bool]:
    there = people.c.left_at.is_(None) & func.coalesce(people.c.away_until <= now, true())
    wanted = there & (people.c.next_due_at.is_not(None) | nudges.c.kind.in_(EVEN_IF_STOPPED))
    # A newer one is about to be made.
    return wanted & ~((nudges.c.kind == Kind.CARD) & (people.c.next_due_at <= now))


def _newest(rows: Sequence[NudgeRow]) -> list[NudgeRow]:
    """Without those of which a person is due a newer one of the same kind. Each reminder is of another run."""
    newest = {(row.person_id, row.kind): row for row in sorted(rows, key=lambda row: row.due_on)}
    return [row for row in rows if row.kind == Kind.REHEARSAL or row == newest[row.person_id, row.kind]]


def _first_each(rows: Sequence[NudgeRow]) -> list[NudgeRow]:
    """One for each person, in the order in which they are due."""
    first: dict[int, NudgeRow] = {}
    for row in sorted(rows, key=lambda row: _ORDER.index(Kind(row.kind))):
        first.setdefault(row.person_id, row)
    return [row for row in rows if row == first[row.person_id]]


def _ids(rows: Sequence[NudgeRow]) -> set[int]:
    return {row.id for row in rows}


async def _change(transaction: Transaction, ids: Collection[int], **values: object) -> None:
    if ids:
        await transaction.execute(_these(ids).values(**values))


def _these(ids: Collection[int]) -> Update:
    return update(nudges).where(nudges.c.id.in_(ids))
