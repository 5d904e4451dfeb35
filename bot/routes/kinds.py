"""Small choices that stand in routes."""

from __future__ import annotations

from enum import StrEnum


class Shift(StrEnum):
    """When a person works, as far as quiet hours need to know."""

    DAYS = "days"
    NIGHTS = "nights"
    MIXED = "mixed"


class Print(StrEnum):
    """How large a paper is printed."""

    NORMAL = "n"
    LARGE = "l"


class Weekday(StrEnum):
    """The day of the weekly card. In the order of ISO 8601: Monday is first."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"
