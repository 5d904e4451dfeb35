"""What is known about somebody to ring: values for the screens to put into words.

A `Ring` is made by content/lines.py alone, which sees to it that no number is in it that may not be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from content.contact_models import dialled
from content.hours import Standing, in_words

if TYPE_CHECKING:
    from datetime import date

    from content.contact_models import Line, Origin, OtherWay
    from content.hours import Hours


class Subject(StrEnum):
    """Whom a worry is about."""

    ADULT = "adult"
    CHILD = "child"


class Label(StrEnum):
    """What a line is to the person who needs it."""

    DAY = "day"
    DUTY = "duty"
    OTHER = "other"  # of the same council, for the other subject
    PAGE = "page"  # no number, only a web page and what stands in `other_ways`
    LADO = "lado"
    HELPLINE = "helpline"
    POLICE = "police"
    EMERGENCY = "emergency"


class Answers(StrEnum):
    """Whether a line answers at this moment. A page is UNKNOWN."""

    NOW = "now"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Provenance:
    """Where a number comes from, and whether this service has dialled it.

    `year` is the year of the copy, None if the copy is undated; `checked` is the day on which the number was
    dialled last, None if never; `overdue` is true if that was never, or more than a year ago.
    """

    origin: Origin
    year: int | None
    confirmed: bool
    checked: date | None
    overdue: bool


@dataclass(frozen=True)
class Ring:
    """Somebody to ring, or a page to go to. `id` is the line's; `subject` is None for a national line."""

    id: str
    label: Label
    subject: Subject | None
    name: str
    phone: str | None
    answers: Answers
    hours: Hours | None
    provenance: Provenance
    web: str | None
    other_ways: tuple[OtherWay, ...]

    @property
    def dial(self) -> str | None:
        """The number as a telephone takes it, for a contact or a link."""
        return None if self.phone is None else dialled(self.phone)

    @property
    def opening(self) -> str:
        """The days and times at which it answers, in English; empty if they are unknown or need no days."""
        return "" if self.hours is None or isinstance(self.hours, Standing) else in_words(self.hours)


def provenance(line: Line, today: date) -> Provenance:
    """What can be said about where a line's number comes from."""
    return Provenance(
        origin=line.origin,
        year=line.seen_year,
        confirmed=bool(line.agrees),
        checked=line.checked.day if line.checked else None,
        overdue=line.overdue(today),
    )
