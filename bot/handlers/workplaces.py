"""Where somebody works: said by her, or known from her team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.visit import Outcome, Show, Visit, acts, shows
from bot.routes import AskWorkplace, SetWorkplace
from bot.routes import Setting as OfTeam
from bot.screens import workplaces as screens
from content.kinds import Setting
from storage.people import Changed

if TYPE_CHECKING:
    from bot.screens.screen import Screen

# What a manager says of a team, in the words of the content. The others say nothing of it.
OF_TEAM = {
    OfTeam.CARE_HOME: Setting.CARE_HOME,
    OfTeam.NURSING_HOME: Setting.NURSING_HOME,
    OfTeam.HOME_CARE: Setting.HOME_CARE,
    OfTeam.SUPPORTED_LIVING: Setting.SUPPORTED_LIVING,
    OfTeam.DAY_SERVICE: Setting.DAY_SERVICE,
    OfTeam.HOSPITAL: Setting.HOSPITAL_WARD,
}


async def where_she_works(visit: Visit) -> Setting | None:
    """The kind of service in which the person works: what she said, else what her team is; None: nobody said."""
    said = visit.member.setting
    if said is not None:
        return None if said == Setting.ANY else Setting(said)
    team = await visit.own_team()
    return OF_TEAM.get(OfTeam(team.setting)) if team is not None and team.setting else None


@shows(AskWorkplace)
async def ask_workplace(visit: Visit, _route: AskWorkplace) -> Screen:
    """In which kind of service? Only those of which her pack has stories."""
    _ = visit.member
    told = {card.setting for card in visit.pack.scenarios.values()} - {Setting.ANY}
    return screens.ask_workplace(sorted(told, key=list(Setting).index), await where_she_works(visit))


@acts(SetWorkplace)
async def set_workplace(visit: Visit, route: SetWorkplace) -> Outcome:
    """It was chosen."""
    changed = Changed(visit.member.id, {"setting": str(route.setting)})
    return Outcome((Show(AskWorkplace(), visit.here),), (changed,))
