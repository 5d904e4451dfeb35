"""Messages that go out by themselves: made once a person, kind and day; each ends as sent, lapsed or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from storage.columns import Day, UtcTime
from storage.leases import require
from storage.schema import nudges, people
from storage.store import in_turn
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from storage.leases import Lease
    from storage.store import Transaction


class State(StrEnum):
    """Where a nudge is on its way."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a nudge is about. In the order in which they go before each other: nobody is sent two at once."""

    ASK = "ask"  # whether all this shall go on; sent once, after which nothing comes until there is an answer
    CARD = "card"
    TEN_MINUTES = "ten-minutes"  # the time to read that she has set aside
    EXCERPT = "excerpt"  # a page
    TEAM_NOTE = "team-note"  # to a manager: how the week went in her teams
    REHEARSAL = "rehearsal"  # the one reminder of a run that was left in the middle
    STILL_THERE = "still-there"  # whether somebody who was not here for very long is to be kept


# Sent also to somebody to whom nothing else comes by itself.
EVEN_IF_STOPPED = frozenset({Kind.ASK, Kind.STILL_THERE})
# These make way for whatever was sent after they were due: after a downtime people get one late nudge.
GIVE_WAY = frozenset({Kind.TEN_MINUTES, Kind.EXCERPT, Kind.TEAM_NOTE})


@dataclass(frozen=True)
class NudgeRow:
    """A nudge that was claimed, and what of the person decides whether it may be sent.

    `tries` are those that ended unknown; `about` is the run of a rehearsal; `active_at` is her last tap;
    `pushed_at` is when she was last sent a nudge; `language` is the code of the one that she chose.
    """

    id: int
    person_id: int
    kind: str
    due_on: date
    due_at: datetime
    tries: int
    wording: int
    about: int | None
    shift: str
    active_at: datetime | None
    pushed_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True)
class Scheduled:
    """A person's nudge is made, and her next due time moves on. Both, or neither."""

    person_id: int
    kind: Kind
    due_on: date
    due_at: datetime
    send_at: datetime
    state: State
    wording: int
    next_due_at: datetime | None

    async def write(self, transaction: Transaction) -> None:
        """Add the nudge, if this day has none yet, and move the due time."""
        await schedule(transaction, [self])


@dataclass(frozen=True)
class Marked:
    """How it went with a nudge. `send_at` is when to try again; `unknown` counts a try that nobody knows about.

    `place` is what the person has before her now, if the nudge was sent, and `sent_at` is when. `counts`: she has
    one more to answer.
    """

    nudge: NudgeRow
    state: State
    send_at: datetime | None = None
    unknown: bool = False
    place: str | None = None
    sent_at: datetime | None = None
    counts: bool = True


SOON = timedelta(hours=1)
# Nobody gets two of a kind at once: what was put off, or failed, makes way for the newer one.
_GIVE_WAY = (
    update(nudges)
    .where(
        nudges.c.person_id == bindparam("one"),
        nudges.c.kind == bindparam("alike"),
        nudges.c.state == State.DUE,
        nudges.c.due_on < bindparam("newer", type_=Day),
        nudges.c.due_at <= bindparam("soon", type_=UtcTime),
    )
    .values(state=State.LAPSED)
)
_MOVE_ON = update(people).where(people.c.id == bindparam("one")).values(next_due_at=bindparam("then"))
_MARK = (
    update(nudges)
    .where(
        nudges.c.id == bindparam("one"),
        nudges.c.state == State.SENDING,
        nudges.c.lease_token == bindparam("ours"),
    )
    .values(
        state=bindparam("became"),
        tries=nudges.c.tries + bindparam("more"),
        send_at=func.coalesce(bindparam("again", type_=UtcTime), nudges.c.send_at),
    )
)
_BEFORE_HER = (
    update(people)
    .where(people.c.id == bindparam("one"))
    .values(
        place=bindparam("there"),
        unanswered=people.c.unanswered + bindparam("more"),
        pushed_at=func.coalesce(bindparam("then", type_=UtcTime), people.c.pushed_at),
    )
)


async def schedule(transaction: Transaction, made: Sequence[Scheduled]) -> None:
    """Add nudges, where a day has none yet, and move the due times of their people."""
    if not made:
        return
    await add(transaction, made)
    await transaction.execute(_MOVE_ON, [{"one": one.person_id, "then": one.next_due_at} for one in made])


