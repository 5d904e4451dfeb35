"""Whether a place is a step of somebody's ten minutes, and what it shows more than usual if it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import parse
from bot.screens.ten_minutes import with_steps

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.handlers.visit import Visit
    from bot.screens.screen import Screen

STEPS_IN_TEN = 4  # a page, a card, a page, a talk


@dataclass(frozen=True)
class Ten:
    """Where somebody is in her ten minutes: at a step, counted from 1, and the place that it showed."""

    step: int
    place: Route


def under_way(visit: Visit) -> Ten | None:
    """Where she is; None if she is in none, or was under an older release in a place that is gone."""
    kept = visit.joined.ten_minutes if visit.joined else None
    step, _space, data = (kept or "").partition(" ")
    place = parse(data)
    if place is None or not step.isdecimal():
        return None
    return Ten(min(int(step), STEPS_IN_TEN), place)


def is_step(visit: Visit, place: Route) -> bool:
    """Whether this place is the step that she is at."""
    ten = under_way(visit)
    return ten is not None and ten.place == place


def as_step(visit: Visit, place: Route, screen: Screen) -> Screen:
    """The screen of this place, with the way on if it is the step that she is at."""
    ten = under_way(visit)
    return with_steps(screen, ten.step, STEPS_IN_TEN) if ten is not None and ten.place == place else screen
