"""Changing how Say So comes to a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.handlers.people import away_until, next_card, rhythm_changes, rhythm_of, shift_changes
from bot.handlers.rhythms import hours_that_follow, times_now
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.later import back_at
from bot.routes import (
    AskAway,
    AskDay,
    AskHour,
    AskPack,
    AskShift,
    GoOn,
    HolidaysOff,
    HolidaysOn,
    ResumeNudges,
    SetAway,
    SetDay,
    SetHour,
    SetOften,
    SetPack,
    SetShift,
    Settings,
    Shift,
    StopNudges,
    Welcome,
)
from bot.screens import settings as screens
from storage.nudges import Kind, Lapsed
from storage.people import Changed

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.screens.screen import Screen

MINUTES_A_DAY = 24 * 60
OFTEN = (1, 2)  # weeks


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
        every_weeks=rhythm.every_weeks,
        next_due=person.next_due_at,
        away_until=away_until(visit),
        pages=await times_now(visit, Kind.EXCERPT),
        reading=await times_now(visit, Kind.TEN_MINUTES),
        skips_holidays=bool(person.skips_holidays),
        languages=len(visit.languages) > 1,
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
    rhythm = replace(rhythm_of(visit.member), day=route.day)
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
    rhythm = replace(rhythm_of(visit.member), minutes=route.minutes)
    return _changed(visit, rhythm_changes(visit, rhythm))


@shows(AskShift)
async def ask_shift(visit: Visit, _route: AskShift) -> Screen:
    """Which shifts?"""
    _ = visit.member
    return screens.ask_shift()


@acts(SetShift)
async def set_shift(visit: Visit, route: SetShift) -> Outcome:
    """The shifts were chosen. Hours that were never touched follow them."""
    _ = visit.member
    outcome = _changed(visit, shift_changes(visit, route.shift))
    return Outcome(outcome.shows, (*outcome.records, *await hours_that_follow(visit, route.shift)))


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
    return _quiet(visit, {"next_due_at": None, "away_until": None}, Settings())


def _quiet(visit: Visit, changes: dict[str, Any], to: Route) -> Outcome:
    """Nothing comes for now, and what waits already lapses."""
    outcome = _changed(visit, changes, to)
    return Outcome(outcome.shows, (*outcome.records, Lapsed(visit.person_id)))


@acts(AskAway)
async def go_to_ask_away(visit: Visit, _route: AskAway) -> Outcome:
    """The pause, for those who joined; whoever has not is sent nothing anyway."""
    return Outcome((Show(AskAway() if visit.joined else Welcome(), visit.here),))


@shows(AskAway)
async def ask_away(visit: Visit, _route: AskAway) -> Screen:
    """For how long, or until when?"""
    return screens.ask_away(visit.member.next_due_at, away_until(visit), visit.zone)


@acts(SetAway)
async def set_away(visit: Visit, route: SetAway) -> Outcome:
    """Nothing comes by itself until then. Where cards are off they stay off: stopping is more than being away."""
    person = visit.member
    if person.next_due_at is None:
        return Outcome((Show(AskAway(), visit.here),))
    until = back_at(route.absence, visit.now, visit.zone)
    next_due_at = next_card(rhythm_of(person), visit, until)
    return _quiet(visit, {"away_until": until, "next_due_at": next_due_at}, AskAway())


@shows(GoOn)
async def go_on(visit: Visit, _route: GoOn) -> Screen:
    """Keep, fewer, or stop?"""
    _ = visit.member
    return screens.go_on()


@acts(SetOften)
async def set_often(visit: Visit, route: SetOften) -> Outcome:
    """A card every week or every other; they come again if they had stopped."""
    if route.weeks not in OFTEN:
        raise NotThereError
    rhythm = replace(rhythm_of(visit.member), every_weeks=route.weeks)
    return _changed(visit, rhythm_changes(visit, rhythm))


@acts(ResumeNudges)
async def resume_nudges(visit: Visit, _route: ResumeNudges) -> Outcome:
    """Weekly cards come again, from now on: what would have come meanwhile does not."""
    if visit.joined is None:
        return Outcome((Show(Welcome(), visit.here),))
    next_due_at = next_card(rhythm_of(visit.joined), visit, away=None)
    return _changed(visit, {"away_until": None, "next_due_at": next_due_at})


@acts(HolidaysOff)
async def holidays_off(visit: Visit, _route: HolidaysOff) -> Outcome:
    """No card on a bank holiday."""
    _ = visit.member
    return _changed(visit, {"skips_holidays": 1})


@acts(HolidaysOn)
async def holidays_on(visit: Visit, _route: HolidaysOn) -> Outcome:
    """Cards on bank holidays too."""
    _ = visit.member
    return _changed(visit, {"skips_holidays": None})


def _changed(visit: Visit, changes: dict[str, Any], to: Route | None = None) -> Outcome:
    return Outcome((Show(to or Settings(), visit.here),), (Changed(visit.person_id, changes),))
