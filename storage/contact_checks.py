"""What was found when telephone lines were dialled, and which numbers an owner has taken out of use.

About nobody: whoever dialled is known by a role, and a number by a mark. No number itself stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from storage.schema import contact_checks, demotions
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from datetime import date

    from storage.store import Transaction


@dataclass(frozen=True)
class Checked:
    """A line was dialled. A second finding on the same day takes the place of the first."""

    line: str
    number: str
    checked_on: date
    role: str
    found: str

    async def write(self, transaction: Transaction) -> None:
        """Note it."""
        await insert_or_update(transaction, contact_checks, vars(self), key=("line", "number", "checked_on"))


@dataclass(frozen=True)
class Demoted:
    """An owner has taken a line's number out of use."""

    line: str
    number: str
    demoted_on: date

    async def write(self, transaction: Transaction) -> None:
        """Note it."""
        await insert_or_update(transaction, demotions, vars(self), key=("line",))


@dataclass(frozen=True)
class Restored:
    """An owner has put a number back into use, for every line that has it."""

    number: str

    async def write(self, transaction: Transaction) -> None:
        """Let go of the demotion."""
        await transaction.execute(delete(demotions).where(demotions.c.number == self.number))


async def findings(transaction: Transaction) -> list[Checked]:
    """Every finding, oldest first."""
    query = select(contact_checks).order_by(contact_checks.c.checked_on, contact_checks.c.line)
    rows = await transaction.execute(query)
    return [Checked(row.line, row.number, row.checked_on, row.role, row.found) for row in rows]


async def withheld(transaction: Transaction) -> dict[str, str]:
    """The lines whose numbers are out of use, with the mark of the number that each had then."""
    query = select(demotions.c.line, demotions.c.number)
    return {row.line: row.number for row in await transaction.execute(query)}
