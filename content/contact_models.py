"""The shapes of contacts: areas, their services, and the lines that answer.

A number that is not fit to be shown cannot be shown by accident: `Line.phone` and `Line.hours` give None for
it, and what the file says is kept under names that only the tools for checking the data use. Nothing here
may invent a number, or take one from anywhere but `content/contacts/`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, InstanceOf, model_validator

from content.hours import Hours, Standing, Weekly, parse_hours
from content.models import Prose, Slug, Strict

YEAR = timedelta(days=365)
_SHORT_NUMBERS = frozenset({"999", "101", "111", "116 123"})
_SHORT_TEXT_NUMBER = re.compile(r"\d{5}")
_NATIONAL_NUMBER = re.compile(r"0[1-9]\d{1,4}( \d{2,7}){0,4}")
_YEAR = re.compile(r"\b(20[0-4]\d)\b")


class Confidence(StrEnum):
    """How far a value can be trusted. High: an official source and a second that agrees, or clearly recent."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Origin(StrEnum):
    """Whose page a value was read on."""

    COUNCIL = "council"
    OTHER_COUNCIL = "other-council"
    PARTNERSHIP = "partnership"
    NHS = "nhs"
    POLICE = "police"
    GOVERNMENT = "government"
    ITSELF = "itself"
    OTHER = "other"


class Way(StrEnum):
    """Another way to reach a service."""

    EMAIL = "email"
    FORM = "form"
    PORTAL = "portal"
    TEXT_RELAY = "text-relay"
    PHONE = "phone"


def _phone(text: str) -> str:
    digits = text.replace(" ", "")
    shapely = _NATIONAL_NUMBER.fullmatch(text) and len(digits) in {8, 10, 11}
    if not (shapely or text in _SHORT_NUMBERS):
        raise ValueError(f"{text!r} is not a telephone number of England: write it as 0161 496 0000 or 999.")
    return text


def _web(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or "") or re.search(r"\s", text):
        raise ValueError(f"{text!r} is not a web address: begin it with https:// and leave no spaces in it.")
    return text


def _hours(value: object) -> Hours:
    if not isinstance(value, str):
        raise ValueError("must be text: put the hours in quotes.")  # noqa: TRY004 - pydantic reads ValueError only
    return parse_hours(value)


def _seen(text: str) -> str:
    if not (text.startswith("undated") or _YEAR.search(text)):
        raise ValueError("must name the year of the copy, or begin with the word undated.")
    return text


def _checked(value: object) -> object:
    if value is None:
        raise ValueError("must be the word never, or say on which date, and by which role.")
    return None if value == "never" else value


Phone = Annotated[str, AfterValidator(_phone)]
TextNumber = Annotated[str, Field(pattern=_SHORT_TEXT_NUMBER)]
Web = Annotated[str, AfterValidator(_web)]
HoursField = Annotated[InstanceOf[Weekly] | InstanceOf[Standing], BeforeValidator(_hours)]


class Checked(Strict):
    """That somebody dialled the number, and it was right."""

    day: date
    by: Prose = Field(max_length=40, description="A role, such as owner. Never a name.")


class Conflict(Strict):
    """Another value that was seen, and why it was not taken. For those who keep the data; never shown."""

    field: str = Field(pattern="^(phone|hours|web|cost)$")
    value: Prose
    source: Web
    seen: Annotated[str, AfterValidator(_seen)]
    why: Prose


class OtherWay(Strict):
    """A way to reach a service that is not its main number."""

    way: Way
    at: Prose


