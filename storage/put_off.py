"""A card's nudge after it was sent: put off until later, or no longer needed because the card was looked at.

The nudge of a day is found together with its person, never by its day alone. The weekly rhythm is not touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from storage.nudges import Kind, State
from storage.schema import nudges

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement

    from storage.store import Transaction


@dataclass(frozen=True)
class CardNudge:
    """How it stands with the nudge of a day's card. `send_at` is when it comes, as long as it is due."""

    state: State
    send_at: datetime
    wording: int


async def of_day(transaction: Transaction, person_id: int, due_on: date) -> CardNudge | None:
    """The nudge of the card that this person was due on this day, if she was."""
    query = select(nudges.c.state, nudges.c.send_at, nudges.c.wording).where(*_this(person_id, due_on))
    row = (await transaction.execute(query)).first()
    return None if row is None else CardNudge(State(row.state), row.send_at, row.wording)


def _this(person_id: int, due_on: date) -> tuple[ColumnElement[bool], ...]:
    return nudges.c.person_id == person_id, nudges.c.kind == Kind.CARD, nudges.c.due_on == due_on


@dataclass(frozen=True)
class PutOff:
    """A card shall come again at `due_at`: the same nudge waits anew, unless it is on its way just now."""

    person_id: int
    due_on: date
    due_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Let the nudge wait."""
        await transaction.execute(
            update(nudges)
            .where(*_this(self.person_id, self.due_on), nudges.c.state != State.SENDING)
            .values(state=State.DUE, due_at=self.due_at, send_at=self.due_at, tries=0)
        )


@dataclass(frozen=True)
class LookedAt:
    """The card is before her already: its nudge has done its work, and does not come again."""

    person_id: int
    due_on: date

    async def write(self, transaction: Transaction) -> None:
        """Let the nudge wait no longer."""
        await transaction.execute(
            update(nudges)
            .where(*_this(self.person_id, self.due_on), nudges.c.state == State.DUE)
            .values(state=State.SENT)
        )
