"""What a manager sees of her own teams: what each is, what can be changed, and how people are invited.

Nothing here may say who is in a team, or that somebody has joined or left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    AskCloseTeam,
    AskLeadName,
    AskLeaveTeam,
    AskOtherName,
    AskSetting,
    AskStopManaging,
    AskTeamArea,
    AskTeamName,
    AskTeamPack,
    ChangeTeam,
    CloseLinks,
    CloseTeam,
    Help,
    Invite,
    MakeHandOver,
    MakeLink,
    NoNotes,
    SessionHome,
    SetSetting,
    SetTeamArea,
    SetTeamPack,
    Setting,
    StopManagingTeam,
    TeamHome,
    TeamManagers,
    TeamNumbers,
    TeamPapers,
    Teams,
    WantNotes,
    Why,
)
from bot.screens.common import concern_button
from bot.screens.screen import Button, Screen, Style, bold, lines, paragraphs, plain
from bot.screens.team_papers import poster_buttons
from bot.screens.times import in_full
from bot.words import _, _n, english

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.screens.own_lead import OwnLead
    from bot.screens.screen import Markup
    from content.contact_models import Area
    from content.library import Pack

MOST_LISTED = 40  # teams on one screen; nobody makes more, and few take over as many


@dataclass(frozen=True)
class TeamInWords:
    """A team as its managers see it. What is None has not been chosen yet."""

    id: int
    name: str
    setting: Setting | None
    area: str | None
    pack: str
    lead: OwnLead | None
    managers: int
    sessions: int = 0  # that were held in the last year or so


def teams(named: Sequence[tuple[int, str]], reference: str, *, notes: bool) -> Screen:
    """The teams that somebody manages, by number and name; `notes`: whether she gets the weekly note."""
    how = (
        _("Tap a team.")
        if named
        else _("You can make a team now. It takes about five minutes. Then you invite your staff by a link.")
    )
    text = paragraphs(
        bold(_("Your teams")),
        plain(how),
        plain(
            _("Your letters, if the person who runs Say So asks: {letters}").format(letters=reference.upper())
        ),
    )
    listed = [(Button(name, TeamHome(team)),) for team, name in named[:MOST_LISTED]]
    make = Button(_("Make a team"), AskTeamName(Why.FIRST), Style.PRIMARY)
    stop = Button(_("Stop being a manager"), AskStopManaging())
    note = Button(_("No weekly note"), NoNotes()) if notes else Button(_("Weekly note"), WantNotes())
    return Screen(text, (*listed, (make, note), (stop, Button(_("Help"), Help()))))


def setting_label(setting: Setting) -> str:
    """A kind of service in words."""
    return {
        Setting.CARE_HOME: _("Care home"),
        Setting.NURSING_HOME: _("Nursing home"),
        Setting.HOME_CARE: _("Home care"),
        Setting.SUPPORTED_LIVING: _("Supported housing"),
        Setting.DAY_SERVICE: _("Day service"),
        Setting.HOSPITAL: _("Hospital"),
        Setting.CHILDREN: _("Children’s service"),
        Setting.OTHER: _("Another service"),
    }[setting]


def team_home(team: TeamInWords) -> Screen:
    """One team, and what there is to do."""
    text = paragraphs(
        bold(team.name),
        _about(team),
        plain(_managers(team.managers)),
        plain(_("Sessions held: {count}. Type /session for the next.").format(count=team.sessions)),
        plain(_("You cannot see who is in the team, or what anybody reads or answers.")),
        plain(_("Type /team to come back here, or /invite for a link.")),
    )
    invite = Button(_("Invite people"), Invite(team.id), Style.PRIMARY)
    change = Button(_("Change the team"), ChangeTeam(team.id))
    managers = Button(_("Managers and hand-over"), TeamManagers(team.id))
    numbers = Button(_("How it goes"), TeamNumbers(team.id))
    papers = Button(_("Papers to print"), TeamPapers(team.id))
    session = Button(_("Sessions"), SessionHome(team.id))
    back = Button(_("Your teams"), Teams())
    return Screen(text, ((invite,), (numbers, change), (session, papers), (managers,), (back,)))


def _about(team: TeamInWords) -> Markup:
    setting = setting_label(team.setting) if team.setting else _("not chosen yet")
    lead = f"{team.lead.name}, {team.lead.phone}" if team.lead else _("none")
    return lines(
        plain(_("Service: {setting}").format(setting=setting)),
        plain(_("Area: {area}").format(area=team.area or _("not chosen yet"))),
        plain(_("Pack: {pack}").format(pack=english(team.pack))),
        plain(_("Own safeguarding lead: {lead}").format(lead=lead)),
    )


def _managers(number: int) -> str:
    if number == 1:
        return _("You are the only manager. Two are better: then the team goes on if one leaves.")
    return _n("{count} person manages this team.", "{count} people manage this team.", number).format(
        count=number
    )


def change_team(team: TeamInWords) -> Screen:
    """What can be changed."""
    rows = (
        (
            Button(_("Name"), AskOtherName(team.id, Why.FIRST)),
            Button(_("Service"), AskSetting(team.id)),
        ),
        (Button(_("Area"), AskTeamArea(team.id, Why.FIRST)), Button(_("Pack"), AskTeamPack(team.id))),
        (Button(_("Own safeguarding lead"), AskLeadName(team.id, Why.FIRST)),),
        (Button(_("Close the team"), AskCloseTeam(team.id)),),
        _back(team.id),
    )
    what = plain(_("What would you like to change?"))
    return Screen(paragraphs(bold(team.name), _about(team), what), rows)


def ask_setting(team: int) -> Screen:
    """Which kind of service?"""
    buttons = [Button(setting_label(setting), SetSetting(team, setting)) for setting in Setting]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return Screen(bold(_("What kind of service is it?")), (*rows, _back(team)))


def ask_pack(team: int, packs: Sequence[Pack]) -> Screen:
    """Which pack?"""
    text = paragraphs(
        bold(_("Which pack is for this team?")),
        plain(_("People who join by your link get it. Those who are here already keep what they have.")),
    )
    rows = tuple((Button(english(pack.name), SetTeamPack(team, ContentId(pack.id))),) for pack in packs)
    return Screen(text, (*rows, _back(team)))


def choose_area(team: int, areas: Sequence[Area]) -> Screen:
    """The town may be in any of these areas."""
    rows = tuple((Button(area.name, SetTeamArea(team, ContentId(area.id)), Style.PRIMARY),) for area in areas)
    another = Button(_("Another town"), AskTeamArea(team, Why.FIRST))
    return Screen(plain(_("Which of these do you mean?")), (*rows, (another,), _back(team)))


def invite(team: int, name: str, until: Sequence[date]) -> Screen:
    """How people come in. `until` are the days on which open links expire."""
    open_now = (
        _n(
            "{count} link is open, until {day}.", "{count} links are open, the last until {day}.", len(until)
        ).format(count=len(until), day=in_full(max(until)))
        if until
        else _("No link is open yet.")
    )
    text = paragraphs(
        bold(_("Invite people to {team}").format(team=name)),
        plain(open_now),
        plain(
            _("A link brings people in with two taps. It sets the area and the pack, so they type nothing.")
        ),
        plain(_("Each link is shown once, and works for 90 days. Five can be open at a time.")),
        plain(_("Nobody is told who joins or leaves: not you, and not the others.")),
    )
    make = Button(_("Make a link"), MakeLink(team), Style.PRIMARY)
    close = [(Button(_("Close all links"), CloseLinks(team)),)] if until else []
    return Screen(text, ((make,), poster_buttons(team), *close, _back(team)))


def link_to_team(address: str, day: date) -> Screen:
    """A text to send on to staff."""
    text = paragraphs(
        bold(_("Say So, for our team")),
        plain(_("A few minutes a week to practise speaking up, kindly and early, when care is not right.")),
        plain(_("It is your choice. Nobody at work sees what you read or answer, or whether you joined.")),
        plain(_("Tap the link, then START, then your shifts:")),
        plain(address),
        plain(_("Telegram may tell people who have your number that you use Telegram.")),
        plain(_("The link works until {day}.").format(day=in_full(day))),
    )
    return Screen(text)


def link_to_manage(address: str, day: date, name: str | None) -> Screen:
    """A text to send on to one other manager; `name` is of the team that is handed over, if one is."""
    what = (
        _("With this link you can manage the team {team} on Say So.").format(team=name)
        if name
        else _("With this link you can manage a team on Say So.")
    )
    text = paragraphs(
        plain(what),
        plain(
            _("It works once, for one person, until {day}. Do not put it where others see it.").format(
                day=in_full(day)
            )
        ),
        plain(address),
    )
    return Screen(text)


def managers(team: int, name: str, number: int) -> Screen:
    """How many manage it, and what can be done about that."""
    text = paragraphs(
        bold(name),
        plain(_managers(number)),
        plain(_("To share or hand over the team, make a link and give it to one person you trust.")),
        plain(_("Whoever opens it can do all that you can. After that you may leave the team.")),
    )
    share = Button(_("Make a link for a manager"), MakeHandOver(team), Style.PRIMARY)
    leave = Button(_("Leave this team"), AskLeaveTeam(team))
    return Screen(text, ((share,), (leave,), _back(team)))


def ask_leave(team: int, name: str, *, alone: bool) -> Screen:
    """A manager who wants to leave is asked once."""
    follows = (
        _("Nobody else manages it. The team goes on, and the person who runs Say So is told.")
        if alone
        else _("The others go on. You lose all access at once.")
    )
    text = paragraphs(bold(_("Stop managing {team}?").format(team=name)), plain(follows))
    yes = Button(_("Yes, leave it"), StopManagingTeam(team), Style.DANGER)
    return Screen(text, ((yes,), (Button(_("No, stay"), TeamManagers(team)),)))


def ask_close(team: int, name: str) -> Screen:
    """Ask once before a team is closed."""
    text = paragraphs(
        bold(_("Close {team} for good?").format(team=name)),
        plain(_("Its links stop, and its name and lead are deleted. This cannot be undone.")),
        plain(_("The people in it keep Say So and all that is theirs. They are just in no team.")),
    )
    yes = Button(_("Yes, close it"), CloseTeam(team), Style.DANGER)
    return Screen(text, ((yes,), (Button(_("No, keep it"), TeamHome(team)),), (concern_button(),)))


def _back(team: int) -> tuple[Button, ...]:
    return (Button(_("Back to the team"), TeamHome(team)),)
