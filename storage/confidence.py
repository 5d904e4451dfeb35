"""How ready a person feels, and how sure she was of a choice: what she said of herself, for nobody but her.

An answer keeps the version of the words that it was given to. Each question is answered once: the first answer
stands, and one that was skipped stays skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.schema import confidence, sureness
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Transaction


@dataclass(frozen=True)
class Said:
    """An answer to one question of a wave; `value` is 1 to 5, or None if it was skipped."""

    person_id: int
    wave: str
    question: str
    wording: str
    value: int | None
    said_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Keep it, unless there is an answer already."""
        await insert_or_ignore(transaction, confidence, [vars(self)])


@dataclass(frozen=True)
class Sure:
    """How sure a person was of the choice of one showing: 1 to 5."""

    person_id: int
    showing: int
    value: int
    said_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Keep it, unless it was said already."""
        await insert_or_ignore(transaction, sureness, [vars(self)])


async def said(transaction: Transaction, person_id: int) -> tuple[Said, ...]:
    """All that the person answered or skipped, in the order in which she did."""
    query = select(confidence).where(confidence.c.person_id == person_id).order_by(confidence.c.said_at)
    found = await transaction.execute(query)
    return tuple(Said(**row._mapping) for row in found)  # noqa: SLF001 - SQLAlchemy's public name


async def sure_of(transaction: Transaction, person_id: int) -> dict[int, int]:
    """How sure the person was, by the number of the showing."""
    query = select(sureness.c.showing, sureness.c.value).where(sureness.c.person_id == person_id)
    return {row.showing: row.value for row in await transaction.execute(query)}
