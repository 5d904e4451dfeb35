"""When a person's weekly card is due: her own day and hour where she lives, whatever the clocks do.

Moments are in UTC; a day and an hour become a moment only here. An hour that a change to summer time skips comes
as much later as the clocks moved; one that the autumn brings twice is taken the first time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.learning.holidays import bank_holiday
from bot.routes import Shift, Weekday

if TYPE_CHECKING:
    from collections.abc import Collection
    from zoneinfo import ZoneInfo

LIVE_FOR = timedelta(minutes=15)  # after a tap a person may still be at it: nothing breaks in
ASK_AFTER = 3  # cards in a row that nobody looked at; then one question, and silence
LAPSES_AFTER = timedelta(hours=48)  # a later card than this would only run into the next one
LATE_AFTER = timedelta(minutes=30)  # up to here it is still the hour that she chose herself
REMINDED_AFTER = timedelta(days=2)  # from the last step of a rehearsal to its one reminder
REMINDED_EVERY = timedelta(days=7)  # so that a week brings one card and one reminder at most
WORDINGS = 8
RESTED_FOR = timedelta(weeks=6)  # before a wording comes again
APART = timedelta(hours=1)  # a page or the like from the weekly card
_DAYS = tuple(Weekday)


@dataclass(frozen=True)
class Rhythm:
    """A day of the week, and minutes after midnight in local time; a card every so many weeks."""

    day: Weekday
    minutes: int
    every_weeks: int = 1


@dataclass(frozen=True)
class Times:
    """Days of the week, at least one, and minutes after midnight in local time."""

    days: tuple[Weekday, ...]
    minutes: int


@dataclass(frozen=True)
class Quiet:
    """Hours in which nothing comes unasked: from one local time to another, over midnight if need be.

    There are none where both times are the same.
    """

    begins: time
    ends: time


@dataclass(frozen=True)
class Plan:
    """What becomes of a card that is due: for which day, when to send it, or that it is too late for it.

    `wording` is the number of the wording whose turn it is, as long as that is `rested`.
    """

    due_at: datetime
    due_on: date
    send_at: datetime
    lapsed: bool
    next_due_at: datetime
    wording: int


# A card in the middle of a day shift's break; late enough after sleep and well before a night shift begins.
DEFAULT_RHYTHM = {
    Shift.DAYS: Rhythm(Weekday.WEDNESDAY, 12 * 60 + 30),
    Shift.NIGHTS: Rhythm(Weekday.WEDNESDAY, 16 * 60),
    Shift.MIXED: Rhythm(Weekday.WEDNESDAY, 12 * 60 + 30),
    Shift.EARLY: Rhythm(Weekday.WEDNESDAY, 15 * 60 + 30),
    Shift.LATE: Rhythm(Weekday.WEDNESDAY, 11 * 60 + 30),
    Shift.NONE: Rhythm(Weekday.WEDNESDAY, 12 * 60 + 30),
}
QUIET = {
    Shift.DAYS: Quiet(time(21), time(8)),
    Shift.NIGHTS: Quiet(time(7), time(15)),
    Shift.MIXED: Quiet(time(21), time(10)),
    Shift.EARLY: Quiet(time(20), time(8)),
    Shift.LATE: Quiet(time(23), time(10)),
    Shift.NONE: Quiet(time(0), time(0)),
}


def next_due(rhythm: Rhythm, after: datetime, zone: ZoneInfo) -> datetime:
    """The first moment later than `after` at which a card is due."""
    local = after.astimezone(zone).date()
    day = local + timedelta(days=(_DAYS.index(rhythm.day) - local.weekday()) % 7)
    moment = moment_of(day, rhythm.minutes, zone)
    return moment if moment > after else moment_of(day + timedelta(days=7), rhythm.minutes, zone)


def moment_of(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The moment at which clocks in `zone` show so many minutes after midnight on `day`."""
    return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=zone).astimezone(UTC)


def plan(
    person_id: int, rhythm: Rhythm, shift: Shift, due_at: datetime, now: datetime, zone: ZoneInfo
) -> Plan:
    """What to do about a card that was due at `due_at`. Weeks that were missed altogether are not made up for."""
    upcoming = next_due(rhythm, now, zone)
    latest = max(due_at, _weeks_on(upcoming, -rhythm.every_weeks, rhythm, zone))
    week = latest.astimezone(zone).date().toordinal() // 7
    upcoming = _weeks_on(upcoming, rhythm.every_weeks - 1, rhythm, zone)
    return _plan(latest, upcoming, (person_id + week) % WORDINGS, shift, now, zone)


