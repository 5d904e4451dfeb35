"""How long a person practised, by day.

Time is counted from taps on cards, pages and talks alone, and rather too low than too high: a tap counts one
minute of reading, or as long as it took until the next one, up to three minutes; a day, half an hour at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, text, type_coerce

from storage.columns import BigInt, UtcTime
from storage.schema import practice_days, showings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.store import Transaction

A_TAP_SECONDS = 60
LONGEST_GAP_SECONDS = 180
MOST_A_DAY_SECONDS = 1800


# What another tap makes of its day. One that is not newer than the last changes nothing.
_GAP = "excluded.last_tap_at - practice_days.last_tap_at"
_TOTAL = (
    f"practice_days.seconds + CASE WHEN {_GAP} <= {LONGEST_GAP_SECONDS} THEN {_GAP} ELSE {A_TAP_SECONDS} END"
)
_COUNT = text(
    f"""
    INSERT INTO practice_days (person_id, day, seconds, last_tap_at)
    VALUES (:person_id, :day, {A_TAP_SECONDS}, :at)
    ON CONFLICT (person_id, day) DO UPDATE
    SET seconds = CASE WHEN {_TOTAL} > {MOST_A_DAY_SECONDS} THEN {MOST_A_DAY_SECONDS} ELSE {_TOTAL} END,
        last_tap_at = excluded.last_tap_at
    WHERE practice_days.last_tap_at < excluded.last_tap_at
    """  # noqa: S608 - our own words and numbers
).bindparams(bindparam("day", type_=practice_days.c.day.type), bindparam("at", type_=UtcTime))


@dataclass(frozen=True)
class Practised:
    """The person tapped on a card, a page or a talk. `day` is the local day of `at`."""

    person_id: int
    day: date
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Count the time since the tap before. The same moment again adds nothing."""
        await count_all(transaction, [self])


async def count_all(transaction: Transaction, taps: Sequence[Practised]) -> None:
    """Count the time of several taps, in their order."""
    if taps:
        await transaction.execute(_COUNT, [vars(tap) for tap in taps])


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
