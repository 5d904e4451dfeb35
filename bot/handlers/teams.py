"""What a manager does with a team. Each handler begins with `visit.managed_team`: a button proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import pack
from bot.handlers.groups import votes_taken_out
from bot.handlers.links import link_made
from bot.handlers.managers import owners_told
from bot.handlers.owners import team_of_nobody
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import (
    AskCloseTeam,
    AskLeadName,
    AskLeaveTeam,
    AskSetting,
    AskTeamArea,
    AskTeamPack,
    ChangeTeam,
    ChooseTeamArea,
    CloseLinks,
    CloseTeam,
    DropLead,
    Invite,
    MakeHandOver,
    MakeLink,
    Managers,
    RenewedNumbers,
    SetSetting,
    SetTeamArea,
    SetTeamPack,
    Setting,
    StopManagingTeam,
    TeamAlone,
    TeamHome,
    TeamManagers,
    Teams,
    Why,
)
from bot.screens import teams as screens
from bot.screens.own_lead import OwnLead
from bot.screens.teams import TeamInWords
from storage import codes, sessions, teams
from storage.audit import Act, Done, Role
from storage.codes import CodesClosed, Purpose
from storage.notices import PinnedRenewed
from storage.teams import ManagesNoMore, TeamChanged, TeamClosed

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.screens.screen import Screen
    from content.contact_models import Area
    from storage.teams import Team


@shows(TeamHome)
async def team_home(visit: Visit, route: TeamHome) -> Screen:
    """One team."""
    return screens.team_home(await _in_words(visit, await visit.managed_team(route.team)))


@shows(ChangeTeam)
async def change_team(visit: Visit, route: ChangeTeam) -> Screen:
    """What can be changed."""
    return screens.change_team(await _in_words(visit, await visit.managed_team(route.team)))


async def _in_words(visit: Visit, team: Team) -> TeamInWords:
    area = visit.library.contacts.area(team.area) if team.area else None
    return TeamInWords(
        id=team.id,
        name=team.name,
        setting=Setting(team.setting) if team.setting else None,
        area=area.name if area else None,
        pack=visit.library.packs[team.pack].name,
        lead=OwnLead(team.lead.name, team.lead.phone) if team.lead else None,
        managers=len(await teams.managers_of(visit.transaction, team.id)),
        sessions=await sessions.how_many_held(visit.transaction, team.id),
    )


@shows(AskSetting)
async def ask_setting(visit: Visit, route: AskSetting) -> Screen:
    """Which kind of service?"""
    await visit.managed_team(route.team)
    return screens.ask_setting(route.team)


@acts(SetSetting)
async def set_setting(visit: Visit, route: SetSetting) -> Outcome:
    """It was chosen. The first time, a children's service gets the children's pack, and the town comes next."""
    team = await visit.managed_team(route.team)
    changes: dict[str, str | None] = {"setting": str(route.setting)}
    if team.setting is None and "children" in visit.library.packs:
        changes |= {"pack": "children"} if route.setting is Setting.CHILDREN else {}
    to = TeamHome(team.id) if team.area else AskTeamArea(team.id, Why.FIRST)
    return changed(visit, team, changes, to)


@shows(AskTeamPack)
async def ask_pack(visit: Visit, route: AskTeamPack) -> Screen:
    """Which pack?"""
    await visit.managed_team(route.team)
    return screens.ask_pack(route.team, list(visit.library.packs.values()))


@acts(SetTeamPack)
async def set_pack(visit: Visit, route: SetTeamPack) -> Outcome:
    """It was chosen, for those who come from now on."""
    team = await visit.managed_team(route.team)
    if route.pack not in visit.library.packs:
        raise NotThereError
    return changed(visit, team, {"pack": str(route.pack)}, TeamHome(team.id))


@shows(ChooseTeamArea)
async def choose_area(visit: Visit, route: ChooseTeamArea) -> Screen:
    """Which of these areas?"""
    await visit.managed_team(route.team)
    areas = [_area(visit, area) for area in dict.fromkeys((route.first, route.second))]
    return screens.choose_area(route.team, areas)


@acts(SetTeamArea)
async def set_area(visit: Visit, route: SetTeamArea) -> Outcome:
    """It was chosen, for those who come from now on. The first time, the lead comes next."""
    team = await visit.managed_team(route.team)
    area = _area(visit, route.area)
    to = TeamHome(team.id) if team.area else AskLeadName(team.id, Why.FIRST)
    return changed(visit, team, {"area": area.id}, to)


@acts(DropLead)
async def drop_lead(visit: Visit, route: DropLead) -> Outcome:
    """The team has no lead of its own any more."""
    team = await visit.managed_team(route.team)
    outcome = changed(visit, team, {"lead_name": None, "lead_phone": None}, TeamHome(team.id))
    return Outcome(outcome.shows, (*outcome.records, lead_renewed(visit, team)))


def changed(visit: Visit, team: Team, changes: dict[str, str | None], to: Route) -> Outcome:
    """Something about a team is different now."""
    done = Done(Act.TEAM_CHANGED, Role.MANAGER, team.id, visit.now)
    return Outcome((Show(to, visit.here),), (TeamChanged(team.id, changes), done))


def lead_renewed(visit: Visit, team: Team) -> PinnedRenewed:
    """The lead stands in the pinned numbers of everybody in the team."""
    return PinnedRenewed(team.id, pack(RenewedNumbers()), visit.now)


@shows(Invite)
async def invite(visit: Visit, route: Invite) -> Screen:
    """How people come in."""
    team = await visit.managed_team(route.team)
    links = await codes.open_links(visit.transaction, Purpose.TEAM, team.id, visit.now)
    until = [link.expires_at.astimezone(visit.zone).date() for link in links]
    return screens.invite(team.id, team.name, until)


@acts(MakeLink)
async def make_link(visit: Visit, route: MakeLink) -> Outcome:
    """A new link for staff; those that are open stay so."""
    team = await visit.managed_team(route.team)
    done = Done(Act.LINK_MADE, Role.MANAGER, team.id, visit.now)
    return link_made(visit, Purpose.TEAM, team.id, done, Invite(team.id))


@acts(CloseLinks)
async def close_links(visit: Visit, route: CloseLinks) -> Outcome:
    """No link for staff works any more."""
    team = await visit.managed_team(route.team)
    done = Done(Act.LINKS_CLOSED, Role.MANAGER, team.id, visit.now)
    return Outcome((Show(Invite(team.id), visit.here),), (CodesClosed(Purpose.TEAM, team.id), done))


@shows(TeamManagers)
async def team_managers(visit: Visit, route: TeamManagers) -> Screen:
    """How many manage it."""
    team = await visit.managed_team(route.team)
    number = len(await teams.managers_of(visit.transaction, team.id))
    return screens.managers(team.id, team.name, number)


@acts(MakeHandOver)
async def make_hand_over(visit: Visit, route: MakeHandOver) -> Outcome:
    """A link for one more manager: by one of the team, or by an owner for a team that nobody manages."""
    team, role = await _to_decide_about(visit, route.team)
    done = Done(Act.HANDOVER_LINK_MADE, role, team.id, visit.now)
    back = TeamManagers(team.id) if role is Role.MANAGER else TeamAlone(team.id)
    return link_made(visit, Purpose.HANDOVER, team.id, done, back)


@shows(AskLeaveTeam)
async def ask_leave(visit: Visit, route: AskLeaveTeam) -> Screen:
    """Stop managing this one?"""
    team = await visit.managed_team(route.team)
    return screens.ask_leave(team.id, team.name, alone=await _is_alone(visit, team))


@acts(StopManagingTeam)
async def stop_managing_team(visit: Visit, route: StopManagingTeam) -> Outcome:
    """It is left at once; if nobody else manages it, the owners are told."""
    team = await visit.managed_team(route.team)
    told = [owners_told(visit, team)] if await _is_alone(visit, team) else []
    left = ManagesNoMore(visit.person_id, team.id)
    done = Done(Act.TEAM_LEFT, Role.MANAGER, team.id, visit.now)
    return Outcome((Show(Teams(), visit.here),), (left, done, *told))


async def _is_alone(visit: Visit, team: Team) -> bool:
    return await teams.managers_of(visit.transaction, team.id) == [visit.person_id]


@shows(AskCloseTeam)
async def ask_close(visit: Visit, route: AskCloseTeam) -> Screen:
    """Close it for good?"""
    team, _role = await _to_decide_about(visit, route.team)
    return screens.ask_close(team.id, team.name)


@acts(CloseTeam)
async def close_team(visit: Visit, route: CloseTeam) -> Outcome:
    """Everything of it is deleted; its lead goes from the pinned numbers of the people in it."""
    team, role = await _to_decide_about(visit, route.team)
    done = Done(Act.TEAM_CLOSED, role, team.id, visit.now)
    to = Teams() if role is Role.MANAGER else Managers(0)
    votes = await votes_taken_out(visit, team.id)
    return Outcome((Show(to, visit.here),), (*votes, lead_renewed(visit, team), TeamClosed(team.id), done))


async def _to_decide_about(visit: Visit, team_id: int) -> tuple[Team, Role]:
    """The team, and as what this person may hand it over or close it.

    Raises:
        NotThereError: she may not.
    """
    try:
        return await visit.managed_team(team_id), Role.MANAGER
    except NotThereError:
        return await team_of_nobody(visit, team_id), Role.OWNER


def _area(visit: Visit, area_id: str) -> Area:
    area = visit.library.contacts.area(area_id)
    if area is None:
        raise NotThereError
    return area
