"""Whom to ring, for this person, place and hour. Looking is recorded for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import (
    DidNotWork,
    Numbers,
    NumbersOf,
    RenewedNumbers,
    SaveNumbers,
    SecondWay,
    TypeTown,
    WhichNumbers,
)
from bot.screens import numbers as screens
from bot.screens import second_way as second_way_screens
from bot.screens.number_buttons import POLICE
from bot.screens.numbers import Lines
from bot.screens.own_lead import OwnLead, own_lead
from bot.screens.screen import Way
from content.contact_models import is_same_number
from content.contacts import National
from content.contacts_known import find
from content.lines import Subject, national_ring, whom_to_ring
from storage.number_reports import Reported

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.screens.screen import Markup, Screen
    from content.contact_models import Area
    from content.contacts import Entry
    from content.ring import Ring

ADVICE = (National.PROTECT, National.CQC, National.NSPCC)
ADVICE_ABOUT = {
    Subject.ADULT: (National.PROTECT, National.CQC),
    Subject.CHILD: (National.PROTECT, National.NSPCC),
}
CHILDREN_ONLY = frozenset({National.NSPCC, National.CHILDLINE, National.OFSTED})
MOST_WAYS = 3

# Themes in which the manager is the one whom it is about, or who punishes.
ABOUT_THE_MANAGER = frozenset({"manager-problem", "reprisal"})


def subject_of(visit: Visit) -> Subject:
    """Whom the person cares for, by her pack."""
    return Subject.CHILD if visit.pack.id == "children" else Subject.ADULT


def lines_for(visit: Visit, area: Area | None) -> Lines:
    """The lines of an area at this moment."""
    contacts = visit.library.contacts
    return Lines(
        area=area,
        adult=whom_to_ring(contacts, area, Subject.ADULT, visit.now, visit.known),
        child=whom_to_ring(contacts, area, Subject.CHILD, visit.now, visit.known),
        advice=national(visit, ADVICE),
        at=visit.now,
        zone=visit.zone,
    )


def national(visit: Visit, wanted: Iterable[National]) -> list[Ring]:
    """National lines at this moment."""
    contacts = visit.library.contacts
    return [national_ring(contacts, which, visit.now, visit.known) for which in wanted]


def own_area(visit: Visit) -> Area | None:
    """The person's own area, if she has set one."""
    area = visit.person.area if visit.person else None
    return visit.library.contacts.area(area) if area else None


def own_lines(visit: Visit) -> Lines:
    """The lines of the person's own area, or the national ones."""
    return lines_for(visit, own_area(visit))


def tell_line(visit: Visit, theme: str | None = None) -> Markup:
    """Whom to tell, in one line: not the manager, where `theme` is about her.

    It stands under every answer, so only what it says is worked out for it.
    """
    area, subject = own_area(visit), subject_of(visit)
    rings = whom_to_ring(visit.library.contacts, area, subject, visit.now, visit.known)
    lines = Lines(area, rings, rings, (), visit.now, visit.zone)
    return screens.tell(lines, subject, above=theme in ABOUT_THE_MANAGER)


@shows(Numbers)
async def numbers(visit: Visit, _route: Numbers) -> Screen:
    """Useful numbers of the person's own area."""
    return screens.numbers(own_lines(visit), own=True, owner=visit.owner, lead=await _own_lead(visit))


@shows(RenewedNumbers)
async def renewed(visit: Visit, _route: RenewedNumbers) -> Screen:
    """The same, in the pinned message and nowhere else."""
    lead = await _own_lead(visit)
    return screens.numbers(own_lines(visit), own=True, owner=visit.owner, way=Way.RENEWED, lead=lead)


async def _own_lead(visit: Visit) -> Markup | None:
    """The own lead of the team that the person is in, to stand below the council's lines."""
    team = await visit.own_team()
    return own_lead(OwnLead(team.lead.name, team.lead.phone)) if team and team.lead else None


@shows(NumbersOf)
async def numbers_of(visit: Visit, route: NumbersOf) -> Screen:
    """Useful numbers of a certain area."""
    area = _area(visit, route.area)
    return screens.numbers(lines_for(visit, area), own=_is_own(visit, area), owner=visit.owner)


@acts(DidNotWork)
async def did_not_work(visit: Visit, route: DidNotWork) -> Outcome:
    """A number did not work: count it, for nobody, and show another way at once."""
    entry = _entry(visit, route.area, route.line)
    return Outcome((Show(SecondWay(route.area, route.line), visit.here),), (Reported(entry.id, visit.today),))


@shows(SecondWay)
async def second_way(visit: Visit, route: SecondWay) -> Screen:
    """Whom to ring instead."""
    entry = _entry(visit, route.area, route.line)
    lines_now = lines_for(visit, entry.area or own_area(visit))
    subject = _subject_of_line(visit, entry, route.line)
    rings = [*lines_now.about(subject), *national(visit, ADVICE_ABOUT[subject])]
    others = [ring for ring in rings if not is_same_number(ring.phone, entry.line.phone)]
    instead = {ring.dial: ring for ring in reversed(others) if ring.phone and ring.label not in POLICE}
    return second_way_screens.second_way(lines_now, entry.line.web, [*instead.values()][::-1][:MOST_WAYS])


def _subject_of_line(visit: Visit, entry: Entry, name: str) -> Subject:
    """Whom a line is for. One of all England that is for both is taken as for whom the person cares for."""
    if entry.area is not None:
        return Subject.CHILD if name.startswith(("children", "lado")) else Subject.ADULT
    return Subject.CHILD if name in CHILDREN_ONLY else subject_of(visit)


@shows(SaveNumbers)
async def save(visit: Visit, route: SaveNumbers) -> Screen:
    """An area's numbers as a contact."""
    lines_now = lines_for(visit, _area(visit, route.area))
    contact = second_way_screens.phone_contact(lines_now)
    if contact is None:
        raise NotThereError
    return second_way_screens.saved(lines_now, contact)


def _area(visit: Visit, area_id: str) -> Area:
    area = visit.library.contacts.area(area_id)
    if area is None:
        raise NotThereError
    return area


def _entry(visit: Visit, area: str, line: str) -> Entry:
    """A line that has a number which may be shown."""
    entry = find(visit.library.contacts, area, line)
    if entry is None or entry.line.phone is None:
        raise NotThereError
    return entry


def _is_own(visit: Visit, area: Area) -> bool:
    return visit.person is None or visit.person.area == area.id


@shows(TypeTown)
async def type_town(_visit: Visit, _route: TypeTown) -> Screen:
    """Whose numbers?"""
    return screens.type_town()


@shows(WhichNumbers)
async def which(visit: Visit, route: WhichNumbers) -> Screen:
    """Which of these areas?"""
    areas = [visit.library.contacts.area(area) for area in dict.fromkeys((route.first, route.second))]
    found = [area for area in areas if area is not None]
    if not found:
        raise NotThereError
    return screens.which(found)
