"""Coming by a link, and being in a team. Joining and leaving are told to nobody and stand in no audit.

The code itself is looked at once, when the link is opened. From then on the buttons carry a ticket, which is good
for one person and for as long as the link is open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.handlers import practising
from bot.handlers.joining import newcomer
from bot.handlers.people import rhythm_changes, shift_changes
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.schedule import DEFAULT_RHYTHM
from bot.routes import (
    AskTown,
    DeadLink,
    Invited,
    JoinTeam,
    JoinWithTeam,
    LeaveTeam,
    MyTeam,
    Numbers,
    WelcomeToTeam,
)
from bot.screens import membership as screens
from storage import codes, people, teams
from storage.codes import Code, Purpose, WrongCode
from storage.people import Changed, Joined
from storage.teams import JoinedTeam, LeftTeam

if TYPE_CHECKING:
    from bot.routes import TakeOver
    from bot.screens.screen import Screen
    from storage.records import Record
    from storage.teams import Team


async def opened(visit: Visit, clear: str) -> Outcome:
    """Somebody opened a link. If it does not work, that is counted, and nothing is said of why."""
    if not await codes.may_try(visit.transaction, visit.person_id, visit.now):
        return Outcome((Show(DeadLink()),))
    code = await codes.find(visit.transaction, clear, visit.now)
    if code is None or code.purpose is Purpose.GROUP:  # which is good in a group only
        return Outcome((Show(DeadLink()),), (WrongCode(visit.person_id, visit.now),))
    return Outcome((Show(Invited(code.id, ContentId(code.ticket(visit.person_id)))),))


@shows(DeadLink)
async def dead_link(_visit: Visit, _route: DeadLink) -> Screen:
    """It does not work."""
    return screens.dead_link()


@shows(Invited)
async def invited(visit: Visit, route: Invited) -> Screen:
    """What the link leads to."""
    code = await code_of(visit, route)
    team = await _team_of(visit, code)
    if code.purpose is not Purpose.TEAM:
        name = team.name if team else None
        return screens.invited_to_manage(route, name) if visit.joined else screens.join_first()
    if team is None:
        raise NotThereError
    pack, area = visit.library.packs[team.pack].name, _area_name(visit, team)
    if visit.joined is None:
        return screens.invited_newcomer(route, team.name, pack, area)
    now_in = await visit.own_team()
    before = now_in.name if now_in and now_in.id != team.id else None
    return screens.invited(route, team.name, pack, area, before)


@acts(JoinTeam)
async def join_team(visit: Visit, route: JoinTeam) -> Outcome:
    """A worker joins the team, and leaves any other."""
    team = await _team_to_join(visit, route)
    if visit.joined is None:
        return Outcome((Show(Invited(route.code, route.ticket), visit.here),))
    records = (_joined_team(visit, team), Changed(visit.person_id, _brought_along(team)))
    return Outcome((*_numbers_again(visit), Show(MyTeam(), visit.here)), records)


@acts(JoinWithTeam)
async def join_with_team(visit: Visit, route: JoinWithTeam) -> Outcome:
    """Somebody new joins with one tap: team, pack, area and shifts are known with it."""
    team = await _team_to_join(visit, route)
    if visit.joined is not None:
        return await join_team(visit, JoinTeam(route.code, route.ticket))
    changes = {
        **_brought_along(team),
        "joined_on": visit.today,
        **shift_changes(visit, route.shift),
        **rhythm_changes(visit, DEFAULT_RHYTHM[route.shift]),
    }
    records: tuple[Record, ...] = (
        Joined(newcomer(visit, team.pack)),
        Changed(visit.person_id, changes),
        _joined_team(visit, team),
    )
    numbers = Show(Numbers(), visit.message_id, pins=True)
    if team.area is None:
        return Outcome((numbers, Show(AskTown())), records)
    first = practising.card_or_nothing(await practising.deal_next(await _let_in(visit, records)))
    return Outcome((numbers, Show(WelcomeToTeam()), Show(first)), records, dealt=True)


async def _let_in(visit: Visit, records: tuple[Record, ...]) -> Visit:
    """The visit as it is once these are written: a card can only be dealt to somebody who is there.

    They are written here already, and again with the outcome, which changes nothing.
    """
    for record in records:
        await record.write(visit.transaction)
    person = await people.find(visit.transaction, visit.person_id)
    return replace(visit, person=person, asked={})


@shows(WelcomeToTeam)
async def welcome_to_team(visit: Visit, _route: WelcomeToTeam) -> Screen:
    """The menu, for somebody who has just come."""
    team = await visit.own_team()
    if team is None:
        raise NotThereError
    return screens.welcome_to_team(team.name)


@shows(MyTeam)
async def my_team(visit: Visit, _route: MyTeam) -> Screen:
    """The team that one is in."""
    _ = visit.member
    team = await visit.own_team()
    return screens.my_team((team.id, team.name) if team else None)


@acts(LeaveTeam)
async def leave_team(visit: Visit, _route: LeaveTeam) -> Outcome:
    """Leave it at once. Area and pack stay: they are the person's own by now."""
    _ = visit.member
    return Outcome((*_numbers_again(visit), Show(MyTeam(), visit.here)), (LeftTeam(visit.person_id),))


def _numbers_again(visit: Visit) -> list[Show]:
    """The pinned numbers show the own lead of the team that one is in."""
    pinned = visit.member.pinned_message
    return [Show(Numbers(), pinned)] if pinned else []


def _joined_team(visit: Visit, team: Team) -> JoinedTeam:
    return JoinedTeam(visit.person_id, team.id, visit.today)


def _brought_along(team: Team) -> dict[str, object]:
    """What a team sets for whoever joins it."""
    return {"pack": team.pack, **({"area": team.area} if team.area else {})}


async def code_of(visit: Visit, route: Invited | JoinTeam | JoinWithTeam | TakeOver) -> Code:
    """The open link that this person holds a ticket for.

    Raises:
        NotThereError: it is closed by now, or the ticket is not hers.
    """
    ticket = str(route.ticket)
    code = await codes.with_ticket(visit.transaction, route.code, ticket, visit.person_id, visit.now)
    if code is None:
        raise NotThereError
    return code


async def _team_to_join(visit: Visit, route: JoinTeam | JoinWithTeam) -> Team:
    code = await code_of(visit, route)
    team = await _team_of(visit, code)
    if team is None or code.purpose is not Purpose.TEAM:
        raise NotThereError
    return team


async def _team_of(visit: Visit, code: Code) -> Team | None:
    return None if code.team_id is None else await teams.find(visit.transaction, code.team_id)


def _area_name(visit: Visit, team: Team) -> str | None:
    area = visit.library.contacts.area(team.area) if team.area else None
    return area.name if area else None
