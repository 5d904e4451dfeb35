"""Which cards were dealt to whom, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from storage.schema import showings
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Row

    from storage.store import Transaction


@dataclass(frozen=True)
class Showing:
    """A card that was dealt to a person once. `chosen` is the option's key, or None before the answer."""

    id: int
    person_id: int
    occasion: str
    card: str
    content_version: str
    shown_at: datetime
    chosen: str | None
    answered_at: datetime | None


async def find(transaction: Transaction, person_id: int, showing_id: int) -> Showing | None:
    """This showing, if it is this person's own."""
    query = select(showings).where(showings.c.id == showing_id, showings.c.person_id == person_id)
    row = (await transaction.execute(query)).first()
    return None if row is None else _showing(row)


async def of_occasion(transaction: Transaction, person_id: int, occasion: str) -> Showing | None:
    """What was dealt to the person on this occasion, if anything."""
    query = select(showings).where(showings.c.person_id == person_id, showings.c.occasion == occasion)
    row = (await transaction.execute(query)).first()
    return None if row is None else _showing(row)


async def history(transaction: Transaction, person_id: int) -> list[Showing]:
    """Everything that was dealt to the person, oldest first."""
    query = select(showings).where(showings.c.person_id == person_id).order_by(showings.c.id)
    return [_showing(row) for row in await transaction.execute(query)]


def _showing(row: Row[Any]) -> Showing:
    return Showing(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name begins with an underscore


async def deal(transaction: Transaction, dealt: Dealt) -> Showing:
    """Deal a card, unless this occasion had its card already. Either way, the showing of the occasion.

    This is the one thing that is written before a handler has decided all: a button needs the number of its
    showing.
    """
    await insert_or_ignore(transaction, showings, [vars(dealt)])
    showing = await of_occasion(transaction, dealt.person_id, dealt.occasion)
    if showing is None:
        raise LookupError("a showing that was just dealt is not there")
    return showing


@dataclass(frozen=True)
class Dealt:
    """A card to be dealt to a person, and on which occasion."""

    person_id: int
    occasion: str
    card: str
    content_version: str
    shown_at: datetime


@dataclass(frozen=True)
class Answered:
    """An option was chosen. The first choice stands: a second one changes nothing."""

    showing_id: int
    person_id: int
    chosen: str
    answered_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Fill in the choice, where there is none yet."""
        await transaction.execute(
            update(showings)
            .where(
                showings.c.id == self.showing_id,
                showings.c.person_id == self.person_id,
                showings.c.chosen.is_(None),
            )
            .values(chosen=self.chosen, answered_at=self.answered_at)
        )
