"""What somebody sees who comes by a link, and what a worker sees of her own team.

A link that does not work is answered in one way only, whatever the reason is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import (
    AskToManage,
    Help,
    Home,
    Invited,
    JoinTeam,
    JoinWithTeam,
    LeaveTeam,
    SessionLog,
    Settings,
    TakeOver,
    TeamNumbers,
    Welcome,
)
from bot.screens.common import concern_button, menu
from bot.screens.joining import FIRST_SHIFTS, shift_label
from bot.screens.screen import Button, Screen, Style, bold, lines, paragraphs, plain
from bot.words import _, english

if TYPE_CHECKING:
    from bot.screens.screen import Markup


def dead_link() -> Screen:
    """It does not work: closed, used, expired, never ours, or too many were tried."""
    text = paragraphs(
        plain(_("This link does not work any more. Please ask for a new one.")),
        plain(_("If you have tried a few links, wait an hour first.")),
        bold(_("Is someone in danger now? Ring 999.")),
    )
    return Screen(text, ((Button(_("Menu"), Home()), Button(_("Help"), Help())), (concern_button(),)))


def invited_newcomer(invited: Invited, name: str, pack: str, area: str | None) -> Screen:
    """The first screen of somebody new who comes by the link of a team: one tap and she has joined both."""
    text = paragraphs(
        bold(_("Say So: {team}").format(team=name)),
        plain(_("A few minutes a week to practise speaking up, kindly and early, when care is not right.")),
        lines(
            plain(_("• It is not a place to report. Nobody reads what you type here.")),
            plain(_("• The person who runs Say So could see which buttons you press. Your manager cannot.")),
            plain(_("• Telegram keeps this chat, and it is not end-to-end encrypted. Use your own phone.")),
            plain(_("• It is your choice. Nobody is told that you join, or that you leave.")),
        ),
        _set_by_link(pack, area),
        bold(_("Is someone in danger now? Ring 999.")),
        plain(_("To join: when do you mostly work?")),
    )
    shifts = tuple(
        Button(shift_label(shift), JoinWithTeam(invited.code, invited.ticket, shift), Style.PRIMARY)
        for shift in FIRST_SHIFTS
    )
    alone = Button(_("Join without the team"), Welcome())
    return Screen(text, (shifts, (alone,), (concern_button(),)))


def invited(to: Invited, name: str, pack: str, area: str | None, before: str | None) -> Screen:
    """Somebody who has joined Say So is asked into a team. `before` is the team that she is in now."""
    leaves = _("You are in {team} now. You would leave it.").format(team=before) if before else ""
    text = paragraphs(
        bold(_("Join the team {team}?").format(team=name)),
        plain(leaves),
        _set_by_link(pack, area),
        plain(_("It is your choice. Nobody is told that you join, or that you leave.")),
    )
    join = Button(_("Join the team"), JoinTeam(to.code, to.ticket), Style.PRIMARY)
    return Screen(text, ((join,), (Button(_("Maybe later"), Home()),)))


def _set_by_link(pack: str, area: str | None) -> Markup:
    """What the team brings with it."""
    place = [plain(_("Area: {area}").format(area=area))] if area else []
    return lines(
        plain(_("The team brings this along. You can change it later.")),
        plain(_("Pack: {pack}").format(pack=english(pack))),
        *place,
    )


def invited_to_manage(to: Invited, name: str | None) -> Screen:
    """Somebody may be a manager; `name` is of the team that is handed over, if one is."""
    asked = _("Manage the team {team}?").format(team=name) if name else _("Manage a team on Say So?")
    text = paragraphs(
        bold(asked),
        plain(_("A manager invites staff, and sees only counts about the team: never who did what.")),
        plain(_("This link works once. If you do not want it, leave it alone.")),
    )
    yes = Button(_("Yes, I manage it"), TakeOver(to.code, to.ticket), Style.PRIMARY)
    return Screen(text, ((yes,), (Button(_("Maybe later"), Home()),)))


def join_first() -> Screen:
    """Somebody new has a link for a manager: Say So first, then the link."""
    text = paragraphs(
        bold(_("First join Say So yourself.")),
        plain(_("It takes a minute. Then open the link again: it still works, for one person and one time.")),
    )
    return Screen(text, ((Button(_("Start"), Welcome(), Style.PRIMARY),), (concern_button(),)))


def welcome_to_team(name: str) -> Screen:
    """The menu, and where one is now."""
    text = paragraphs(
        bold(_("You have joined, with the team {team}.").format(team=name)),
        plain(_("Your first card comes next. Use the keys below, or type what they say.")),
    )
    return Screen(text, menu=menu())


def my_team(team: tuple[int, str] | None) -> Screen:
    """The team that somebody is in, by number and name, if any."""
    settings, manage = Button(_("Settings"), Settings()), Button(_("I manage a service"), AskToManage())
    if team is None:
        text = paragraphs(
            bold(_("You are in no team.")),
            plain(_("If your service has one, ask your manager for the link, or scan the poster at work.")),
        )
        return Screen(text, ((settings,), (manage,)))
    number, name = team
    text = paragraphs(
        bold(_("Your team: {team}").format(team=name)),
        plain(_("Your manager cannot see that you are in it. They see counts only, never what you do.")),
        plain(_("You can leave at any time. Nobody is told, and you keep all that is yours.")),
        plain(_("To change to another team, open its link.")),
    )
    sees = Button(_("See what my manager sees"), TeamNumbers(number))
    leave = Button(_("Leave the team"), LeaveTeam())
    held = Button(_("Sessions held"), SessionLog(number))
    return Screen(text, ((sees,), (held,), (leave,), (settings,), (manage,)))
