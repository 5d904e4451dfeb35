"""Who may make teams, and who asks to. Owners know managers by letters only, never by a name or an id."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from storage.audit import Act, Done, Role
from storage.codes import use_up
from storage.nudges import Kind
from storage.rhythms import RhythmEnded
from storage.schema import manager_requests, managers, team_managers, teams
from storage.teams import Manages
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from datetime import date

    from storage.codes import Code
    from storage.store import Transaction

# Without vowels, so that no word comes of them, and without what looks or sounds alike.
LETTERS = "bcdfghjkmpqrtvwxz"
REFERENCE_LENGTH = 6
ASKED_FOR = timedelta(days=14)  # how long asking lasts, and after a refusal, until one may ask again


@dataclass(frozen=True)
class Manager:
    """Somebody who may make teams. `since` is a local day."""

    person_id: int
    reference: str
    since: date


@dataclass(frozen=True)
class Request:
    """Somebody asks to be a manager. `refused_at` is None while nobody has decided."""

    person_id: int
    reference: str
    asked_at: datetime
    refused_at: datetime | None = None


@dataclass(frozen=True)
class Managing:
    """A manager as owners see one: letters, and the names of the teams."""

    reference: str
    since: date
    teams: tuple[str, ...]


def new_reference() -> str:
    """Letters that an owner and a manager can agree by word of mouth."""
    return "".join(secrets.choice(LETTERS) for _ in range(REFERENCE_LENGTH))


async def find(transaction: Transaction, person_id: int) -> Manager | None:
    """The manager with this Telegram id."""
    row = (await transaction.execute(select(managers).where(managers.c.person_id == person_id))).first()
    return None if row is None else Manager(row.person_id, row.reference, row.since)


async def with_reference(transaction: Transaction, reference: str) -> Manager | None:
    """The manager with these letters."""
    row = (await transaction.execute(select(managers).where(managers.c.reference == reference))).first()
    return None if row is None else Manager(row.person_id, row.reference, row.since)


async def count(transaction: Transaction) -> int:
    """How many managers there are."""
    return int((await transaction.execute(select(func.count()).select_from(managers))).scalar_one())


async def listed(transaction: Transaction) -> list[Managing]:
    """All managers, longest first."""
    query = (
        select(managers.c.reference, managers.c.since, teams.c.name)
        .outerjoin(team_managers, team_managers.c.person_id == managers.c.person_id)
        .outerjoin(teams, teams.c.id == team_managers.c.team_id)
        .order_by(managers.c.since, managers.c.reference, teams.c.name)
    )
    found: dict[str, Managing] = {}
    for row in await transaction.execute(query):
        before = found.get(row.reference, Managing(row.reference, row.since, ()))
        names = (*before.teams, row.name) if row.name is not None else before.teams
        found[row.reference] = Managing(row.reference, row.since, names)
    return list(found.values())


async def request_of(transaction: Transaction, person_id: int) -> Request | None:
    """What this person has asked."""
    query = select(manager_requests).where(manager_requests.c.person_id == person_id)
    row = (await transaction.execute(query)).first()
    return None if row is None else Request(*row)


async def request_with(transaction: Transaction, reference: str) -> Request | None:
    """The request with these letters that nobody has decided."""
    undecided = manager_requests.c.refused_at.is_(None)
    query = select(manager_requests).where(manager_requests.c.reference == reference, undecided)
    row = (await transaction.execute(query)).first()
    return None if row is None else Request(*row)


async def requests(transaction: Transaction) -> list[Request]:
    """Who asks and has no answer, longest first."""
    query = select(manager_requests).where(manager_requests.c.refused_at.is_(None))
    rows = await transaction.execute(query.order_by(manager_requests.c.asked_at))
    return [Request(*row) for row in rows]


@dataclass(frozen=True)
class Asked:
    """Somebody asks to be a manager. Asking again while it is open changes nothing."""

    request: Request

    async def write(self, transaction: Transaction) -> None:
        """Add it."""
        await insert_or_ignore(transaction, manager_requests, [vars(self.request)])


@dataclass(frozen=True)
class Refused:
    """An owner said no. Whoever was made a manager meanwhile stays one."""

    reference: str
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Note it, so that the same person cannot ask again at once."""
        this = manager_requests.c.reference == self.reference
        await transaction.execute(update(manager_requests).where(this).values(refused_at=self.at))


@dataclass(frozen=True)
class BecameManager:
    """Somebody is a manager from now on; what she asked is answered with it."""

    manager: Manager

    async def write(self, transaction: Transaction) -> None:
        """Add the row, unless she is one."""
        await insert_or_ignore(transaction, managers, [vars(self.manager)])
        hers = manager_requests.c.person_id == self.manager.person_id
        await transaction.execute(delete(manager_requests).where(hers))


@dataclass(frozen=True)
class TookOver:
    """Somebody used a link that is good for one: to the role, and to a team if it says which."""

    code: Code
    manager: Manager
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Use the link up. If somebody else was quicker, nothing happens."""
        if not await use_up(transaction, self.code.id):
            return
        await BecameManager(self.manager).write(transaction)
        if self.code.team_id is not None:
            role = Manages(self.manager.person_id, self.code.team_id, self.manager.since)
            await role.write(transaction)
        act = Act.MANAGER_LINK_USED if self.code.team_id is None else Act.HANDOVER_LINK_USED
        await Done(act, Role.MANAGER, self.code.team_id, self.at).write(transaction)


@dataclass(frozen=True)
class StoppedManaging:
    """Somebody is no manager any more: of no team, and may make none."""

    person_id: int

    async def write(self, transaction: Transaction) -> None:
        """Delete the roles, and the wish for notes about teams."""
        for table in (team_managers, managers):
            await transaction.execute(delete(table).where(table.c.person_id == self.person_id))
        await RhythmEnded(self.person_id, Kind.TEAM_NOTE).write(transaction)