def _plan(
    due_at: datetime, upcoming: datetime, wording: int, shift: Shift, now: datetime, zone: ZoneInfo
) -> Plan:
    send_at = when(due_at, now, shift, zone)
    return Plan(
        due_at=due_at,
        due_on=due_at.astimezone(zone).date(),
        send_at=send_at or outside_quiet(now, shift, zone),
        lapsed=send_at is None,
        next_due_at=upcoming,
        wording=wording,
    )


def next_time(times: Times, after: datetime, zone: ZoneInfo) -> datetime:
    """The first moment later than `after` at which any of these days has its hour."""
    return min(next_due(Rhythm(day, times.minutes), after, zone) for day in times.days)


def plan_times(
    person_id: int, times: Times, shift: Shift, due_at: datetime, now: datetime, zone: ZoneInfo
) -> Plan:
    """What to do about something that was due at `due_at`. What was missed altogether is not made up for."""
    latest = max(due_at, _last_time(times, now, zone))
    day = latest.astimezone(zone).date().toordinal()
    return _plan(latest, next_time(times, now, zone), person_id + day, shift, now, zone)


def _last_time(times: Times, until: datetime, zone: ZoneInfo) -> datetime:
    """The last moment up to `until` at which any of these days had its hour."""
    rhythms = [Rhythm(day, times.minutes) for day in times.days]
    return max(_weeks_on(next_due(rhythm, until, zone), -1, rhythm, zone) for rhythm in rhythms)


def clear_of_card(plan: Plan, card: Rhythm, shift: Shift, zone: ZoneInfo) -> Plan:
    """The same, an hour after the weekly card where both would come within an hour of each other.

    Where that falls into the quiet hours, at their end.
    """
    card_at = next_due(card, plan.send_at - APART, zone)
    if plan.lapsed or card_at >= plan.send_at + APART:
        return plan
    moved = outside_quiet(card_at + APART, shift, zone)
    return replace(plan, due_at=moved, send_at=moved)


def off_holidays(plan: Plan, rhythm: Rhythm, zone: ZoneInfo) -> Plan:
    """The same, at the same hour of the next day that is no bank holiday in England."""
    day = plan.send_at.astimezone(zone).date()
    if plan.lapsed or bank_holiday(day) is None:
        return plan
    while bank_holiday(day) is not None:
        day += timedelta(days=1)
    moved = moment_of(day, rhythm.minutes, zone)
    return replace(plan, due_at=moved, send_at=moved)


def rested(turn: int, used: Collection[int], wordings: int) -> int:
    """The wording whose turn it is, or the next after it that was not `used` within six weeks.

    Where all were, the one whose turn it is.
    """
    order = [(turn + step) % wordings for step in range(wordings)]
    return next((wording for wording in order if wording not in used), order[0])


def when(due_at: datetime, now: datetime, shift: Shift, zone: ZoneInfo) -> datetime | None:
    """When a card may be sent: at its own hour; if late, outside the quiet hours; None if it is too late."""
    late = now - due_at
    if late > LAPSES_AFTER:
        return None
    return due_at if late <= LATE_AFTER else outside_quiet(now, shift, zone)


def _weeks_on(moment: datetime, weeks: int, rhythm: Rhythm, zone: ZoneInfo) -> datetime:
    day = moment.astimezone(zone).date() + timedelta(weeks=weeks)
    return moment_of(day, rhythm.minutes, zone)


def reminder_at(touched_at: datetime, shift: Shift, zone: ZoneInfo) -> datetime:
    """When somebody is reminded of a rehearsal that she left at `touched_at`: never in her quiet hours."""
    return outside_quiet(touched_at + REMINDED_AFTER, shift, zone)


def outside_quiet(moment: datetime, shift: Shift, zone: ZoneInfo) -> datetime:
    """`moment`, or the end of the quiet hours that it falls into."""
    quiet = QUIET[shift]
    local = moment.astimezone(zone)
    if not _within(quiet, local.time()):
        return moment
    day = local.date() + timedelta(days=int(quiet.begins > quiet.ends and local.time() >= quiet.begins))
    return moment_of(day, quiet.ends.hour * 60 + quiet.ends.minute, zone)


def is_quiet(minutes: int, shift: Shift) -> bool:
    """Whether so many minutes after midnight lie in the quiet hours of people with these shifts."""
    return _within(QUIET[shift], time(minutes // 60, minutes % 60))


def _within(quiet: Quiet, moment: time) -> bool:
    if quiet.begins <= quiet.ends:
        return quiet.begins <= moment < quiet.ends
    return moment >= quiet.begins or moment < quiet.ends
