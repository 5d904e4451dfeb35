"""What the pinned numbers of an area say, as a mark: so that they are renewed when that changes. About nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage.schema import pinned_cards, replies
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from storage.store import Transaction


@dataclass(frozen=True)
class Renewed:
    """All pinned numbers of an area say this by now, or are about to. `area` is empty for those who have none."""

    area: str
    said: str

    async def write(self, transaction: Transaction) -> None:
        """Note it."""
        await insert_or_update(transaction, pinned_cards, vars(self), key=("area",))


async def said(transaction: Transaction) -> dict[str, str]:
    """What the pinned numbers of each area say."""
    query = select(pinned_cards.c.area, pinned_cards.c.said)
    return {row.area: row.said for row in await transaction.execute(query)}


async def waiting(transaction: Transaction) -> int:
    """How many replies wait to be sent, those to be renewed among them."""
    return int((await transaction.execute(select(func.count()).select_from(replies))).scalar_one())
