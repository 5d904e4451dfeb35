"""How often good practice was seen, by team, day and theme. Who saw it and who did it is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.schema import good_practice
from storage.upsert import count_one

if TYPE_CHECKING:
    from datetime import date

    from storage.store import Transaction

NO_TEAM = 0


@dataclass(frozen=True)
class GoodSeen:
    """Somebody of this team, or of none, saw something good on this local day."""

    day: date
    theme: str
    team_id: int = NO_TEAM

    async def write(self, transaction: Transaction) -> None:
        """Count it."""
        await count_one(transaction, good_practice, vars(self), "seen")
