"""Joining: three taps and one typed town, then the first card at once.

The message of the first taps becomes "Useful numbers" and is pinned, so that they stand at the top of the chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.handlers import practising
from bot.handlers.people import rhythm_changes, shift_changes
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.schedule import DEFAULT_RHYTHM
from bot.routes import (
    AskTown,
    ChooseArea,
    ChoosePack,
    ChooseShift,
    Join,
    Numbers,
    NumbersOf,
    OutsideEngland,
    SetArea,
    Settings,
    Shift,
    SkipTown,
    TownNotFound,
    Welcome,
)
from bot.screens import joining as screens
from storage.people import Changed, Joined, Person

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from content.contact_models import Area
    from storage.records import Record


@shows(Welcome)
async def welcome(visit: Visit, _route: Welcome) -> Screen:
    """The first screen."""
    return screens.welcome(list(visit.library.packs.values()))


@acts(ChoosePack)
async def choose_pack(visit: Visit, route: ChoosePack) -> Outcome:
    """Adults or children. A person who joined long ago pressed an old button: settings are where this is now."""
    if route.pack not in visit.library.packs:
        raise NotThereError
    if visit.joined is not None:
        return Outcome((Show(Settings(), visit.here),))
    records: tuple[Record, ...] = (
        Joined(newcomer(visit, route.pack)),
        Changed(visit.person_id, {"pack": str(route.pack)}),
    )
    return Outcome((Show(ChooseShift(route.pack), visit.here),), records)


def newcomer(visit: Visit, pack: str) -> Person:
    """Somebody on the way in, before the shifts are chosen."""
    rhythm = DEFAULT_RHYTHM[Shift.MIXED]
    return Person(
        id=visit.person_id,
        pack=pack,
        shift=str(Shift.MIXED),
        area=None,
        card_day=str(rhythm.day),
        card_minutes=rhythm.minutes,
        next_due_at=None,
        left_at=None,
        place=None,
        active_at=None,
        unanswered=0,
        every_weeks=1,
        away_until=None,
        pinned_message=None,
        joined_on=None,
        started_on=visit.today,
    )


@shows(ChooseShift)
async def choose_shift(visit: Visit, route: ChooseShift) -> Screen:
    """Which shifts?"""
    if route.pack not in visit.library.packs:
        raise NotThereError
    return screens.choose_shift(visit.library.packs[route.pack])


@acts(Join)
async def join(visit: Visit, route: Join) -> Outcome:
    """The shifts were chosen: the person has joined, and only the town is left."""
    if route.pack not in visit.library.packs:
        raise NotThereError
    if visit.joined is not None:
        return Outcome((Show(Settings() if visit.joined.area else AskTown(), visit.here),))
    changes = {
        "pack": str(route.pack),
        "joined_on": visit.today,
        **shift_changes(visit, route.shift),
        **rhythm_changes(visit, DEFAULT_RHYTHM[route.shift]),
    }
    records = (Joined(newcomer(visit, route.pack)), Changed(visit.person_id, changes))
    return Outcome((Show(Numbers(), visit.message_id, pins=True), Show(AskTown())), records)


@shows(AskTown)
async def ask_town(_visit: Visit, _route: AskTown) -> Screen:
    """Which town?"""
    return screens.ask_town()


@shows(ChooseArea)
async def choose_area(visit: Visit, route: ChooseArea) -> Screen:
    """Which of these areas?"""
    chosen = [_area(visit, area) for area in dict.fromkeys((route.first, route.second))]
    return screens.choose_area(chosen)


@shows(TownNotFound)
async def town_not_found(_visit: Visit, _route: TownNotFound) -> Screen:
    """No such place."""
    return screens.town_not_found()


@shows(OutsideEngland)
async def outside_england(visit: Visit, route: OutsideEngland) -> Screen:
    """A place in another nation. Who has an area need not be asked for one again."""
    joining = visit.person is not None and visit.person.area is None
    return screens.outside_england(route.nation.replace("-", " ").title(), joining=joining)


@acts(SetArea)
async def set_area(visit: Visit, route: SetArea) -> Outcome:
    """The council area was chosen. Before joining it is only shown: nothing is kept about who asks."""
    area = _area(visit, route.area)
    if visit.joined is None:
        return Outcome((Show(NumbersOf(ContentId(area.id)), visit.here),))
    return await _settled(visit, (Changed(visit.person_id, {"area": area.id}),))


@acts(SkipTown)
async def skip_town(visit: Visit, _route: SkipTown) -> Outcome:
    """No town for now."""
    if visit.joined is None:
        return Outcome((Show(Welcome(), visit.here),))
    return await _settled(visit, ())


async def _settled(visit: Visit, records: tuple[Record, ...]) -> Outcome:
    """After the town: the first card for a newcomer, the settings for everyone else."""
    person = visit.member
    refreshed = [Show(Numbers(), person.pinned_message)] if person.pinned_message and records else []
    if await practising.has_met_any(visit):
        return Outcome((*refreshed, Show(Settings(), visit.here)), records)
    first = practising.card_or_nothing(await practising.deal_next(visit))
    return Outcome((*refreshed, Show(first, visit.here)), records, dealt=True)


def _area(visit: Visit, area_id: str) -> Area:
    area = visit.library.contacts.area(area_id)
    if area is None:
        raise NotThereError
    return area
