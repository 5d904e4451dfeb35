"""A nudge after it was sent: put off until later, or no longer needed because she looked at what it is about.

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
class DayNudge:
    """How it stands with a nudge of a day. `send_at` is when it comes, as long as it is due.

    `about` is the run of a rehearsal.
    """

    state: State
    send_at: datetime
    wording: int
    about: int | None = None


async def of_day(
    transaction: Transaction, person_id: int, due_on: date, kind: Kind = Kind.CARD
) -> DayNudge | None:
    """The nudge of this kind that this person was due on this day, if she was: of her card, if not said."""
    columns = (nudges.c.state, nudges.c.send_at, nudges.c.wording, nudges.c.about)
    row = (await transaction.execute(select(*columns).where(*_this(person_id, kind, due_on)))).first()
    return None if row is None else DayNudge(State(row.state), row.send_at, row.wording, row.about)


def _this(person_id: int, kind: Kind, due_on: date) -> tuple[ColumnElement[bool], ...]:
    return nudges.c.person_id == person_id, nudges.c.kind == kind, nudges.c.due_on == due_on


@dataclass(frozen=True)
class PutOff:
    """It shall come again at `due_at`: the same nudge waits anew, unless it is on its way just now."""

    person_id: int
    due_on: date
    due_at: datetime
    kind: Kind = Kind.CARD

    async def write(self, transaction: Transaction) -> None:
        """Let the nudge wait."""
        await transaction.execute(
            update(nudges)
            .where(*_this(self.person_id, self.kind, self.due_on), nudges.c.state != State.SENDING)
            .values(state=State.DUE, due_at=self.due_at, send_at=self.due_at, tries=0)
        )


@dataclass(frozen=True)
class LookedAt:
    """What it is about is before her already: the nudge has done its work, and does not come again."""

    person_id: int
    due_on: date
    kind: Kind = Kind.CARD

    async def write(self, transaction: Transaction) -> None:
        """Let the nudge wait no longer."""
        await transaction.execute(
            update(nudges)
            .where(*_this(self.person_id, self.kind, self.due_on), nudges.c.state == State.DUE)
            .values(state=State.SENT)
        )
