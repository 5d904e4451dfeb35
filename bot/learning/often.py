"""On which days pages come that come so often: never on the day of the weekly card where that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import Often, Weekday

if TYPE_CHECKING:
    from bot.learning.schedule import Times

# Days after that of the card.
_DAYS_ON = {Often.WEEKLY: (3,), Often.TWICE: (2, 5), Often.DAILY: tuple(range(7)), Often.OFF: ()}
_DAYS = tuple(Weekday)
_FEWER = {
    Often.DAILY: Often.TWICE,
    Often.TWICE: Often.WEEKLY,
    Often.WEEKLY: Often.OFF,
    Often.OFF: Often.OFF,
}


def days_of(often: Often, card: Weekday) -> tuple[Weekday, ...]:
    """The days on which pages come, in the order of the week, where the card comes on `card`."""
    begins = _DAYS.index(card)
    days = {_DAYS[(begins + later) % 7] for later in _DAYS_ON[often]}
    return tuple(day for day in _DAYS if day in days)


def often_of(times: Times) -> Often:
    """How often something comes on these days."""
    if len(times.days) > len(_DAYS_ON[Often.TWICE]):
        return Often.DAILY
    return Often.TWICE if len(times.days) > 1 else Often.WEEKLY


def fewer(often: Often) -> Often:
    """One step less often."""
    return _FEWER[often]
