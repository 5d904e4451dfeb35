"""How often people said that a number did not work: a count for a line and a day, and never by whom.

Nothing that could tell one person from another may ever stand beside a count. A tap that is handed in twice
therefore counts twice: to know better, one would have to remember who tapped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage.schema import number_reports
from storage.upsert import count_one

if TYPE_CHECKING:
    from datetime import date

    from storage.store import Transaction


@dataclass(frozen=True)
class Reported:
    """Somebody said that a line's number did not work. The one record that counts each time it is written."""

    line: str
    day: date

    async def write(self, transaction: Transaction) -> None:
        """Count it."""
        key = {"line": self.line, "reported_on": self.day}
        await count_one(transaction, number_reports, key, "reports")


async def since(transaction: Transaction, day: date) -> dict[str, int]:
    """How often each line was reported on this day and after, most often first."""
    total = func.sum(number_reports.c.reports)
    query = (
        select(number_reports.c.line, total.label("total"))
        .where(number_reports.c.reported_on >= day)
        .group_by(number_reports.c.line)
        .order_by(total.desc(), number_reports.c.line)
    )
    return {row.line: int(row.total) for row in await transaction.execute(query)}
