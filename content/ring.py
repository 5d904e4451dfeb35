"""What is known about somebody to ring: values for the screens to put into words.

A `Ring` is made by content/lines.py alone, which sees to it that no number is in it that may not be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from content.contact_models import YEAR, dialled
from content.hours import Standing, in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
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
class Dialled:
    """That this service dialled a number on a day, and whether it `answered` as the card says."""

    day: date
    answered: bool


@dataclass(frozen=True)
class Known:
    """What this service found out about lines by itself, after their files were written: by the ids of lines.

    `withheld` are the lines whose numbers an owner has taken out of use.
    """

    dialled: Mapping[str, Dialled]
    withheld: Collection[str]


NOTHING_KNOWN = Known({}, frozenset())


@dataclass(frozen=True)
class Provenance:
    """Where a number comes from, and whether this service has dialled it.

    `year` is the year of the copy, None if the copy is undated; `checked` is the day on which the number was
    dialled last and was right, None if it never was; `failed` is the day on which it was not, if that was later;
    `overdue` is true if it was never found right, not for a year, or failed since.
    """

    origin: Origin
    year: int | None
    confirmed: bool
    checked: date | None
    overdue: bool
    failed: date | None = None


@dataclass(frozen=True)
class Ring:
    """Somebody to ring, or a page to go to. `id` is the line's; `subject` is None for a national line.

    `withheld` says that an owner has taken its number out of use, so that only the page is left.
    """

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
    withheld: bool = False

    @property
    def dial(self) -> str | None:
        """The number as a telephone takes it, for a contact or a link."""
        return None if self.phone is None else dialled(self.phone)

    @property
    def opening(self) -> str:
        """The days and times at which it answers, in English; empty if they are unknown or need no days."""
        return "" if self.hours is None or isinstance(self.hours, Standing) else in_words(self.hours)


def provenance(line: Line, today: date, dialled_here: Dialled | None = None) -> Provenance:
    """What can be said about where a number comes from; `dialled_here` counts if it is the newer finding."""
    written = line.checked.day if line.checked else None
    newer = dialled_here if dialled_here and (written is None or dialled_here.day >= written) else None
    checked = written if newer is None else newer.day if newer.answered else None
    return Provenance(
        origin=line.origin,
        year=line.seen_year,
        confirmed=bool(line.agrees),
        checked=checked,
        overdue=checked is None or today - checked > YEAR,
        failed=newer.day if newer and not newer.answered else None,
    )
