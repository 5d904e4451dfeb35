"""Who may manage: asking for it, taking a role by a link, and giving it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId, pack
from bot.handlers.membership import code_of
from bot.handlers.team_numbers import notes_wanted
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import (
    AskStopManaging,
    AskToManage,
    GoToInvite,
    GoToTeam,
    Invite,
    Invited,
    RequestRole,
    RoleRequest,
    RoleTaken,
    Settings,
    StopManaging,
    TakeOver,
    TeamAlone,
    TeamHome,
    Teams,
    Welcome,
)
from bot.screens import managers as screens
from bot.screens import teams as team_screens
from bot.screens.managers import Asking
from storage import managers, rhythms, teams
from storage.audit import Act, Done, Role
from storage.codes import Purpose
from storage.managers import (
    ASKED_FOR,
    Asked,
    BecameManager,
    Manager,
    Request,
    StoppedManaging,
    TookOver,
    new_reference,
)
from storage.notices import Noticed
from storage.nudges import Kind

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.screens.screen import Screen
    from storage.records import Record
    from storage.teams import Team


@acts(GoToTeam)
async def go_to_team(visit: Visit, _route: GoToTeam) -> Outcome:
    """For a manager her team, or all of them; for everybody else how one becomes a manager."""
    return await _to_teams(visit, TeamHome)


@acts(GoToInvite)
async def go_to_invite(visit: Visit, _route: GoToInvite) -> Outcome:
    """The same, and on to the invitation."""
    return await _to_teams(visit, Invite)


async def _to_teams(visit: Visit, place: type[TeamHome | Invite]) -> Outcome:
    if visit.joined is None:
        return Outcome((Show(Welcome(), visit.here),))
    if await managers.find(visit.transaction, visit.person_id) is None:
        return Outcome((Show(AskToManage(), visit.here),))
    mine = await teams.managed(visit.transaction, visit.person_id)
    return Outcome((Show(place(mine[0].id) if len(mine) == 1 else Teams(), visit.here),))


@shows(Teams)
async def my_teams(visit: Visit, _route: Teams) -> Screen:
    """All teams that somebody manages."""
    manager = await visit.manager()
    mine = await teams.managed(visit.transaction, visit.person_id)
    notes = Kind.TEAM_NOTE in await rhythms.of_person(visit.transaction, visit.person_id)
    return team_screens.teams([(team.id, team.name) for team in mine], manager.reference, notes=notes)


@acts(AskToManage)
async def go_to_ask(visit: Visit, _route: AskToManage) -> Outcome:
    """A manager has no need to ask, and who has not joined must join first."""
    return await _to_teams(visit, TeamHome)


@shows(AskToManage)
async def ask_to_manage(visit: Visit, _route: AskToManage) -> Screen:
    """What a manager is, and what has become of asking."""
    _ = visit.member
    request = await managers.request_of(visit.transaction, visit.person_id)
    asking = None if request is None else _in_words(visit, request)
    return screens.ask_to_manage(asking, anybody=bool(visit.owners))


def _in_words(visit: Visit, request: Request) -> Asking:
    asked_on = request.asked_at.astimezone(visit.zone).date()
    # Days, not moments: the request is let go of some minutes after its time is over.
    again_from = (request.asked_at + ASKED_FOR).astimezone(visit.zone).date()
    return Asking(request.reference, asked_on, again_from if request.refused_at else None)


@acts(RequestRole)
async def request_role(visit: Visit, _route: RequestRole) -> Outcome:
    """Ask the owners. An owner need not ask; whoever has asked already has nothing more to do."""
    _ = visit.member
    if await managers.find(visit.transaction, visit.person_id) is not None:
        return Outcome((Show(Teams(), visit.here),))
    if visit.owner:
        return Outcome((Show(Teams(), visit.here),), made_manager(visit, visit.person_id, new_reference()))
    if not visit.owners or await managers.request_of(visit.transaction, visit.person_id) is not None:
        return Outcome((Show(AskToManage(), visit.here),))
    request = Request(visit.person_id, new_reference(), visit.now)
    notice = told(visit, sorted(visit.owners), RoleRequest(ContentId(request.reference)))
    return Outcome((Show(AskToManage(), visit.here),), (Asked(request), notice))


def made_manager(visit: Visit, person_id: int, reference: str) -> tuple[Record, ...]:
    """An owner makes somebody a manager."""
    made = BecameManager(Manager(person_id, reference, visit.today))
    return made, Done(Act.MANAGER_APPROVED, Role.OWNER, None, visit.now)


@acts(TakeOver)
async def take_over(visit: Visit, route: TakeOver) -> Outcome:
    """Somebody takes the role that a link gives. Of two who tap at once one has it; the other finds it gone."""
    code = await code_of(visit, route)
    if code.purpose is Purpose.TEAM:
        raise NotThereError
    if visit.joined is None:
        return Outcome((Show(Invited(route.code, route.ticket), visit.here),))
    known = await managers.find(visit.transaction, visit.person_id)
    manager = known or Manager(visit.person_id, new_reference(), visit.today)
    to = Teams() if code.team_id is None else TeamHome(code.team_id)
    taken = TookOver(code, manager, visit.now)
    # Who manages a team already has said by now whether she wants notes.
    notes = () if await teams.managed(visit.transaction, visit.person_id) else (notes_wanted(visit),)
    return Outcome((Show(to, visit.here),), (taken, *notes))


@shows(RoleTaken)
async def role_taken(_visit: Visit, _route: RoleTaken) -> Screen:
    """The role is gone."""
    return screens.role_taken()


@shows(AskStopManaging)
async def ask_stop(visit: Visit, _route: AskStopManaging) -> Screen:
    """Give the role up?"""
    await visit.manager()
    return screens.ask_stop(len(await teams.managed_alone(visit.transaction, visit.person_id)))


@acts(StopManaging)
async def stop_managing(visit: Visit, _route: StopManaging) -> Outcome:
    """Give it up: all is lost at once."""
    await visit.manager()
    records = (StoppedManaging(visit.person_id), *await left_behind(visit))
    return Outcome((Show(Settings(), visit.here),), records)


async def left_behind(visit: Visit) -> tuple[Record, ...]:
    """What is to be written when a manager goes, also by `/forget`: the act, and the owners are told of teams."""
    if await managers.find(visit.transaction, visit.person_id) is None:
        return ()
    alone = await teams.managed_alone(visit.transaction, visit.person_id)
    told = [owners_told(visit, team) for team in alone]
    return Done(Act.MANAGER_STOPPED, Role.MANAGER, None, visit.now), *told


def owners_told(visit: Visit, team: Team) -> Noticed:
    """The owners are told that nobody manages a team any more; not one who has just gone herself."""
    return told(visit, sorted(visit.owners - {visit.person_id}), TeamAlone(team.id))


def told(visit: Visit, chat_ids: list[int], route: Route) -> Noticed:
    """These people are shown something because of what this one does."""
    return Noticed(tuple(chat_ids), pack(route), visit.now)
