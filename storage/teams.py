"""Teams: what each is, who is in it and who manages it.

Who is in a team is asked for two things only: what a person is shown about her own team, and counts. Nothing here
may ever give one manager's screen another person's number. Whoever acts is authorised before: see
`Visit.managed_team`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from storage.schema import (
    codes,
    people,
    session_actions,
    session_dates,
    session_hands,
    session_lines,
    session_polls,
    session_senders,
    sessions,
    team_counts,
    team_groups,
    team_managers,
    team_members,
    team_time_asked,
    team_times,
    teams,
)
from storage.upsert import insert_or_ignore, insert_or_update

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Row, Select

    from storage.store import Transaction

# Every table whose rows are about a team and go with it; the team itself comes last.
OF_A_TEAM = (
    team_members,
    team_managers,
    codes,
    team_counts,
    sessions,
    session_actions,
    session_hands,
    session_lines,
    session_polls,
    session_senders,
    session_dates,
    team_groups,
    team_times,
    team_time_asked,
)


@dataclass(frozen=True)
class Lead:
    """A team's own safeguarding lead. `phone` is as one dials it in England."""

    name: str
    phone: str


@dataclass(frozen=True)
class Team:
    """A team. `setting` and `area` are None until a manager has chosen them."""

    id: int
    name: str
    setting: str | None
    area: str | None
    pack: str
    lead_name: str | None
    lead_phone: str | None
    made_on: date

    @property
    def lead(self) -> Lead | None:
        """Its own safeguarding lead, once both name and number are there."""
        return Lead(self.lead_name, self.lead_phone) if self.lead_name and self.lead_phone else None


@dataclass(frozen=True)
class Member:
    """Somebody in a team, for counting only. `since` is the local day of joining it."""

    person_id: int
    since: date


def new_id() -> int:
    """The number of a new team: random, so that none is used twice and none can be guessed."""
    return secrets.randbits(48)


async def find(transaction: Transaction, team_id: int) -> Team | None:
    """The team with this number."""
    return _first(await _teams(transaction, select(teams).where(teams.c.id == team_id)))


async def managed(transaction: Transaction, person_id: int) -> list[Team]:
    """The teams that a person manages, by name."""
    hers = team_managers.c.person_id == person_id
    query = select(teams).join(team_managers, team_managers.c.team_id == teams.c.id).where(hers)
    return await _teams(transaction, query.order_by(teams.c.name, teams.c.id))


async def of_manager(transaction: Transaction, person_id: int, team_id: int) -> Team | None:
    """The team, if this person manages it."""
    hers = (team_managers.c.person_id == person_id, teams.c.id == team_id)
    query = select(teams).join(team_managers, team_managers.c.team_id == teams.c.id).where(*hers)
    return _first(await _teams(transaction, query))


async def of_member(transaction: Transaction, person_id: int) -> Team | None:
    """The team that a person is in."""
    hers = team_members.c.person_id == person_id
    query = select(teams).join(team_members, team_members.c.team_id == teams.c.id).where(hers)
    return _first(await _teams(transaction, query))


async def members(transaction: Transaction, team_id: int) -> list[Member]:
    """Who is in a team now, by the day of joining it. For counting, and to be hidden where it could tell."""
    query = select(team_members).where(team_members.c.team_id == team_id).order_by(team_members.c.since)
    return [Member(row.person_id, row.since) for row in await transaction.execute(query)]


async def managers_of(transaction: Transaction, team_id: int) -> list[int]:
    """Who manages a team, longest first."""
    query = select(team_managers.c.person_id).where(team_managers.c.team_id == team_id)
    ordered = query.order_by(team_managers.c.since, team_managers.c.person_id)
    return [int(one) for one in (await transaction.execute(ordered)).scalars()]


async def managed_alone(transaction: Transaction, person_id: int) -> list[Team]:
    """The teams that nobody would manage any more if this person did not."""
    return [
        team
        for team in await managed(transaction, person_id)
        if await managers_of(transaction, team.id) == [person_id]
    ]


async def without_manager(transaction: Transaction) -> list[Team]:
    """The teams that nobody manages, by name."""
    somebody = select(team_managers.c.team_id)
    query = select(teams).where(teams.c.id.not_in(somebody)).order_by(teams.c.name, teams.c.id)
    return await _teams(transaction, query)


async def count(transaction: Transaction) -> int:
    """How many teams there are."""
    return int((await transaction.execute(select(func.count()).select_from(teams))).scalar_one())


async def pinned(transaction: Transaction, team_id: int) -> list[tuple[int, int]]:
    """People of a team who have pinned numbers and have not left Say So, with that message; by id."""
    here = (team_members.c.team_id == team_id, people.c.left_at.is_(None))
    query = (
        select(people.c.id, people.c.pinned_message)
        .join(team_members, team_members.c.person_id == people.c.id)
        .where(*here, people.c.pinned_message.is_not(None))
        .order_by(people.c.id)
    )
    return [(row.id, row.pinned_message) for row in await transaction.execute(query)]


async def _teams(transaction: Transaction, query: Select[Any]) -> list[Team]:
    return [_team(row) for row in await transaction.execute(query)]


def _team(row: Row[Any]) -> Team:
    return Team(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name begins with an underscore


def _first(found: list[Team]) -> Team | None:
    return found[0] if found else None


@dataclass(frozen=True)
class TeamMade:
    """A manager made a team, and manages it."""

    team: Team
    manager_id: int

    async def write(self, transaction: Transaction) -> None:
        """Add both."""
        await insert_or_ignore(transaction, teams, [vars(self.team)])
        await Manages(self.manager_id, self.team.id, self.team.made_on).write(transaction)


@dataclass(frozen=True)
class TeamChanged:
    """Something about a team is different now. Only the fields that are given change."""

    team_id: int
    changes: dict[str, str | None]

    async def write(self, transaction: Transaction) -> None:
        """Change the row."""
        await transaction.execute(update(teams).where(teams.c.id == self.team_id).values(**self.changes))


@dataclass(frozen=True)
class TeamClosed:
    """A team is no more."""

    team_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete all that is about it. Named one by one, so that none depends on a cascade being on."""
        for table in OF_A_TEAM:
            await transaction.execute(delete(table).where(table.c.team_id == self.team_id))
        await transaction.execute(delete(teams).where(teams.c.id == self.team_id))


@dataclass(frozen=True)
class Manages:
    """A person manages a team from now on."""

    person_id: int
    team_id: int
    since: date

    async def write(self, transaction: Transaction) -> None:
        """Add the row."""
        await insert_or_ignore(transaction, team_managers, [vars(self)])


@dataclass(frozen=True)
class ManagesNoMore:
    """A person does not manage this team any more."""

    person_id: int
    team_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete the row."""
        hers = (team_managers.c.person_id == self.person_id, team_managers.c.team_id == self.team_id)
        await transaction.execute(delete(team_managers).where(*hers))


@dataclass(frozen=True)
class JoinedTeam:
    """A person is in this team from now on, and in no other."""

    person_id: int
    team_id: int
    since: date

    async def write(self, transaction: Transaction) -> None:
        """Add the row, or change it."""
        await insert_or_update(transaction, team_members, vars(self), key=("person_id",))


@dataclass(frozen=True)
class LeftTeam:
    """A person is in no team any more."""

    person_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete the row."""
        await transaction.execute(delete(team_members).where(team_members.c.person_id == self.person_id))
