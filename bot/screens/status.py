"""How the service does, for its owners: counts of everybody together, and what needs looking after.

Nothing here is about one person, and a small number of people is not told exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.routes import CheckNumbers, Managers, Status, WherePeopleStop
from bot.screens.screen import Button, Screen, bold, lines, paragraphs, plain
from bot.screens.times import in_full, moment
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.screens.screen import Markup

FEWEST = 5  # people, to be told how many


@dataclass(frozen=True)
class Counts:
    """What there is to tell. `last_backup` is None if there is none; `backups` is whether any are made."""

    people: int
    teams: int
    managers: int
    teams_alone: int
    asking: int
    due: int
    replies: int
    sent_today: int
    unknown: int
    backups: bool
    last_backup: date | None
    unchecked_lines: int
    unsigned_items: int


@dataclass(frozen=True)
class Line:
    """One line of the audit, in words. `team` is a name, or None for no team; of one that is gone it is empty."""

    act: str
    role: str
    team: str | None
    at: datetime


def status(counts: Counts, at: datetime, zone: ZoneInfo) -> Screen:
    """All of it on one screen."""
    text = paragraphs(
        bold(_("Status")),
        lines(
            plain(_people(counts.people)),
            plain(
                _("Teams: {count}. Managers: {managers}.").format(
                    count=counts.teams, managers=counts.managers
                )
            ),
            plain(
                _("Teams with no manager: {count}. Asking to be a manager: {asking}.").format(
                    count=counts.teams_alone, asking=counts.asking
                )
            ),
        ),
        _outbox(counts),
        lines(
            plain(_backup(counts)),
            plain(_("Phone lines to be rung: {count}.").format(count=counts.unchecked_lines)),
            plain(_("Items that nobody has signed off: {count}.").format(count=counts.unsigned_items)),
        ),
        plain(_("As of {moment}.").format(moment=moment(at, zone))),
    )
    again = Button(_("Look again"), Status())
    stops = Button(_("Where people stop"), WherePeopleStop())
    return Screen(
        text,
        (
            (again, stops),
            (Button(_("All managers"), Managers(0)), Button(_("Check numbers"), CheckNumbers())),
        ),
    )


def _people(number: int) -> str:
    if number < FEWEST:
        return _("Fewer than five people have joined.")
    return _("People who have joined: {count}.").format(count=number)


def _outbox(counts: Counts) -> Markup:
    return lines(
        plain(
            _("Outbox: {due} due now, {replies} replies wait.").format(due=counts.due, replies=counts.replies)
        ),
        plain(
            _("Sent today: {sent}. Not known if they came: {unknown}.").format(
                sent=counts.sent_today, unknown=counts.unknown
            )
        ),
    )


def _backup(counts: Counts) -> str:
    if not counts.backups:
        return _("No nightly backup is set up.")
    if counts.last_backup is None:
        return _("There is no backup yet.")
    return _("Last backup: {day}.").format(day=in_full(counts.last_backup))


def what_was_done(done: Sequence[Line], zone: ZoneInfo) -> Screen:
    """The last lines of the audit, newest first. By role, never by whom."""
    said = [plain(_line(one, zone)) for one in done] or [plain(_("Nothing yet."))]
    text = paragraphs(bold(_("What was done about teams")), lines(*said))
    return Screen(text, ((Button(_("All managers"), Managers(0)), Button(_("Status"), Status())),))


def _line(one: Line, zone: ZoneInfo) -> str:
    when = moment(one.at, zone)
    if one.team is None:
        return _("{when}, by the {role}: {act}").format(when=when, role=one.role, act=one.act)
    team = one.team or _("a team that is closed")
    return _("{when}, by the {role}: {act} ({team})").format(when=when, role=one.role, act=one.act, team=team)
