"""What only one process may do at a time, and who does it: a row, with a fencing token.

No clock is compared between machines. The holder makes the row's `beat` grow; whoever sees a beat that does not
grow for long enough takes over, with the next token. From then on nothing that the former holder writes with its
own token counts, however late it wakes up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, select, update

from storage.schema import leases
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from storage.store import Transaction


@dataclass(frozen=True)
class Lease:
    """How a lease stands. `holder` is None when it was given back, or was never taken."""

    name: str
    holder: str | None
    token: int
    beat: int


class NotHoldingError(Exception):
    """Somebody else has taken over: nothing may be claimed any more."""


async def look(transaction: Transaction, name: str) -> Lease:
    """How the lease stands."""
    row = (await transaction.execute(select(leases).where(leases.c.name == name))).first()
    return Lease(name, None, 0, 0) if row is None else Lease(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


async def take(transaction: Transaction, seen: Lease, holder: str) -> Lease | None:
    """Take a lease that still stands as it was seen. None if somebody was quicker, or it beats after all."""
    await insert_or_ignore(transaction, leases, [vars(Lease(seen.name, None, 0, 0))])
    taken = Lease(seen.name, holder, seen.token + 1, 0)
    as_seen = (leases.c.name == seen.name, leases.c.token == seen.token, leases.c.beat == seen.beat)
    result = await transaction.execute(update(leases).where(*as_seen).values(**vars(taken)))
    return taken if result.rowcount else None


async def beat(transaction: Transaction, held: Lease) -> bool:
    """Say that the holder lives. False: it holds the lease no more."""
    values = {"beat": leases.c.beat + 1}
    result = await transaction.execute(update(leases).where(_mine(held)).values(**values))
    return result.rowcount > 0


async def give_back(transaction: Transaction, held: Lease) -> None:
    """Let somebody else have it at once."""
    await transaction.execute(update(leases).where(_mine(held)).values(holder=None, beat=0))


async def require(transaction: Transaction, held: Lease) -> None:
    """Make sure, until the end of the transaction, that the lease is still held.

    Raises:
        NotHoldingError: it is not.
    """
    query = select(leases.c.token).where(_mine(held))
    if (await transaction.execute(query.with_for_update(read=True))).first() is None:
        raise NotHoldingError


def _mine(held: Lease) -> ColumnElement[bool]:
    return and_(leases.c.name == held.name, leases.c.token == held.token, leases.c.holder == held.holder)
