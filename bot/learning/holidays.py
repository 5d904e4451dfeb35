"""Whether a day is a bank holiday in a nation of the United Kingdom, and which: so that sessions can avoid it.

The days come from a library that knows the rules, for any year; nobody has to keep a list. It must never decide
that somebody gets no card: that is for her to choose.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

YEARS_REMEMBERED = 32  # all nations, for the years that anybody asks about


class Nation(Enum):
    """A nation of the United Kingdom, by its code in ISO 3166-2."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


def bank_holiday(day: date, nation: Nation = Nation.ENGLAND) -> str | None:
    """The English name of the bank holiday on `day`; None if it is none.

    Where one falls on a weekend, the day that is given in its place is one too, and its name says so.
    """
    return _holidays(nation, day.year).get(day)


@lru_cache(YEARS_REMEMBERED)
def _holidays(nation: Nation, year: int) -> Mapping[date, str]:
    import holidays  # noqa: PLC0415 - loading it takes 50 ms, which only the first question about a day pays

    known = holidays.country_holidays("GB", subdiv=nation.value, years=year, language="en_GB")
    return dict(known.items())
