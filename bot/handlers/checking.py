"""Dialling the telephone lines one by one, for owners only: each handler looks whether it is one who asks.

What is found is recorded by role, never by name or id. Only an owner takes a number out of use.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import (
    CheckLine,
    CheckNext,
    CheckNumbers,
    Demote,
    FindOut,
    Found,
    OutOfUse,
    Restore,
)
from bot.screens import checking as screens
from bot.screens.checking import Finding, Report
from content import contacts_known
from content.contacts_known import find, is_overdue, mark_of, parts
from storage import contact_checks, number_reports, people
from storage.contact_checks import Checked, Demoted, Restored

if TYPE_CHECKING:
    from datetime import date

    from bot.callback_data import Route
    from bot.screens.screen import Screen
    from content.contacts import Contacts, Entry
    from storage.store import Transaction

ROLE = "owner"
WEEK = timedelta(days=6)  # before today
TELLS = {Found.OTHER, Found.WRONG}  # after these there is something to decide about the same line


async def daily_list(transaction: Transaction, contacts: Contacts, since: date) -> Screen | None:
    """What the owners are told: which numbers were said not to work on this day and after; None if none was."""
    reports = await _reports(transaction, contacts, since)
    return screens.daily_list(reports) if reports else None


@shows(CheckNumbers)
async def check_numbers(visit: Visit, _route: CheckNumbers) -> Screen:
    """What there is to do."""
    _only_owners(visit)
    contacts, today = visit.library.contacts, visit.today
    reports = await _reports(visit.transaction, contacts, today - WEEK)
    lines, overdue = contacts_known.to_dial(contacts), contacts_known.overdue(contacts, visit.known, today)
    return screens.check_numbers(len(lines), len(overdue), reports, len(visit.known.withheld))


@acts(CheckNext)
async def check_next(visit: Visit, route: CheckNext) -> Outcome:
    """The next line that is to be dialled."""
    _only_owners(visit)
    following = await _following(visit, route.area, route.line)
    return Outcome((Show(following, visit.here),))


@shows(CheckLine)
async def check_line(visit: Visit, route: CheckLine) -> Screen:
    """One line."""
    entry, mark = _entry(visit, route.area, route.line)
    findings = await contact_checks.findings(visit.transaction)
    mine = [Finding(Found(one.found), one.checked_on) for one in findings if one.number == mark]
    return screens.check_line(entry, mine[-1] if mine else None, withheld=entry.id in visit.known.withheld)


@acts(FindOut)
async def find_out(visit: Visit, route: FindOut) -> Outcome:
    """Something was found."""
    entry, mark = _entry(visit, route.area, route.line)
    record = Checked(entry.id, mark, visit.today, ROLE, str(route.found))
    stays = CheckLine(route.area, route.line)
    to = stays if route.found in TELLS else await _following(visit, route.area, route.line)
    return Outcome((Show(to, visit.here),), (record,))


@acts(Demote)
async def demote(visit: Visit, route: Demote) -> Outcome:
    """Take the number out of use."""
    entry, mark = _entry(visit, route.area, route.line)
    show = Show(CheckLine(route.area, route.line), visit.here)
    return Outcome((show,), (Demoted(entry.id, mark, visit.today),))


@acts(Restore)
async def restore(visit: Visit, route: Restore) -> Outcome:
    """Put the number back into use."""
    _line, mark = _entry(visit, route.area, route.line)
    return Outcome((Show(CheckLine(route.area, route.line), visit.here),), (Restored(mark),))


@shows(OutOfUse)
async def out_of_use(visit: Visit, _route: OutOfUse) -> Screen:
    """What is out of use."""
    _only_owners(visit)
    return screens.out_of_use(
        [one for one in visit.library.contacts.entries if one.id in visit.known.withheld]
    )


async def _reports(transaction: Transaction, contacts: Contacts, since: date) -> list[Report]:
    counts = await number_reports.since(transaction, since)
    found = ((contacts.entry(line), times) for line, times in counts.items())
    return [Report(entry, times) for entry, times in found if entry and entry.line.unchecked_phone]


async def _following(visit: Visit, area: str, line: str) -> Route:
    """The next line that is to be dialled; first those of areas where people are."""
    contacts = visit.library.contacts
    lines = contacts_known.in_order(contacts, await people.areas(visit.transaction))
    here = find(contacts, area, line)
    for entry in contacts_known.after(lines, here.id if here else ""):
        if is_overdue(entry, visit.known, visit.today):
            where, name = parts(entry)
            return CheckLine(ContentId(where), ContentId(name))
    return CheckNumbers()


def _only_owners(visit: Visit) -> None:
    if not visit.owner:
        raise NotThereError


def _entry(visit: Visit, area: str, line: str) -> tuple[Entry, str]:
    """A line and the mark of its number, for an owner."""
    _only_owners(visit)
    entry = find(visit.library.contacts, area, line)
    mark = mark_of(entry.line) if entry else None
    if entry is None or mark is None:
        raise NotThereError
    return entry, mark
