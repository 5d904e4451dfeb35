"""What owners see and decide about managers. An owner is shown letters and teams, never a name or an id.

So the two must have agreed the letters by word of mouth. Each handler looks whether it is an owner who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.links import link_made
from bot.handlers.managers import made_manager, told
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import (
    ApproveRole,
    AskTakeRole,
    AskToManage,
    MakeManagerLink,
    Managers,
    RefuseRole,
    RoleRequest,
    RoleTaken,
    TakeRole,
    TeamAlone,
    Teams,
)
from bot.screens import managers as screens
from bot.screens.managers import ManagerInWords
from storage import managers, teams
from storage.audit import Act, Done, Role
from storage.codes import CodesClosed, Purpose
from storage.managers import Refused, Request, StoppedManaging

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from storage.records import Record
    from storage.teams import Team


@shows(RoleRequest)
async def role_request(visit: Visit, route: RoleRequest) -> Screen:
    """Somebody asks; or what was decided about it, by whichever owner."""
    visit.only_owners()
    request = await managers.request_with(visit.transaction, route.reference)
    if request is not None:
        return screens.role_request(request.reference, request.asked_at, visit.zone)
    manager = await managers.with_reference(visit.transaction, route.reference)
    return screens.role_decided(route.reference, agreed=manager is not None)


@acts(ApproveRole)
async def approve(visit: Visit, route: ApproveRole) -> Outcome:
    """An owner agrees, and the other one is told."""
    request = await _undecided(visit, route.reference)
    if request is None:
        return Outcome((Show(RoleRequest(route.reference), visit.here),))
    made = made_manager(visit, request.person_id, request.reference)
    notice = told(visit, [request.person_id], Teams())
    return Outcome((Show(RoleRequest(route.reference), visit.here),), (*made, notice))


@acts(RefuseRole)
async def refuse(visit: Visit, route: RefuseRole) -> Outcome:
    """An owner does not agree, and the other one is told."""
    request = await _undecided(visit, route.reference)
    if request is None:
        return Outcome((Show(RoleRequest(route.reference), visit.here),))
    records = (
        Refused(request.reference, visit.now),
        Done(Act.MANAGER_REFUSED, Role.OWNER, None, visit.now),
        told(visit, [request.person_id], AskToManage()),
    )
    return Outcome((Show(RoleRequest(route.reference), visit.here),), records)


async def _undecided(visit: Visit, reference: str) -> Request | None:
    visit.only_owners()
    return await managers.request_with(visit.transaction, reference)


@shows(Managers)
async def all_managers(visit: Visit, route: Managers) -> Screen:
    """Who manages, as letters and teams."""
    visit.only_owners()
    found = [_manager_in_words(one) for one in await managers.listed(visit.transaction)]
    asking = [one.reference for one in await managers.requests(visit.transaction)]
    alone = [(team.id, team.name) for team in await teams.without_manager(visit.transaction)]
    return screens.managers(route.page, found, asking, alone)


@acts(MakeManagerLink)
async def make_manager_link(visit: Visit, _route: MakeManagerLink) -> Outcome:
    """A link by which one person becomes a manager."""
    visit.only_owners()
    done = Done(Act.MANAGER_LINK_MADE, Role.OWNER, None, visit.now)
    return link_made(visit, Purpose.MANAGER, None, done, Managers(0))


@shows(AskTakeRole)
async def ask_take(visit: Visit, route: AskTakeRole) -> Screen:
    """Take the role away?"""
    return screens.ask_take(await _manager_with(visit, route.reference))


@acts(TakeRole)
async def take_role(visit: Visit, route: TakeRole) -> Outcome:
    """Take it away, and say so to whom it was. A link to hand a team over must not lead back in."""
    await _manager_with(visit, route.reference)
    manager = await managers.with_reference(visit.transaction, route.reference)
    if manager is None:
        raise NotThereError
    mine = await teams.managed(visit.transaction, manager.person_id)
    records: tuple[Record, ...] = (
        *(CodesClosed(Purpose.HANDOVER, team.id) for team in mine),
        StoppedManaging(manager.person_id),
        Done(Act.MANAGER_TAKEN_AWAY, Role.OWNER, None, visit.now),
        told(visit, [manager.person_id], RoleTaken()),
    )
    return Outcome((Show(Managers(0), visit.here),), records)


@shows(TeamAlone)
async def team_alone(visit: Visit, route: TeamAlone) -> Screen:
    """A team without a manager."""
    team = await team_of_nobody(visit, route.team)
    return screens.team_alone(team.id, team.name)


async def team_of_nobody(visit: Visit, team_id: int) -> Team:
    """A team that nobody manages, for an owner.

    Raises:
        NotThereError: she is none, or there is no such team.
    """
    visit.only_owners()
    team = await teams.find(visit.transaction, team_id)
    if team is None or await teams.managers_of(visit.transaction, team_id):
        raise NotThereError
    return team


async def _manager_with(visit: Visit, reference: str) -> ManagerInWords:
    visit.only_owners()
    found = [one for one in await managers.listed(visit.transaction) if one.reference == reference]
    if not found:
        raise NotThereError
    return _manager_in_words(found[0])


def _manager_in_words(one: managers.Managing) -> ManagerInWords:
    return ManagerInWords(one.reference, one.since, one.teams)
