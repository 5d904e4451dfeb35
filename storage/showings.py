"""Which cards were dealt to whom, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from storage.columns import whole_seconds
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


_HERS = showings.c.person_id == bindparam("whose")
_THIS = (showings.c.id == bindparam("this"), _HERS)
_FIND = select(showings).where(*_THIS)
_OF_OCCASION = select(showings).where(_HERS, showings.c.occasion == bindparam("when"))
_HISTORY = select(showings).where(_HERS).order_by(showings.c.id)
_ANSWER = (
    update(showings)
    .where(*_THIS, showings.c.chosen.is_(None))
    .values(chosen=bindparam("option"), answered_at=bindparam("now"))
)


async def find(transaction: Transaction, person_id: int, showing_id: int) -> Showing | None:
    """This showing, if it is this person's own."""
    row = (await transaction.execute(_FIND, {"this": showing_id, "whose": person_id})).first()
    return None if row is None else _showing(row)


async def of_occasion(transaction: Transaction, person_id: int, occasion: str) -> Showing | None:
    """What was dealt to the person on this occasion, if anything."""
    row = (await transaction.execute(_OF_OCCASION, {"whose": person_id, "when": occasion})).first()
    return None if row is None else _showing(row)


async def history(transaction: Transaction, person_id: int) -> list[Showing]:
    """Everything that was dealt to the person, oldest first."""
    return [_showing(row) for row in await transaction.execute(_HISTORY, {"whose": person_id})]


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
        this = {"this": self.showing_id, "whose": self.person_id}
        await transaction.execute(_ANSWER, {**this, "option": self.chosen, "now": self.answered_at})

    def fills(self, showing: Showing) -> Showing:
        """The showing as it is kept when this is written, without asking for it again."""
        if showing.chosen is not None:
            return showing
        return replace(showing, chosen=self.chosen, answered_at=whole_seconds(self.answered_at))
