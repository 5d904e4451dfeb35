"""When a team meets next, and the time that it sets aside to read. Knows nobody who comes or who said yes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from storage.schema import session_dates, team_time_asked, team_times
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.store import Transaction


@dataclass(frozen=True)
class SessionDate:
    """When a team meets next. Calendars know it by `uid`, and take the highest `sequence` that they saw."""

    team_id: int
    uid: int
    sequence: int
    starts_at: datetime
    cancelled: bool


@dataclass(frozen=True)
class TeamTime:
    """The time that a team sets aside each week. `minutes` count from local midnight."""

    team_id: int
    day: str
    minutes: int
    since: date


def new_uid() -> int:
    """What calendars will know a date by: random, so that no two are taken for one."""
    return secrets.randbits(48)


async def date_of(transaction: Transaction, team_id: int) -> SessionDate | None:
    """When the team meets next, or would have met."""
    query = select(session_dates).where(session_dates.c.team_id == team_id)
    row = (await transaction.execute(query)).one_or_none()
    if row is None:
        return None
    return SessionDate(row.team_id, row.uid, row.sequence, row.starts_at, bool(row.cancelled))


async def time_of(transaction: Transaction, team_id: int) -> TeamTime | None:
    """The time that the team sets aside."""
    query = select(team_times).where(team_times.c.team_id == team_id)
    row = (await transaction.execute(query)).one_or_none()
    return None if row is None else TeamTime(row.team_id, row.day, row.minutes, row.since)


async def asked_on(transaction: Transaction, person_id: int, team_id: int) -> date | None:
    """On which day a person was last asked about the time of this team."""
    hers = (team_time_asked.c.person_id == person_id, team_time_asked.c.team_id == team_id)
    found: date | None = (await transaction.execute(select(team_time_asked.c.asked_on).where(*hers))).scalar()
    return found


@dataclass(frozen=True)
class DateSet:
    """A team meets then, or does not meet then after all."""

    date: SessionDate

    async def write(self, transaction: Transaction) -> None:
        """Add the row, or change it."""
        row = {**vars(self.date), "cancelled": int(self.date.cancelled)}
        await insert_or_update(transaction, session_dates, row, ("team_id",))


@dataclass(frozen=True)
class TeamTimeSet:
    """A team sets time aside."""

    time: TeamTime

    async def write(self, transaction: Transaction) -> None:
        """Add the row, or change it."""
        await insert_or_update(transaction, team_times, vars(self.time), ("team_id",))


@dataclass(frozen=True)
class TeamTimeEnded:
    """A team sets no time aside any more. Whoever said yes to it keeps her own."""

    team_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete the row."""
        await transaction.execute(delete(team_times).where(team_times.c.team_id == self.team_id))


@dataclass(frozen=True)
class TeamTimeAsked:
    """A person was asked about the time of her team. What she says is not kept here."""

    person_id: int
    team_id: int
    asked_on: date

    async def write(self, transaction: Transaction) -> None:
        """Add the row, or change it."""
        await insert_or_update(transaction, team_time_asked, vars(self), ("person_id",))
