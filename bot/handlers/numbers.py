"""Whom to ring, for this person, place and hour. Looking is recorded for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.visit import NotThereError, Visit, shows
from bot.routes import Concern, ConcernDoor, Numbers, NumbersOf, TypeTown, WhichNumbers
from bot.screens import concern as concern_screens
from bot.screens import numbers as screens
from bot.screens.numbers import Lines
from content.contacts import National
from content.lines import Subject, national_ring, whom_to_ring

if TYPE_CHECKING:
    from bot.screens.screen import Markup, Screen
    from content.contact_models import Area

ADVICE = (National.PROTECT, National.CQC, National.NSPCC)


def subject_of(visit: Visit) -> Subject:
    """Whom the person cares for, by her pack."""
    return Subject.CHILD if visit.pack.id == "children" else Subject.ADULT


def lines_for(visit: Visit, area: Area | None) -> Lines:
    """The lines of an area at this moment."""
    contacts = visit.library.contacts
    return Lines(
        area=area,
        adult=whom_to_ring(contacts, area, Subject.ADULT, visit.now),
        child=whom_to_ring(contacts, area, Subject.CHILD, visit.now),
        advice=[national_ring(contacts, which, visit.now) for which in ADVICE],
        at=visit.now,
        zone=visit.zone,
    )


def own_lines(visit: Visit) -> Lines:
    """The lines of the person's own area, or the national ones."""
    area = visit.person.area if visit.person else None
    return lines_for(visit, visit.library.contacts.area(area) if area else None)


def tell_line(visit: Visit) -> Markup:
    """Whom to tell, in one line."""
    return screens.tell(own_lines(visit), subject_of(visit))


@shows(Numbers)
async def numbers(visit: Visit, _route: Numbers) -> Screen:
    """Useful numbers of the person's own area."""
    return screens.numbers(own_lines(visit), own=True)


@shows(NumbersOf)
async def numbers_of(visit: Visit, route: NumbersOf) -> Screen:
    """Useful numbers of a certain area."""
    area = visit.library.contacts.area(route.area)
    if area is None:
        raise NotThereError
    own = visit.person is None or visit.person.area == area.id
    return screens.numbers(lines_for(visit, area), own=own)


@shows(Concern)
async def concern(visit: Visit, _route: Concern) -> Screen:
    """The first screen of the guide."""
    return concern_screens.concern(visit.library.concern, own_lines(visit))


@shows(ConcernDoor)
async def door(visit: Visit, route: ConcernDoor) -> Screen:
    """One of the four doors."""
    opened = next((door for door in visit.library.concern.doors if door.id == route.door), None)
    if opened is None:
        raise NotThereError
    return concern_screens.door(opened, own_lines(visit), subject_of(visit))


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