class Line(Strict):
    """A telephone line, or a page where there is none, with where it was read and how far it can be trusted."""

    name: Prose = Field(max_length=90)
    unchecked_phone: Phone | None = Field(default=None, alias="phone", exclude=True, repr=False)
    unchecked_hours: HoursField | None = Field(default=None, alias="hours", exclude=True, repr=False)
    web: Web | None = None
    other_ways: tuple[OtherWay, ...] = ()
    source: Web
    origin: Origin
    seen: Annotated[str, AfterValidator(_seen)]
    agrees: tuple[Web, ...] = Field(default=(), exclude=True, repr=False)
    confidence: Confidence
    hours_confidence: Confidence | None = None
    checked: Annotated[Checked | None, BeforeValidator(_checked)]
    conflicts: tuple[Conflict, ...] = Field(default=(), exclude=True, repr=False)
    note: Prose | None = Field(default=None, exclude=True, repr=False)

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not (self.unchecked_phone or self.web or self.other_ways):
            raise ValueError("gives no way to reach help: add phone or web.")
        return self

    @property
    def phone(self) -> str | None:
        """The number to show; None if there is none, or none that can be trusted."""
        return None if self.confidence is Confidence.LOW else self.unchecked_phone

    @property
    def hours(self) -> Hours | None:
        """When it answers; None if that is not known, or sources differ about it."""
        doubtful = (self.hours_confidence or self.confidence) is Confidence.LOW
        return None if doubtful or self.hours_disputed else self.unchecked_hours

    @property
    def hours_disputed(self) -> bool:
        """Whether another source gives other hours."""
        return any(conflict.field == "hours" for conflict in self.conflicts)

    @property
    def seen_year(self) -> int | None:
        """The year of the copy that it was read in; None if the copy is undated."""
        year = None if self.seen.startswith("undated") else _YEAR.search(self.seen)
        return int(year[1]) if year else None

    def overdue(self, today: date) -> bool:
        """Whether it was never dialled by this service, or not for a year."""
        return self.checked is None or today - self.checked.day > YEAR


class Service(Strict):
    """Those in a council who take worries about adults, or about children: by day, and at all other times."""

    day: Line
    duty: Line | None = None
    shared: bool = Field(
        default=False, description="Whether its lines take worries about adults and children."
    )

    @model_validator(mode="after")
    def _only_the_duty_line_fills_in(self) -> Self:
        if self.day.unchecked_hours is Standing.OTHERWISE:
            raise ValueError("day.hours must be hours of its own: otherwise is for the duty line.")
        return self


class Area(Strict):
    """A council's area, with whom to tell there."""

    id: Slug
    name: Prose = Field(max_length=40)
    also_known_as: tuple[Prose, ...] = ()
    adults: Service | None = None
    children: Service | None = None
    lado: Line | None = Field(default=None, description="Whom to tell about someone who works with children.")

    @model_validator(mode="after")
    def _has_a_service(self) -> Self:
        if self.adults is None and self.children is None:
            raise ValueError("gives no way to reach help: add adults or children.")
        return self


class NationalLine(Line):
    """A line for all of England."""

    id: Slug
    text_to: TextNumber | None = Field(default=None, description="A number that takes text messages.")
    text_word: Prose | None = Field(default=None, description="The word to text to it.")
    cost: Prose | None = None
    purpose: Prose = Field(max_length=160)


class AreaFile(Strict):
    """The areas of one region."""

    region: Prose
    owner: Prose = Field(description="The role that keeps these numbers right.")
    areas: tuple[Area, ...] = Field(min_length=1)


class NationalFile(Strict):
    """The national lines."""

    owner: Prose = Field(description="The role that keeps these numbers right.")
    lines: tuple[NationalLine, ...] = Field(min_length=1)


class ElsewhereFile(Strict):
    """Places that have no lines here, so that none of them is taken for an area with a name like it."""

    nations: dict[Prose, tuple[Prose, ...]]
    england: tuple[Prose, ...]


def dialled(phone: str) -> str:
    """A number as a telephone takes it from anywhere: +44 and no spaces, or a short number as it is."""
    digits = phone.replace(" ", "")
    return f"+44{digits[1:]}" if digits.startswith("0") else digits


def is_same_number(one: str | None, other: str | None) -> bool:
    """Whether two numbers reach the same telephone, however they are spaced."""
    return one is not None and other is not None and dialled(one) == dialled(other)
