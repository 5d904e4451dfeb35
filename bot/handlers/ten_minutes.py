"""Ten minutes: a page, a card, a page and a talk, one after the other.

Where she is stands in her row: the step, and the place that it showed. The places are those of any other day;
they only say which step this is, and lead on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import pack
from bot.handlers.practising import practise
from bot.handlers.reading import next_page
from bot.handlers.rehearsing import next_talk
from bot.handlers.ten_steps import STEPS_IN_TEN, under_way
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows, view
from bot.routes import NothingYet, Practise, TenMinutes, TenNext, TenOver, TenStop, Welcome
from bot.screens import ten_minutes as screens
from storage.people import Changed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.callback_data import Route
    from bot.screens.screen import Screen


async def _page(visit: Visit) -> Outcome:
    return await next_page(visit, None)


async def _card(visit: Visit) -> Outcome:
    return await practise(visit, Practise())


STEPS: tuple[Callable[[Visit], Awaitable[Outcome]], ...] = (_page, _card, _page, next_talk)


@acts(TenMinutes)
async def ten_minutes(visit: Visit, _route: TenMinutes) -> Outcome:
    """Begin, or carry on; as a new message. Who has not joined is shown the way in."""
    if visit.joined is None:
        return Outcome((Show(Welcome()),))
    return await begin_or_carry_on(visit, None)


async def begin_or_carry_on(visit: Visit, edits: int | None) -> Outcome:
    """The step that she is at, as long as it is there to be shown; else the first."""
    ten = under_way(visit)
    if ten is None or not await _is_there(visit, ten.place):
        return await _step(visit, 1, edits)
    return Outcome((Show(ten.place, edits),))


async def _is_there(visit: Visit, place: Route) -> bool:
    try:
        await view(visit, place)
    except NotThereError:
        return False
    return True


@acts(TenNext)
async def go_on(visit: Visit, route: TenNext) -> Outcome:
    """On from this step. A button of another step leads to the one that she is at."""
    ten = under_way(visit)
    if route.step == 0:
        return await _step(visit, 1, visit.here)
    if ten is None:
        return Outcome((Show(TenOver(0), visit.here),))
    if ten.step != route.step:
        return await begin_or_carry_on(visit, visit.here)
    return await _step(visit, ten.step + 1, visit.here)


@acts(TenStop)
async def stop(visit: Visit, _route: TenStop) -> Outcome:
    """Enough for now. It waits where she is."""
    ten = under_way(visit)
    return Outcome((Show(TenOver(ten.step if ten else 0), visit.here),))


@shows(TenOver)
async def over(visit: Visit, route: TenOver) -> Screen:
    """The end; or where she stopped."""
    _ = visit.member
    return screens.over() if route.step > STEPS_IN_TEN else screens.stopped(route.step, STEPS_IN_TEN)


async def _step(visit: Visit, step: int, edits: int | None) -> Outcome:
    """This step, or the next one that there is anything for."""
    for number in range(step, STEPS_IN_TEN + 1):
        made = await STEPS[number - 1](visit)
        place = made.shows[0].route
        if not isinstance(place, NothingYet):
            kept = Changed(visit.member.id, {"ten_minutes": f"{number} {pack(place)}"})
            return Outcome((Show(place, edits),), (*made.records, kept), dealt=made.dealt)
    done = Changed(visit.member.id, {"ten_minutes": None})
    return Outcome((Show(TenOver(STEPS_IN_TEN + 1), edits),), (done,))
