"""Replies that could not go out at once, kept as the place to show, never as a text. Deleted when sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.schema import replies

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Transaction


KEPT = timedelta(days=1)  # a reply to something of yesterday would only puzzle
_SUPERSEDE = delete(replies).where(
    replies.c.chat_id == bindparam("chat"), replies.c.edits == bindparam("message")
)


@dataclass(frozen=True)
class Reply:
    """What to show in which chat. `edits` is the message to change, or None for a new one."""

    chat_id: int
    route: str
    edits: int | None
    pins: bool


@dataclass(frozen=True)
class Waiting:
    """A reply that waits in the database."""

    id: int
    reply: Reply
    tries: int


async def keep(transaction: Transaction, reply: Reply, now: datetime, send_at: datetime) -> int:
    """Keep a reply for later; its number."""
    values = {**vars(reply), "pins": int(reply.pins), "kept_at": now, "send_at": send_at, "tries": 0}
    result = await transaction.execute(insert(replies).values(**values).returning(replies.c.id))
    return int(result.scalar_one())


async def claim(transaction: Transaction, now: datetime, until: datetime, limit: int) -> list[Waiting]:
    """Take replies that may be sent now, oldest first; nobody else takes them before `until`."""
    query = select(replies).where(replies.c.send_at <= now).order_by(replies.c.id).limit(limit)
    rows = [
        Waiting(row.id, Reply(row.chat_id, row.route, row.edits, bool(row.pins)), row.tries)
        for row in await transaction.execute(query)
    ]
    if rows:
        ids = [row.id for row in rows]
        await transaction.execute(update(replies).where(replies.c.id.in_(ids)).values(send_at=until))
    return rows


async def supersede(transaction: Transaction, *newer: Reply) -> None:
    """Drop what waits to be shown in the same messages: something newer takes its place."""
    these = [{"chat": one.chat_id, "message": one.edits} for one in newer if one.edits is not None]
    if these:
        await transaction.execute(_SUPERSEDE, these)


async def postpone(transaction: Transaction, reply_id: int, send_at: datetime) -> None:
    """Try again later."""
    await transaction.execute(
        update(replies).where(replies.c.id == reply_id).values(send_at=send_at, tries=replies.c.tries + 1)
    )


async def release(transaction: Transaction, now: datetime) -> None:
    """After a start: whoever was about to show these is gone, so none waits any longer."""
    await transaction.execute(update(replies).where(replies.c.send_at > now).values(send_at=now))


async def drop(transaction: Transaction, reply_id: int) -> None:
    """It was sent, or never can be: no trace of it stays."""
    await transaction.execute(delete(replies).where(replies.c.id == reply_id))


async def drop_old(transaction: Transaction, now: datetime) -> int:
    """Give up on what has waited for a day. Returns how many that were."""
    result = await transaction.execute(delete(replies).where(replies.c.kept_at < now - KEPT))
    return result.rowcount


async def next_send(transaction: Transaction) -> datetime | None:
    """When the next reply that waits may be sent."""
    moment: datetime | None = (await transaction.execute(select(func.min(replies.c.send_at)))).scalar()
    return moment
