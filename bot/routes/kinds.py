"""Small choices that stand in routes."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Self

_LINK_CODE = re.compile(r"[A-Za-z0-9_-]{22}")


class Shift(StrEnum):
    """When a person works, as far as quiet hours need to know."""

    DAYS = "days"
    NIGHTS = "nights"
    MIXED = "mixed"
    EARLY = "early"
    LATE = "late"
    NONE = "none"  # no quiet hours, whenever she works


class Later(StrEnum):
    """Until when a card is put off."""

    HOUR = "hour"
    AFTER_SHIFT = "shift"
    TOMORROW = "day"
    NEXT_WEEK = "week"


class Pushed(StrEnum):
    """What comes by itself beside the weekly card, and can be put off."""

    PAGE = "p"
    TEN_MINUTES = "t"
    REHEARSAL = "r"
    QUESTION = "q"
    TEAM_NOTE = "n"


class SaidAbout(StrEnum):
    """What somebody says something about in her own words."""

    RUN = "r"
    CARD = "c"


class Often(StrEnum):
    """How often a page comes by itself."""

    OFF = "off"
    WEEKLY = "weekly"
    TWICE = "twice"
    DAILY = "daily"


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


class WhyNot(StrEnum):
    """Why a page that was looked up did not help."""

    TOPIC = "t"
    HARD = "h"
    LITTLE = "l"


class Setting(StrEnum):
    """Which kind of service a team is."""

    CARE_HOME = "care-home"
    NURSING_HOME = "nursing-home"
    HOME_CARE = "home-care"
    SUPPORTED_LIVING = "supported-living"
    DAY_SERVICE = "day-service"
    HOSPITAL = "hospital"
    CHILDREN = "children"
    OTHER = "other"


class Why(StrEnum):
    """Why what was typed cannot be taken; nothing, where it is asked for the first time."""

    FIRST = "0"
    LONG = "l"
    SIGNS = "s"
    STORY = "t"
    PHONE = "p"
    TOWN = "w"
    NATION = "n"


class LinkCode(str):
    """The code of a link in clear. Only of the form that ours have."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Take a text.

        Raises:
            ValueError: it does not have the form of a code.
        """
        if not _LINK_CODE.fullmatch(text):
            raise ValueError("not of the right form")
        return super().__new__(cls, text)

    def __repr__(self) -> str:
        """Not the code: it must get into no log."""
        return "LinkCode('...')"


class Settled(StrEnum):
    """What became of something that a team agreed on."""

    DONE = "d"
    DROPPED = "x"
    CARRIED = "c"


class Posted(StrEnum):
    """What of a session a group can be shown."""

    STORY = "s"
    VOTE = "v"
    VOTE_CLOSED = "c"
    VOTE_GONE = "x"
    GUIDANCE = "g"
    ASK_LINES = "a"
    LINES = "l"
    AGREED = "t"
