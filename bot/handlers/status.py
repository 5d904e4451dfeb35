"""How the service does, for owners. Counts of everybody together; never of one team, and never of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.visit import Visit, shows
from bot.routes import Status, WhatWasDone
from bot.screens import status as screens
from bot.screens.status import Counts, Line
from bot.words import _
from content import contacts_known
from storage import audit, backlog, managers, nudges, signoffs, teams, totals
from storage.audit import Act, Role

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from storage.audit import Done

LINES = 15  # of the audit on one screen


@shows(Status)
async def status(visit: Visit, _route: Status) -> Screen:
    """How it does at this moment."""
    visit.only_owners()
    waits = await backlog.measure(visit.transaction, visit.now)
    backups = visit.backups() if visit.backups else []
    counts = Counts(
        people=await totals.joined(visit.transaction),
        teams=await teams.count(visit.transaction),
        managers=await managers.count(visit.transaction),
        teams_alone=len(await teams.without_manager(visit.transaction)),
        asking=len(await managers.requests(visit.transaction)),
        due=waits.nudges,
        replies=waits.replies,
        sent_today=await totals.sent_on(visit.transaction, visit.today),
        unknown=(await nudges.count(visit.transaction)).get(str(nudges.State.UNKNOWN), 0),
        backups=visit.backups is not None,
        last_backup=backups[0] if backups else None,
        unchecked_lines=len(contacts_known.overdue(visit.library.contacts, visit.known, visit.today)),
        unsigned_items=await _unsigned(visit),
    )
    return screens.status(counts, visit.now, visit.zone)


async def _unsigned(visit: Visit) -> int:
    """How many items no safeguarding lead has signed off, in the version that is taught."""
    signed = await signoffs.signed(visit.transaction)
    return sum((item.id, item.version) not in signed for item in visit.library.items())


@shows(WhatWasDone)
async def what_was_done(visit: Visit, _route: WhatWasDone) -> Screen:
    """The last lines of the audit."""
    visit.only_owners()
    lines = [await _line(visit, one) for one in await audit.latest(visit.transaction, LINES)]
    return screens.what_was_done(lines, visit.zone)


async def _line(visit: Visit, done: Done) -> Line:
    team = None
    if done.team_id is not None:
        found = await visit.ask(teams.find, done.team_id)
        team = found.name if found else ""
    return Line(_act(done.act), _role(done.role), team, done.at)


def _role(role: Role) -> str:
    return {Role.OWNER: _("owner"), Role.MANAGER: _("manager")}[role]


def _act(act: Act) -> str:
    return {
        Act.MANAGER_APPROVED: _("a manager was approved"),
        Act.MANAGER_REFUSED: _("a manager was refused"),
        Act.MANAGER_LINK_MADE: _("a link for a manager was made"),
        Act.MANAGER_LINK_USED: _("a link for a manager was used"),
        Act.MANAGER_TAKEN_AWAY: _("a manager’s role was ended"),
        Act.MANAGER_STOPPED: _("a manager stopped"),
        Act.TEAM_MADE: _("a team was made"),
        Act.TEAM_CHANGED: _("a team was changed"),
        Act.TEAM_LEFT: _("a manager left a team"),
        Act.TEAM_CLOSED: _("a team was closed"),
        Act.LINK_MADE: _("a link to a team was made"),
        Act.LINKS_CLOSED: _("links to a team were closed"),
        Act.HANDOVER_LINK_MADE: _("a hand-over link was made"),
        Act.HANDOVER_LINK_USED: _("a hand-over link was used"),
        Act.GROUP_LINK_MADE: _("a code for a group was made"),
        Act.GROUP_LINKED: _("a group was linked"),
        Act.GROUP_LET_GO: _("a group was let go of"),
    }[act]
