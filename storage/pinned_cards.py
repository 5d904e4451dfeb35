"""What the pinned numbers of an area say, as a mark: so that they are renewed when that changes. About nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.schema import pinned_cards
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
