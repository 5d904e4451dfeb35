"""Which excerpts have been read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.schema import reads
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Transaction


async def last_read(transaction: Transaction, person_id: int) -> dict[str, datetime]:
    """When the person last read each excerpt that she has read, by the excerpt's id."""
    query = select(reads.c.excerpt, reads.c.read_at).where(reads.c.person_id == person_id)
    return {row.excerpt: row.read_at for row in await transaction.execute(query)}


@dataclass(frozen=True)
class Read:
    """An excerpt was read."""

    person_id: int
    excerpt: str
    content_version: str
    read_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Note the latest time."""
        await insert_or_update(transaction, reads, vars(self), key=("person_id", "excerpt"))
