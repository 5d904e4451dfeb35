"""Making links. A code in clear is in one route only, which is shown once and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.visit import NotThereError, Outcome, Show, Visit, shows
from bot.routes import LinkCode, LinkText, Trouble
from bot.screens import teams as screens
from storage import codes, teams
from storage.codes import CodeMade, Purpose

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.screens.screen import Screen
    from storage.audit import Done
    from storage.codes import Code


def link_made(visit: Visit, purpose: Purpose, team_id: int | None, done: Done, back: Route) -> Outcome:
    """A new link, as a message of its own that can be sent on, below the place that one was at.

    Whoever calls this has looked whether the person may make one.
    """
    if not visit.bot_name:
        return Outcome((Show(Trouble(), visit.here),))
    clear, code = codes.new(purpose, team_id, visit.now)
    return Outcome((Show(back, visit.here), Show(LinkText(LinkCode(clear)))), (CodeMade(code), done))


@shows(LinkText)
async def link_text(visit: Visit, route: LinkText) -> Screen:
    """The text with the link, for whoever might have made it."""
    code = await codes.find(visit.transaction, route.code, visit.now)
    if code is None:
        raise NotThereError
    address = f"https://t.me/{visit.bot_name}?start={route.code}"
    until = code.expires_at.astimezone(visit.zone).date()
    if code.purpose is Purpose.TEAM:
        await visit.managed_team(code.team_id or 0)
        return screens.link_to_team(address, until)
    return screens.link_to_manage(address, until, await _name_to_hand_over(visit, code))


async def _name_to_hand_over(visit: Visit, code: Code) -> str | None:
    """The name of the team that a link for a manager is about, if it is about one."""
    if code.team_id is None:
        visit.only_owners()
        return None
    team = await teams.find(visit.transaction, code.team_id)
    if not visit.owner:
        team = await visit.managed_team(code.team_id)
    return team.name if team else None
