"""Counts about the look-up: which themes helped, and how often nothing was found. About nobody.

No text, no person and no time of day may ever stand beside a count. A tap that is handed in twice counts twice:
to know better, one would have to remember who tapped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage.schema import helpful, missed_lookups
from storage.upsert import count_one

if TYPE_CHECKING:
    from datetime import date

    from storage.store import Transaction


@dataclass(frozen=True)
class Voted:
    """Somebody said whether a theme's page was helpful. Counts each time it is written."""

    theme: str
    content_version: str
    was_helpful: bool

    async def write(self, transaction: Transaction) -> None:
        """Count it."""
        key = {
            "theme": self.theme,
            "content_version": self.content_version,
            "answer": _word(self.was_helpful),
        }
        await count_one(transaction, helpful, key, "votes")


@dataclass(frozen=True)
class Explained:
    """Somebody said why a theme's page did not help. Counts each time it is written, beside her vote."""

    theme: str
    content_version: str
    why: str

    async def write(self, transaction: Transaction) -> None:
        """Count it."""
        key = {"theme": self.theme, "content_version": self.content_version, "answer": self.why}
        await count_one(transaction, helpful, key, "votes")


@dataclass(frozen=True)
class Missed:
    """Something was looked up that nothing fits. Counts each time it is written."""

    day: date
    language: str

    async def write(self, transaction: Transaction) -> None:
        """Count it."""
        key = {"day": self.day, "language": self.language}
        await count_one(transaction, missed_lookups, key, "missed")


@dataclass(frozen=True)
class Votes:
    """How a theme's page did. `reasons` are how often each was given why it did not help, the commonest first."""

    theme: str
    helpful: int
    not_helpful: int
    reasons: tuple[tuple[str, int], ...] = ()


async def votes(transaction: Transaction) -> list[Votes]:
    """How each theme did, the worst first: most often not helpful."""
    total = func.sum(helpful.c.votes).label("total")
    query = select(helpful.c.theme, helpful.c.answer, total).group_by(helpful.c.theme, helpful.c.answer)
    counts: dict[str, dict[str, int]] = {}
    for row in await transaction.execute(query):
        counts.setdefault(row.theme, {})[row.answer] = int(row.total)
    rows = [_of_theme(theme, answers) for theme, answers in counts.items()]
    return sorted(rows, key=lambda row: (row.helpful - row.not_helpful, row.theme))


def _of_theme(theme: str, answers: dict[str, int]) -> Votes:
    plain = {_word(said): answers.pop(_word(said), 0) for said in (True, False)}
    reasons = sorted(answers.items(), key=lambda reason: (-reason[1], reason[0]))
    return Votes(theme, plain["yes"], plain["no"], tuple(reasons))


async def missed_since(transaction: Transaction, day: date) -> dict[str, int]:
    """How many look-ups found nothing, by language, on this day and after."""
    total = func.sum(missed_lookups.c.missed).label("total")
    query = select(missed_lookups.c.language, total).where(missed_lookups.c.day >= day)
    found = await transaction.execute(query.group_by(missed_lookups.c.language).order_by(total.desc()))
    return {row.language: int(row.total) for row in found}


def _word(was_helpful: bool) -> str:  # noqa: FBT001 - the word for it
    return "yes" if was_helpful else "no"