async def add(transaction: Transaction, made: Sequence[Scheduled]) -> None:
    """Add nudges, where a day has none yet of that kind. Nobody's due time moves."""
    if not made:
        return
    rows = [{**vars(one), "tries": 0} for one in made]
    for row in rows:
        del row["next_due_at"]
    await insert_or_ignore(transaction, nudges, rows)
    newer = [one for one in made if one.state is State.DUE]
    if newer:
        await transaction.execute(_GIVE_WAY, [_giving_way(one) for one in newer])


def _giving_way(newer: Scheduled) -> dict[str, object]:
    return {
        "one": newer.person_id,
        "alike": newer.kind,
        "newer": newer.due_on,
        "soon": newer.due_at + SOON,
    }


async def wordings(
    transaction: Transaction, person_ids: Collection[int], since: date
) -> dict[tuple[int, str], set[int]]:
    """Which wordings these people's nudges of each kind had that were due later than on the day `since`."""
    query = select(nudges.c.person_id, nudges.c.kind, nudges.c.wording).where(
        nudges.c.person_id.in_(person_ids), nudges.c.due_on > since
    )
    found: dict[tuple[int, str], set[int]] = {}
    for row in await transaction.execute(query) if person_ids else ():
        found.setdefault((row.person_id, row.kind), set()).add(row.wording)
    return found


async def mark(transaction: Transaction, held: Lease, marks: Sequence[Marked]) -> None:
    """Say how sending went, of nudges that are still ours. Whoever was sent one has one more to answer."""
    if not marks:
        return
    # In the same order as whoever answers these people's taps, so that neither waits for the other.
    await in_turn(transaction, [one.nudge.person_id for one in marks])
    values = [
        {
            "one": one.nudge.id,
            "ours": held.token,
            "became": one.state,
            "more": int(one.unknown),
            "again": one.send_at,
        }
        for one in marks
    ]
    await transaction.execute(_MARK, values)
    await _before_her(transaction, [one for one in marks if one.place is not None])


async def _before_her(transaction: Transaction, sent: Sequence[Marked]) -> None:
    """What is typed next may be meant for the message that was sent."""
    if sent:
        values = [
            {
                "one": one.nudge.person_id,
                "there": one.place,
                "then": one.sent_at,
                "more": int(one.counts),
            }
            for one in sent
        ]
        await transaction.execute(_BEFORE_HER, values)


async def recover(
    transaction: Transaction,
    held: Lease,
    now: datetime,
    again_at: datetime,
    most_tries: int,
    known: Collection[int] = (),
) -> int:
    """Nobody knows what became of nudges that were taken by somebody who then died or could not say.

    Of the `known` ones the caller does know, whatever their leases say: it has yet to mark them. Each other is
    tried again, unless that happened too often; then it stays unknown. Returns how many there were.

    Raises:
        NotHoldingError: somebody else sends by now.
    """
    await require(transaction, held)
    forgotten = (nudges.c.lease_until < now) & nudges.c.id.not_in(known)
    gone = nudges.c.lease_token.is_distinct_from(held.token) | forgotten
    left_behind = (nudges.c.state == State.SENDING) & gone
    counted = update(nudges).where(left_behind).values(tries=nudges.c.tries + 1)
    given_up = update(nudges).where(left_behind, nudges.c.tries >= most_tries).values(state=State.UNKNOWN)
    tried_again = update(nudges).where(left_behind).values(state=State.DUE, send_at=again_at)
    results = [await transaction.execute(statement) for statement in (counted, given_up, tried_again)]
    return results[0].rowcount


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


@dataclass(frozen=True)
class Gone:
    """A person blocked the bot, or is gone: a withdrawal. Nothing that waits is sent, until she returns."""

    person_id: int
    left_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Note it, and let what waits lapse."""
        left = update(people).where(people.c.id == self.person_id).values(left_at=self.left_at)
        await transaction.execute(left)
        await Lapsed(self.person_id).write(transaction)


async def next_send(transaction: Transaction) -> datetime | None:
    """When the next nudge that was made may be sent."""
    query = select(func.min(nudges.c.send_at)).where(nudges.c.state == State.DUE)
    moment: datetime | None = (await transaction.execute(query)).scalar()
    return moment


async def count(transaction: Transaction) -> dict[str, int]:
    """How many nudges are in each state."""
    query = select(nudges.c.state, func.count().label("number")).group_by(nudges.c.state)
    return {row.state: row.number for row in await transaction.execute(query)}
