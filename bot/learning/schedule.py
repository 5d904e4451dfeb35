"""When a person's weekly card is due: her own day and hour where she lives, whatever the clocks do.

Moments are in UTC; a day and an hour become a moment only here. An hour that a change to summer time skips comes
as much later as the clocks moved; one that the autumn brings twice is taken the first time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.routes import Shift, Weekday

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LIVE_FOR = timedelta(minutes=15)  # after a tap a person may still be at it: nothing breaks in
ASK_AFTER = 3  # cards in a row that nobody looked at; then one question, and silence
LAPSES_AFTER = timedelta(hours=48)  # a later card than this would only run into the next one
LATE_AFTER = timedelta(minutes=30)  # up to here it is still the hour that she chose herself
REMINDED_AFTER = timedelta(days=2)  # from the last step of a rehearsal to its one reminder
REMINDED_EVERY = timedelta(days=7)  # so that a week brings one card and one reminder at most
WORDINGS = 8
_DAYS = tuple(Weekday)


@dataclass(frozen=True)
class Rhythm:
    """A day of the week, and minutes after midnight in local time; a card every so many weeks."""

    day: Weekday
    minutes: int
    every_weeks: int = 1


@dataclass(frozen=True)
class Quiet:
    """Hours in which nothing comes unasked: from one local time to another, over midnight if need be."""

    begins: time
    ends: time


@dataclass(frozen=True)
class Plan:
    """What becomes of a card that is due: for which day, when to send it, or that it is too late for it."""

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
}
QUIET = {
    Shift.DAYS: Quiet(time(21), time(8)),
    Shift.NIGHTS: Quiet(time(7), time(15)),
    Shift.MIXED: Quiet(time(21), time(10)),
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
    due_on = latest.astimezone(zone).date()
    send_at = when(latest, now, shift, zone)
    return Plan(
        due_at=latest,
        due_on=due_on,
        send_at=send_at or outside_quiet(now, shift, zone),
        lapsed=send_at is None,
        next_due_at=_weeks_on(upcoming, rhythm.every_weeks - 1, rhythm, zone),
        wording=(person_id + due_on.toordinal() // 7) % WORDINGS,
    )


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
    if quiet.begins < quiet.ends:
        return quiet.begins <= moment < quiet.ends
    return moment >= quiet.begins or moment < quiet.ends
