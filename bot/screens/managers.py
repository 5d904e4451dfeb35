"""Becoming a manager, and what owners see and decide. An owner knows managers by letters and teams only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    ApproveRole,
    AskCloseTeam,
    AskTakeRole,
    GoToTeam,
    Governance,
    Help,
    MakeHandOver,
    MakeManagerLink,
    Managers,
    RefuseRole,
    RequestRole,
    RoleRequest,
    Settings,
    Status,
    StopManaging,
    TakeRole,
    TeamAlone,
    WhatWasDone,
)
from bot.screens.screen import Button, Screen, Style, bold, lines, paragraphs, plain
from bot.screens.times import in_full, moment
from bot.words import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.screens.screen import Markup

A_PAGE = 8  # managers


@dataclass(frozen=True)
class Asking:
    """What somebody has asked. `again_from` is the day from which she may ask again, after a refusal."""

    reference: str
    asked_on: date
    again_from: date | None


@dataclass(frozen=True)
class ManagerInWords:
    """A manager, as an owner sees one."""

    reference: str
    since: date
    teams: tuple[str, ...]


def ask_to_manage(asking: Asking | None, *, anybody: bool) -> Screen:
    """What a manager is, and what has become of asking. `anybody` is whether there is an owner to agree."""
    text = paragraphs(
        bold(_("I manage a service")),
        plain(_("A manager makes a team, invites staff by a link, and sees only counts about the team.")),
        *_what_became(asking, anybody=anybody),
    )
    may_ask = asking is None and anybody
    ask = [(Button(_("Ask to be a manager"), RequestRole(), Style.PRIMARY),)] if may_ask else []
    papers = Button(_("Privacy papers"), Governance())
    return Screen(text, (*ask, (papers,), (Button(_("Settings"), Settings()), Button(_("Help"), Help()))))


def _what_became(asking: Asking | None, *, anybody: bool) -> list[Markup]:
    if not anybody:
        return [plain(_("Nobody is named yet who could agree. Ask the person who runs this bot."))]
    if asking is None:
        return [
            plain(_("The person who runs Say So must agree first. They see neither your name nor your id.")),
            plain(_("You get six letters. Tell them the letters, so that they know it is you.")),
        ]
    if asking.again_from is not None:
        said = _("The person who runs Say So did not agree this time. You can ask again from {day}.")
        return [plain(said.format(day=in_full(asking.again_from)))]
    return [
        plain(_("You asked on {day}. Your letters are:").format(day=in_full(asking.asked_on))),
        bold(asking.reference.upper()),
        plain(_("Tell them to the person who runs Say So. You get a message here when they agree.")),
    ]


def role_request(reference: str, asked_at: datetime, zone: ZoneInfo) -> Screen:
    """Somebody asks to be a manager."""
    text = paragraphs(
        bold(_("Somebody asks to be a manager")),
        plain(_("Letters: {letters}").format(letters=reference.upper())),
        plain(_("Asked on {moment}.").format(moment=moment(asked_at, zone))),
        plain(_("Agree only if somebody you know has told you these letters.")),
    )
    yes = Button(_("Approve"), ApproveRole(ContentId(reference)), Style.SUCCESS)
    no = Button(_("Refuse"), RefuseRole(ContentId(reference)), Style.DANGER)
    return Screen(text, ((yes, no), (_all_managers(),)))


def role_decided(reference: str, *, agreed: bool) -> Screen:
    """What became of it."""
    said = (
        _("{letters} is a manager now, and was told so.")
        if agreed
        else _("{letters} is not a manager. Nothing is open about it any more.")
    )
    return Screen(plain(said.format(letters=reference.upper())), ((_all_managers(),),))


def role_taken() -> Screen:
    """An owner has taken the role away."""
    text = paragraphs(
        plain(_("You are not a manager on Say So any more. The person who runs it has ended that.")),
        plain(_("Your own cards and pages stay as they are.")),
    )
    return Screen(text, ((Button(_("Settings"), Settings()), Button(_("Help"), Help())),))


def ask_stop(alone: int) -> Screen:
    """Ask once before a manager gives up the role. `alone` are the teams that nobody else manages."""
    left = _n(
        "{count} team has no other manager. It goes on, and the person who runs Say So is told.",
        "{count} teams have no other manager. They go on, and the person who runs Say So is told.",
        alone,
    ).format(count=alone)
    text = paragraphs(
        bold(_("Stop being a manager?")),
        plain(_("You lose all your teams at once. Your own cards and pages stay.")),
        plain(left if alone else ""),
    )
    yes = Button(_("Yes, stop"), StopManaging(), Style.DANGER)
    return Screen(text, ((yes,), (Button(_("No, stay"), GoToTeam()),)))


def managers(
    page: int, found: Sequence[ManagerInWords], asking: Sequence[str], alone: Sequence[tuple[int, str]]
) -> Screen:
    """All managers, a page at a time; who asks to be one; the teams that nobody manages, by number and name."""
    here = found[page * A_PAGE : (page + 1) * A_PAGE]
    count = _n("{count} manager", "{count} managers", len(found)).format(count=len(found))
    text = paragraphs(bold(count), lines(*(plain(_in_a_line(one)) for one in here)))
    on = [(Button(_("More managers"), Managers(page + 1)),)] if len(found) > (page + 1) * A_PAGE else []
    rows = (
        *((Button(_asks(letters), RoleRequest(ContentId(letters))),) for letters in asking[:A_PAGE]),
        *(
            (Button(_("No manager: {team}").format(team=name), TeamAlone(team)),)
            for team, name in alone[:A_PAGE]
        ),
        *((_take(one.reference),) for one in here),
        *on,
        (Button(_("Make a link for a manager"), MakeManagerLink(), Style.PRIMARY),),
        (Button(_("What was done"), WhatWasDone()), Button(_("Status"), Status())),
    )
    return Screen(text, rows)


def _in_a_line(manager: ManagerInWords) -> str:
    named = ", ".join(manager.teams[:3]) or _("no team yet")
    more = _(" and more") if len(manager.teams) > 3 else ""  # noqa: PLR2004 - three names fit a line
    return _("{letters}, since {day}: {teams}").format(
        letters=manager.reference.upper(), day=in_full(manager.since), teams=f"{named}{more}"
    )


def _asks(letters: str) -> str:
    return _("Asks: {letters}").format(letters=letters.upper())


def _take(letters: str) -> Button:
    return Button(_("Take away {letters}").format(letters=letters.upper()), AskTakeRole(ContentId(letters)))


def ask_take(manager: ManagerInWords) -> Screen:
    """Ask once before the role is taken away."""
    text = paragraphs(
        bold(_("Take this manager’s role away?")),
        plain(_in_a_line(manager)),
        plain(_("They lose all teams at once, and are told so. The teams go on.")),
    )
    yes = Button(_("Yes, take it away"), TakeRole(ContentId(manager.reference)), Style.DANGER)
    return Screen(text, ((yes,), (Button(_("No, keep it"), Managers(0)),)))


def team_alone(team: int, name: str) -> Screen:
    """A team that nobody manages."""
    text = paragraphs(
        bold(_("{team} has no manager").format(team=name)),
        plain(_("The people in it keep their cards, their area and the team’s own lead.")),
        plain(_("Give a link to somebody who will manage it, or close the team.")),
    )
    share = Button(_("Make a link for a manager"), MakeHandOver(team), Style.PRIMARY)
    close = Button(_("Close the team"), AskCloseTeam(team))
    return Screen(text, ((share,), (close,), (_all_managers(),)))


def _all_managers() -> Button:
    return Button(_("All managers"), Managers(0))
