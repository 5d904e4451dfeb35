"""How long a person practised, by day.

Time is counted from taps on cards, pages and talks alone, and rather too low than too high: a tap counts one
minute of reading, or as long as it took until the next one, up to three minutes; a day, half an hour at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, case, func, select, type_coerce, update

from storage.columns import BigInt, UtcTime
from storage.schema import practice_days, showings
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Update

    from storage.store import Transaction

A_TAP_SECONDS = 60
LONGEST_GAP_SECONDS = 180
MOST_A_DAY_SECONDS = 1800


def _goes_on() -> Update:
    """What another tap makes of its day. One that is not newer than the last changes nothing."""
    before, now = practice_days.c, bindparam("now", type_=UtcTime)
    gap = type_coerce(now, BigInt) - type_coerce(before.last_tap_at, BigInt)
    total = before.seconds + case((gap <= LONGEST_GAP_SECONDS, gap), else_=A_TAP_SECONDS)
    capped = case((total > MOST_A_DAY_SECONDS, MOST_A_DAY_SECONDS), else_=total)
    this = (before.person_id == bindparam("whose"), before.day == bindparam("on"), before.last_tap_at < now)
    return update(practice_days).where(*this).values(seconds=capped, last_tap_at=now)


_GOES_ON = _goes_on()


@dataclass(frozen=True)
class Practised:
    """The person tapped on a card, a page or a talk. `day` is the local day of `at`."""

    person_id: int
    day: date
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Count the time since the tap before. The same moment again adds nothing."""
        this = {"whose": self.person_id, "on": self.day, "now": self.at}
        # Most taps are not the first of their day, and only an update is prepared once for all of them.
        if (await transaction.execute(_GOES_ON, this)).rowcount:
            return
        row = {"person_id": self.person_id, "day": self.day, "seconds": A_TAP_SECONDS, "last_tap_at": self.at}
        await insert_or_ignore(transaction, practice_days, [row])


@dataclass(frozen=True)
class Day:
    """One local day, and how many seconds of practice it had."""

    day: date
    seconds: int


async def days(transaction: Transaction, person_id: int) -> list[Day]:
    """The days on which the person practised, in order."""
    query = select(practice_days.c.day, practice_days.c.seconds).where(practice_days.c.person_id == person_id)
    return [Day(row.day, row.seconds) for row in await transaction.execute(query.order_by("day"))]


_PREVIOUS = (
    select(func.max(type_coerce(showings.c.answered_at, BigInt)))
    .where(showings.c.person_id == bindparam("whose"), showings.c.id != bindparam("this"))
    .where(showings.c.answered_at <= bindparam("at", type_=UtcTime))
)


async def previous_answer(
    transaction: Transaction, person_id: int, showing_id: int, answered_at: datetime
) -> datetime | None:
    """When the person last answered another card before this one, which she answered at `answered_at`."""
    about = {"whose": person_id, "this": showing_id, "at": answered_at}
    found = (await transaction.execute(_PREVIOUS, about)).scalar()
    return None if found is None else datetime.fromtimestamp(found, UTC)
