"""Nothing by itself any more, for somebody who may want to die: kept as if she had said "stop", and not why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import update

from storage.nudges import Lapsed
from storage.schema import people
from storage.store import in_turn

if TYPE_CHECKING:
    from storage.store import Transaction


@dataclass(frozen=True)
class Silenced:
    """Nothing comes to a person by itself any more, until she asks for it: as if she had stopped it herself."""

    person_id: int

    async def write(self, transaction: Transaction) -> None:
        """Note it, and let what waits lapse."""
        await in_turn(transaction, [self.person_id])
        silent = update(people).where(people.c.id == self.person_id).values(next_due_at=None)
        await transaction.execute(silent)
        await Lapsed(self.person_id).write(transaction)
