"""Making a team, inviting people, and handing it over. All of it is for managers, and is authorised as such."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import LinkCode, Setting, Why  # noqa: TC001 - callback data is read by the type hints


@tagged("Mg")
class GoToTeam(Route):
    """To the own team, the list of teams, or what one does to become a manager."""


@tagged("Mi")
class GoToInvite(Route):
    """To the invitation of the own team; with several teams, to the list."""


@tagged("Ml")
class Teams(Route):
    """The teams that one manages."""


@tagged("Mt")
class TeamHome(Route):
    """One team and what there is to do."""

    team: int


@tagged("Mc")
class ChangeTeam(Route):
    """What can be changed about a team."""

    team: int


@tagged("Mn")
class AskTeamName(Route):
    """Ask for the name of a new team. `why` says what did not do about the last try."""

    why: Why


@tagged("MN")
class AskOtherName(Route):
    """Ask for another name of a team."""

    team: int
    why: Why


@tagged("Ms")
class AskSetting(Route):
    """Which kind of service is it?"""

    team: int


@tagged("MS")
class SetSetting(Route):
    """The kind of service was chosen."""

    team: int
    setting: Setting


@tagged("Mp")
class AskTeamPack(Route):
    """Which pack?"""

    team: int


@tagged("MP")
class SetTeamPack(Route):
    """The pack was chosen."""

    team: int
    pack: ContentId


@tagged("Ma")
class AskTeamArea(Route):
    """Ask for the town where the people cared for live."""

    team: int
    why: Why


@tagged("Mb")
class ChooseTeamArea(Route):
    """The town that was typed may be in either of two areas, which can be the same: which one?"""

    team: int
    first: ContentId
    second: ContentId


@tagged("MA")
class SetTeamArea(Route):
    """The area was chosen."""

    team: int
    area: ContentId


@tagged("Md")
class AskLeadName(Route):
    """Ask for the name of the team's own safeguarding lead."""

    team: int
    why: Why


@tagged("Mf")
class AskLeadPhone(Route):
    """Ask for the number of the team's own safeguarding lead."""

    team: int
    why: Why


@tagged("MD")
class DropLead(Route):
    """The team has no safeguarding lead of its own."""

    team: int


@tagged("Mv")
class Invite(Route):
    """How people come into a team: which links are open."""

    team: int


@tagged("MV")
class MakeLink(Route):
    """A new link for the team."""

    team: int


@tagged("MX")
class CloseLinks(Route):
    """No link of the team works any more."""

    team: int


@tagged("Mk")
class LinkText(Route):
    """A text with a new link in it, to send on. Shown once: only the hash of the code is kept."""

    code: LinkCode


@tagged("Mm")
class TeamManagers(Route):
    """How many manage a team, and how to hand it over or leave it."""

    team: int


@tagged("Mh")
class MakeHandOver(Route):
    """A link by which one other person may manage the team."""

    team: int


@tagged("Mw")
class AskLeaveTeam(Route):
    """Ask a manager who wants to leave a team whether she is sure."""

    team: int


@tagged("MW")
class StopManagingTeam(Route):
    """A manager leaves a team."""

    team: int


@tagged("Mz")
class AskCloseTeam(Route):
    """Ask whether the team should be closed."""

    team: int


@tagged("MZ")
class CloseTeam(Route):
    """Close the team: everything of it is deleted."""

    team: int
