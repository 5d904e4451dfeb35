"""Changing how Say So comes to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.handlers.people import rhythm_changes, rhythm_of, shift_changes
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.schedule import Rhythm
from bot.routes import (
    AskDay,
    AskHour,
    AskPack,
    AskShift,
    ResumeNudges,
    SetDay,
    SetHour,
    SetPack,
    SetShift,
    Settings,
    Shift,
    StopNudges,
    Welcome,
)
from bot.screens import settings as screens
from storage.nudges import Lapsed
from storage.people import Changed

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.screens.screen import Screen

MINUTES_A_DAY = 24 * 60


@shows(Settings)
async def settings(visit: Visit, _route: Settings) -> Screen:
    """What there is to change."""
    person = visit.member
    rhythm = rhythm_of(person)
    area = visit.library.contacts.area(person.area) if person.area else None
    chosen = screens.Chosen(
        pack=visit.library.packs[person.pack],
        area=area.name if area else None,
        shift=Shift(person.shift),
        day=rhythm.day,
        minutes=rhythm.minutes,
        next_due=person.next_due_at,
    )
    return screens.settings(chosen, visit.zone)


@shows(AskDay)
async def ask_day(visit: Visit, _route: AskDay) -> Screen:
    """Which day?"""
    _ = visit.member
    return screens.ask_day()


@acts(SetDay)
async def set_day(visit: Visit, route: SetDay) -> Outcome:
    """The day was chosen; the hour comes next."""
    rhythm = Rhythm(route.day, visit.member.card_minutes)
    return _changed(visit, rhythm_changes(visit, rhythm), AskHour())


@shows(AskHour)
async def ask_hour(visit: Visit, _route: AskHour) -> Screen:
    """At which hour?"""
    return screens.ask_hour(rhythm_of(visit.member).day)


@acts(SetHour)
async def set_hour(visit: Visit, route: SetHour) -> Outcome:
    """The hour was chosen; the settings show the next date in words."""
    if route.minutes >= MINUTES_A_DAY:
        raise NotThereError
    rhythm = Rhythm(rhythm_of(visit.member).day, route.minutes)
    return _changed(visit, rhythm_changes(visit, rhythm))


@shows(AskShift)
async def ask_shift(visit: Visit, _route: AskShift) -> Screen:
    """Which shifts?"""
    _ = visit.member
    return screens.ask_shift()


@acts(SetShift)
async def set_shift(visit: Visit, route: SetShift) -> Outcome:
    """The shifts were chosen."""
    _ = visit.member
    return _changed(visit, shift_changes(visit, route.shift))


@shows(AskPack)
async def ask_pack(visit: Visit, _route: AskPack) -> Screen:
    """Which pack?"""
    _ = visit.member
    return screens.ask_pack(list(visit.library.packs.values()))


@acts(SetPack)
async def set_pack(visit: Visit, route: SetPack) -> Outcome:
    """The pack was chosen."""
    _ = visit.member
    if route.pack not in visit.library.packs:
        raise NotThereError
    return _changed(visit, {"pack": str(route.pack)})


@acts(StopNudges)
async def stop_nudges(visit: Visit, _route: StopNudges) -> Outcome:
    """Nothing comes by itself any more, not even what was on its way."""
    if visit.joined is None:
        return Outcome((Show(Welcome(), visit.here),))
    person = visit.joined
    outcome = _changed(visit, {"next_due_at": None})
    return Outcome(outcome.shows, (*outcome.records, Lapsed(person.id)))


@acts(ResumeNudges)
async def resume_nudges(visit: Visit, _route: ResumeNudges) -> Outcome:
    """Weekly cards come again."""
    return _changed(visit, rhythm_changes(visit, rhythm_of(visit.member)))


def _changed(visit: Visit, changes: dict[str, Any], to: Route | None = None) -> Outcome:
    return Outcome((Show(to or Settings(), visit.here),), (Changed(visit.person_id, changes),))
