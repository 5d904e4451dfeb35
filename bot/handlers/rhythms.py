"""Choosing what comes beside the weekly card, and all of it less often."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.handlers.people import chosen, rhythm_changes, rhythm_of, times_of
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.often import days_of, fewer, often_of
from bot.learning.schedule import DEFAULT_RHYTHM, Times
from bot.routes import (
    AskPages,
    AskReadingTime,
    AskRhythmHour,
    Fewer,
    NoReadingTime,
    Often,
    Pushed,
    SetPages,
    SetReadingTime,
    SetRhythmHour,
    Settings,
    Shift,
    Welcome,
)
from bot.screens import rhythms as screens
from storage import rhythms
from storage.nudges import Kind
from storage.people import Changed
from storage.rhythms import RhythmEnded

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from storage.records import Record

KINDS = {Pushed.PAGE: Kind.EXCERPT, Pushed.TEN_MINUTES: Kind.TEN_MINUTES}
FEWEST_WEEKS = 2  # between two cards
MINUTES_A_DAY = 24 * 60


async def times_now(visit: Visit, kind: Kind) -> Times | None:
    """When this comes to her; None: it does not."""
    row = (await rhythms.of_person(visit.transaction, visit.member.id)).get(kind)
    return None if row is None else times_of(row)


@shows(AskPages)
async def ask_pages(visit: Visit, _route: AskPages) -> Screen:
    """How often should a page come by itself?"""
    return screens.ask_pages(await times_now(visit, Kind.EXCERPT))


@acts(SetPages)
async def set_pages(visit: Visit, route: SetPages) -> Outcome:
    """How often was chosen. At first they come at the hour of the card."""
    person = visit.member
    if route.often is Often.OFF:
        return Outcome((Show(AskPages(), visit.here),), (RhythmEnded(person.id, Kind.EXCERPT),))
    now = await times_now(visit, Kind.EXCERPT)
    card = rhythm_of(person)
    times = Times(days_of(route.often, card.day), now.minutes if now else card.minutes)
    return _chosen(visit, Kind.EXCERPT, times, AskPages() if now else AskRhythmHour(Pushed.PAGE))


@shows(AskReadingTime)
async def ask_reading_time(visit: Visit, _route: AskReadingTime) -> Screen:
    """On which day does she set time aside?"""
    return screens.ask_reading_time(await times_now(visit, Kind.TEN_MINUTES))


@acts(SetReadingTime)
async def set_reading_time(visit: Visit, route: SetReadingTime) -> Outcome:
    """The day was chosen; the hour comes next."""
    now = await times_now(visit, Kind.TEN_MINUTES)
    minutes = now.minutes if now else rhythm_of(visit.member).minutes
    return _chosen(visit, Kind.TEN_MINUTES, Times((route.day,), minutes), AskRhythmHour(Pushed.TEN_MINUTES))


@acts(NoReadingTime)
async def no_reading_time(visit: Visit, _route: NoReadingTime) -> Outcome:
    """No time is set aside any more."""
    return Outcome((Show(AskReadingTime(), visit.here),), (RhythmEnded(visit.member.id, Kind.TEN_MINUTES),))


@shows(AskRhythmHour)
async def ask_hour(visit: Visit, route: AskRhythmHour) -> Screen:
    """At which hour?"""
    if route.about not in KINDS or await times_now(visit, KINDS[route.about]) is None:
        raise NotThereError
    return screens.ask_rhythm_hour(route.about)


@acts(SetRhythmHour)
async def set_hour(visit: Visit, route: SetRhythmHour) -> Outcome:
    """The hour was chosen."""
    now = await times_now(visit, KINDS[route.about]) if route.about in KINDS else None
    if now is None or route.minutes >= MINUTES_A_DAY:
        raise NotThereError
    there = AskPages() if route.about is Pushed.PAGE else AskReadingTime()
    return _chosen(visit, KINDS[route.about], replace(now, minutes=route.minutes), there)


@acts(Fewer)
async def less_often(visit: Visit, _route: Fewer) -> Outcome:
    """Cards every other week, and pages one step less often. If nothing came any more, so much comes again."""
    person = visit.joined
    if person is None:
        return Outcome((Show(Welcome(), visit.here),))
    rhythm = replace(rhythm_of(person), every_weeks=max(FEWEST_WEEKS, person.every_weeks))
    records: tuple[Record, ...] = (Changed(person.id, rhythm_changes(visit, rhythm)),)
    now = await times_now(visit, Kind.EXCERPT)
    return Outcome((Show(Settings(), visit.here),), (*records, *_fewer_pages(visit, now)))


def _fewer_pages(visit: Visit, now: Times | None) -> tuple[Record, ...]:
    if now is None:
        return ()
    often = fewer(often_of(now))
    if often is Often.OFF:
        return (RhythmEnded(visit.person_id, Kind.EXCERPT),)
    days = days_of(often, rhythm_of(visit.member).day)
    return (chosen(visit, Kind.EXCERPT, replace(now, days=days)),)


def _chosen(
    visit: Visit, kind: Kind, times: Times, there: AskPages | AskReadingTime | AskRhythmHour
) -> Outcome:
    """It is kept. While nothing comes at all, the settings say so instead."""
    if visit.member.next_due_at is None:
        return Outcome((Show(Settings(), visit.here),))
    return Outcome((Show(there, visit.here),), (chosen(visit, kind, times),))


async def hours_that_follow(visit: Visit, shift: Shift) -> tuple[Record, ...]:
    """What comes at the usual hour of the shifts so far comes at that of these shifts from now on."""
    usual = DEFAULT_RHYTHM[Shift(visit.member.shift)].minutes
    rows = await rhythms.of_person(visit.transaction, visit.person_id)
    moved = {
        kind: replace(times_of(row), minutes=DEFAULT_RHYTHM[shift].minutes) for kind, row in rows.items()
    }
    return tuple(chosen(visit, kind, moved[kind]) for kind, row in rows.items() if row.minutes == usual)
