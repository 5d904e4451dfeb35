"""Messages that go out by themselves: made once a person, kind and day; each ends as sent, lapsed or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from storage.schema import nudges, people
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.store import Transaction


class State(StrEnum):
    """Where a nudge is on its way."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class NudgeRow:
    """A nudge that waits to be sent, and the shifts of the person. `tries` are those that ended unknown."""

    id: int
    person_id: int
    due_on: date
    due_at: datetime
    tries: int
    shift: str


@dataclass(frozen=True)
class Scheduled:
    """A person's nudge is made, and her next due time moves on. Both, or neither."""

    person_id: int
    kind: str
    due_on: date
    due_at: datetime
    send_at: datetime
    state: State
    wording: int
    next_due_at: datetime | None

    async def write(self, transaction: Transaction) -> None:
        """Add the nudge, if this day has none yet, and move the due time."""
        row = {
            "person_id": self.person_id,
            "kind": self.kind,
            "due_on": self.due_on,
            "due_at": self.due_at,
            "send_at": self.send_at,
            "state": self.state,
            "tries": 0,
            "wording": self.wording,
        }
        await insert_or_ignore(transaction, nudges, [row])
        await transaction.execute(
            update(people).where(people.c.id == self.person_id).values(next_due_at=self.next_due_at)
        )


async def exists(transaction: Transaction, person_id: int, due_on: date) -> bool:
    """Whether the person was ever due a nudge on this day."""
    query = select(nudges.c.id).where(nudges.c.person_id == person_id, nudges.c.due_on == due_on)
    return (await transaction.execute(query)).first() is not None


async def wording(transaction: Transaction, person_id: int, due_on: date) -> int:
    """Which wording the nudge of this day has; the first if there is no such nudge."""
    query = select(nudges.c.wording).where(nudges.c.person_id == person_id, nudges.c.due_on == due_on)
    return (await transaction.execute(query)).scalar() or 0


async def claim(transaction: Transaction, now: datetime, lease_until: datetime, limit: int) -> list[NudgeRow]:
    """Take nudges that may be sent now, and mark that they are under way.

    Passed over are people who left, and those who want no cards any more: theirs has no next due time.
    """
    query = (
        select(
            nudges.c.id, nudges.c.person_id, nudges.c.due_on, nudges.c.due_at, nudges.c.tries, people.c.shift
        )
        .join(people, people.c.id == nudges.c.person_id)
        .where(
            nudges.c.state == State.DUE,
            nudges.c.send_at <= now,
            people.c.left_at.is_(None),
            people.c.next_due_at.is_not(None),
        )
        .order_by(nudges.c.send_at)
        .limit(limit)
    )
    rows = [NudgeRow(*row) for row in await transaction.execute(query)]
    if rows:
        taken = update(nudges).where(nudges.c.id.in_([row.id for row in rows]))
        await transaction.execute(taken.values(state=State.SENDING, lease_until=lease_until))
    return rows


async def mark(
    transaction: Transaction,
    nudge_id: int,
    state: State,
    send_at: datetime | None = None,
    *,
    unknown: bool = False,
) -> None:
    """Say how sending it went; `send_at` is when to try again, `unknown` counts a try that nobody knows about."""
    values: dict[str, object] = {"state": state, "tries": nudges.c.tries + int(unknown)}
    if send_at is not None:
        values["send_at"] = send_at
    await transaction.execute(
        update(nudges).where(nudges.c.id == nudge_id, nudges.c.state == State.SENDING).values(**values)
    )


async def recover(
    transaction: Transaction, leased_before: datetime, again_at: datetime, most_tries: int
) -> int:
    """Nobody knows what became of nudges that were taken by somebody who then died or could not say.

    Each is tried again, unless that happened too often; then it stays unknown. Returns how many there were.
    """
    left_behind = (nudges.c.state == State.SENDING) & (nudges.c.lease_until < leased_before)
    counted = update(nudges).where(left_behind).values(tries=nudges.c.tries + 1)
    given_up = update(nudges).where(left_behind, nudges.c.tries >= most_tries).values(state=State.UNKNOWN)
    tried_again = update(nudges).where(left_behind).values(state=State.DUE, send_at=again_at)
    results = [await transaction.execute(statement) for statement in (counted, given_up, tried_again)]
    return results[0].rowcount


async def lapse_unwanted(transaction: Transaction) -> None:
    """Let nudges lapse of people who left or want no more, also those that failed only after they said so."""
    unwanted = select(people.c.id).where(
        people.c.id == nudges.c.person_id, people.c.left_at.is_not(None) | people.c.next_due_at.is_(None)
    )
    await transaction.execute(
        update(nudges).where(nudges.c.state == State.DUE, unwanted.exists()).values(state=State.LAPSED)
    )


@dataclass(frozen=True)
class Lapsed:
    """A person left, or wants no more: nothing that waits is sent."""

    person_id: int

    async def write(self, transaction: Transaction) -> None:
        """Let them lapse."""
        await transaction.execute(
            update(nudges)
            .where(nudges.c.person_id == self.person_id, nudges.c.state == State.DUE)
            .values(state=State.LAPSED)
        )


async def next_send(transaction: Transaction) -> datetime | None:
    """When the next nudge that was made may be sent."""
    query = select(func.min(nudges.c.send_at)).where(nudges.c.state == State.DUE)
    moment: datetime | None = (await transaction.execute(query)).scalar()
    return moment


async def count(transaction: Transaction) -> dict[str, int]:
    """How many nudges are in each state."""
    query = select(nudges.c.state, func.count().label("number")).group_by(nudges.c.state)
    return {row.state: row.number for row in await transaction.execute(query)}
