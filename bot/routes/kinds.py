"""Small choices that stand in routes."""

from __future__ import annotations

from enum import StrEnum


class Shift(StrEnum):
    """When a person works, as far as quiet hours need to know."""

    DAYS = "days"
    NIGHTS = "nights"
    MIXED = "mixed"


class Later(StrEnum):
    """Until when a card is put off."""

    HOUR = "hour"
    AFTER_SHIFT = "shift"
    TOMORROW = "day"
    NEXT_WEEK = "week"


class Absence(StrEnum):
    """For how long a person is away. "Until I say" is none of these: that stops cards."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class Print(StrEnum):
    """How large a paper is printed."""

    NORMAL = "n"
    LARGE = "l"


class Found(StrEnum):
    """What somebody found who dialled a telephone line."""

    AS_SAID = "a"
    OTHER = "o"
    SILENT = "s"
    WRONG = "w"


class Weekday(StrEnum):
    """The day of the weekly card. In the order of ISO 8601: Monday is first."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


class Warned(StrEnum):
    """Whether an answer also says that private details should not be typed here."""

    NO = "0"
    YES = "1"
