"""What the owners were told in chat and on which day, so that nobody is told the same thing all day long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.schema import alerts
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from datetime import date

    from storage.store import Transaction


@dataclass(frozen=True)
class Told:
    """The owners were told of this kind of trouble on this local day."""

    kind: str
    told_on: date

    async def write(self, transaction: Transaction) -> None:
        """Note it; only the last day is kept."""
        await insert_or_update(transaction, alerts, vars(self), key=("kind",))


async def told_on(transaction: Transaction, kind: str) -> date | None:
    """The local day on which the owners were last told of this; None if never."""
    query = select(alerts.c.told_on).where(alerts.c.kind == kind)
    day: date | None = (await transaction.execute(query)).scalar()
    return day
