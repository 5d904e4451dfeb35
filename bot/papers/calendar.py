"""A date of a team as a file for calendars (RFC 5545). It names no person, and no service: it is sent on.

A change has the same UID and a higher SEQUENCE, so that calendars move what they have; a date that is called off
is sent as CANCEL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.words import _


@dataclass(frozen=True)
class Meeting:
    """A date. Both moments are in UTC; `made_at` is when the file was made."""

    uid: int
    sequence: int
    starts_at: datetime
    made_at: datetime
    minutes: int
    cancelled: bool


def as_calendar(meeting: Meeting) -> bytes:
    """The file."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - only those who set a date need it

    event = Event()
    event.add("uid", f"{meeting.uid:012x}@say-so")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.made_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.starts_at + timedelta(minutes=meeting.minutes))
    event.add("summary", _("Team talk, {minutes} minutes").format(minutes=meeting.minutes))
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Say So//team talk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.cancelled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
