"""Replies that could not go out at once, kept as the place to show, never as a text. Deleted when sent.

A row that waits belongs to nobody, and is shown by whoever leads. One that is being shown is held: by the process
that was asked, a few seconds at a time for as long as it lives, or by whoever leads, under the fencing token.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from storage.columns import UtcTime, whole_seconds
from storage.leases import require
from storage.schema import replies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.leases import Lease
    from storage.store import Transaction


_SUPERSEDE = delete(replies).where(
    replies.c.chat_id == bindparam("chat"), replies.c.edits == bindparam("message")
)
_THIS = and_(*(replies.c[name] == bindparam(f"its_{name}") for name in ("id", "chat_id", "route", "kept_at")))
_DROP = delete(replies).where(_THIS)
_LATER = {"send_at": bindparam("until", type_=UtcTime)}
_HOLD = update(replies).where(_THIS, replies.c.lease_token.is_(None)).values(**_LATER)
_POSTPONE = (
    update(replies)
    .where(_THIS, replies.c.lease_token == bindparam("ours"))
    .values(**_LATER, tries=replies.c.tries + 1, lease_token=None)
)


@dataclass(frozen=True)
class Reply:
    """What to show in which chat. `edits` is the message to change, or None for a new one."""

    chat_id: int
    route: str
    edits: int | None
    pins: bool


@dataclass(frozen=True)
class Kept:
    """The row of a reply. Its number alone would not do: SQLite gives one that is free again to the next row.

    `kept_at` is a whole second.
    """

    id: int
    reply: Reply
    kept_at: datetime


@dataclass(frozen=True)
class Waiting:
    """A reply that was taken to be shown, after so many tries."""

    kept: Kept
    tries: int


async def keep(transaction: Transaction, reply: Reply, now: datetime, send_at: datetime) -> Kept:
    """Keep a reply; nobody takes it before `send_at`."""
    values = {**vars(reply), "pins": int(reply.pins), "kept_at": now, "send_at": send_at, "tries": 0}
    result = await transaction.execute(insert(replies).values(**values).returning(replies.c.id))
    return Kept(int(result.scalar_one()), reply, whole_seconds(now))


async def hold(transaction: Transaction, rows: Iterable[Kept], until: datetime) -> None:
    """Go on holding rows that are being shown by whoever kept them, unless somebody has taken them since."""
    values = [{**_which(row), "until": until} for row in rows]
    if values:
        await transaction.execute(_HOLD, values)


async def claim(
    transaction: Transaction, held: Lease, now: datetime, until: datetime, limit: int
) -> list[Waiting]:
    """Take replies that may be sent now, oldest first; nobody else takes them before `until`.

    Raises:
        NotHoldingError: somebody else sends by now.
    """
    await require(transaction, held)
    query = (
        select(replies)
        .where(replies.c.send_at <= now)
        .order_by(replies.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(await transaction.execute(query))
    if rows:
        taken = {"send_at": until, "lease_token": held.token}
        ids = [row.id for row in rows]
        await transaction.execute(update(replies).where(replies.c.id.in_(ids)).values(**taken))
    return [
        Waiting(
            Kept(row.id, Reply(row.chat_id, row.route, row.edits, bool(row.pins)), row.kept_at), row.tries
        )
        for row in rows
    ]


async def supersede(transaction: Transaction, *newer: Reply) -> None:
    """Drop what waits to be shown in the same messages: something newer takes its place."""
    these = [{"chat": one.chat_id, "message": one.edits} for one in newer if one.edits is not None]
    if these:
        await transaction.execute(_SUPERSEDE, these)


async def postpone(transaction: Transaction, held: Lease, row: Kept, send_at: datetime) -> None:
    """Try again later, unless somebody else has taken it since."""
    await transaction.execute(_POSTPONE, {**_which(row), "until": send_at, "ours": held.token})


async def release(transaction: Transaction, held: Lease, now: datetime) -> None:
    """Whoever led before is gone: what it was about to show waits no longer. What others hold is left alone.

    Raises:
        NotHoldingError: somebody else leads by now.
    """
    await require(transaction, held)
    of_others = replies.c.lease_token.is_not(None) & (replies.c.lease_token != held.token)
    await transaction.execute(update(replies).where(of_others).values(send_at=now, lease_token=None))


async def drop(transaction: Transaction, row: Kept) -> None:
    """It was sent, or never can be: no trace of it stays."""
    await transaction.execute(_DROP, _which(row))


async def next_send(transaction: Transaction) -> datetime | None:
    """When the next reply that waits may be sent."""
    moment: datetime | None = (await transaction.execute(select(func.min(replies.c.send_at)))).scalar()
    return moment


async def more_wait_than(transaction: Transaction, number: int) -> bool:
    """Whether more replies wait than this, without counting how many more."""
    some = select(replies.c.id).limit(number + 1).subquery()
    found: int = (await transaction.execute(select(func.count()).select_from(some))).scalar_one()
    return found > number


def _which(row: Kept) -> dict[str, object]:
    return {
        "its_id": row.id,
        "its_chat_id": row.reply.chat_id,
        "its_route": row.reply.route,
        "its_kept_at": row.kept_at,
    }
