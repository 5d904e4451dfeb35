"""A program walks the bot, breadth first, over every button of every screen that can be reached from /start.

It proves two things of each screen on its way: the right number is at most two taps away, and each button can be
typed. Cards, pages and rehearsals are walked by their kinds and steps; the numbers of showings and runs, which
would make the walk endless, are not told apart.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import pytest

from bot.callback_data import ContentId, pack, parse
from bot.clock import MovableClock
from bot.delivery.desk import Desk
from bot.delivery.sitting import sit
from bot.events import Tapped, Typed
from bot.handlers.front import UNTRACED
from bot.handlers.visit import Unsigned
from bot.routes import (
    AskForget,
    Concern,
    Forget,
    Numbers,
    NumbersOf,
    Privacy,
    Reminder,
    RenewedNumbers,
    SecondWay,
    SetArea,
    SetPack,
    Settings,
    StillThere,
    Welcome,
    WhichNumbers,
)
from bot.screens.common import CONCERN, menu_labels
from content import library
from storage.people import Changed
from storage.store import Store
from storage.upgrade import upgrade
from tests.journeys.play import MONDAY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.callback_data import Route
    from bot.delivery.desk import Ready
    from bot.screens.screen import Button, Screen
    from storage.store import Transaction

LIBRARY = library.load()
Tried = TypeVar("Tried")
GRACE = 2**31 + 7
SALFORD = "0161 206 0604"  # whom to ring about an adult on a Monday morning
# Numbers of rows, and which of several that are alike: another one is not another screen.
COUNTED = {"showing", "run", "first", "ticks", "wording"}
# These are tried and then undone: after them the walk would be another person's, or nobody's.
UNDONE = (Forget, SetArea, SetPack)
# What a person at work meets without a button: a command, a town that was typed, what comes by itself.
DOORS: tuple[Route, ...] = (
    Numbers(),
    NumbersOf(ContentId("wigan")),
    WhichNumbers(ContentId("salford"), ContentId("wigan")),
    Settings(),
    AskForget(),
    Privacy(),
    StillThere(),
    Reminder(),
    RenewedNumbers(),
)


@dataclass
class Walk:
    """One person, one database, and what was found on the way: screens by their key, and where buttons lead."""

    desk: Desk
    transaction: Transaction
    screens: dict[str, Screen] = field(default_factory=dict)
    ways: dict[str, set[str]] = field(default_factory=dict)
    updates: count[int] = field(default_factory=lambda: count(1))

    async def taps(self, route: Route) -> list[Route]:
        """Where a tap leads."""
        return await self._shown(Tapped(next(self.updates), GRACE, pack(route), 5, "q"))

    async def types(self, text: str) -> list[Route]:
        """Where a typed text leads."""
        return await self._shown(Typed(next(self.updates), GRACE, text))

    async def _shown(self, event: Tapped | Typed) -> list[Route]:
        looked = await self.desk.look(self.transaction, event)
        ready = looked if looked is not None else await self._handled(event)
        return [route for one in ready if (route := parse(one.reply.route))]

    async def _handled(self, event: Tapped | Typed) -> list[Ready]:
        sitting = await sit(self.transaction, [event])
        ready = await self.desk.handle(self.transaction, event, sitting)
        await sitting.rise()
        return ready

    async def screen(self, route: Route) -> Screen:
        """What a place shows."""
        return await self.desk.screen(self.transaction, GRACE, route)

    async def is_at(self, route: Route) -> None:
        """Have the person be at a place, as far as anything may be kept of that."""
        if not isinstance(route, UNTRACED):
            await Changed(GRACE, {"place": pack(route)}).write(self.transaction)


def key(route: Route) -> str:
    """What tells two screens apart."""
    told = [str(getattr(route, name)) for name in route.names if name not in COUNTED]
    return ":".join([type(route).__name__, *told])


@pytest.fixture
async def walk(tmp_path: Path) -> AsyncIterator[Walk]:
    """A walk that has not begun, in one transaction that ends with it."""
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'sayso.db'}")
    await upgrade(store)
    clock = MovableClock(MONDAY, running=False)
    desk = Desk(LIBRARY, clock, ZoneInfo("Europe/London"), "nobody", Unsigned.LABEL)
    async with store.writing() as transaction:
        yield Walk(desk, transaction)
    await store.close()


async def joins(walk: Walk) -> Route:
    """Join in Salford; the first card."""
    for text in ("/start", "Adults", "Days", "salford"):
        last = (await walk.types(text))[-1]
    return last


async def goes(walk: Walk, begin: list[Route], *, typing: bool) -> None:
    """Walk over every button; where `typing`, each is typed as well and leads to the same."""
    queue = deque(begin)
    while queue:
        route = queue.popleft()
        if key(route) in walk.screens:
            continue
        screen = await walk.screen(route)
        walk.screens[key(route)] = screen
        walk.ways[key(route)] = set()
        if typing:
            await _types_numbers(walk, route, screen)
        for button in screen.buttons if typing else ():
            await _types_as_it_taps(walk, route, button)
        for button in screen.buttons:
            found = await _tapped(walk, route, button)
            walk.ways[key(route)] |= {key(one) for one in found}
            queue.extend(found)


async def _types_as_it_taps(walk: Walk, route: Route, button: Button) -> None:
    """A button's label leads to where the button leads. Both are tried and undone."""
    tapped = await _tried(walk, route, walk.taps, button.to)
    assert tapped == await _tried(walk, route, walk.types, button.label), (key(route), button.label)


async def _types_numbers(walk: Walk, route: Route, screen: Screen) -> None:
    """The first and the last button can be typed by their place, where the screen is one that is kept.

    A number alone is never enough to delete everything.
    """
    for place in {0, len(screen.buttons) - 1} if screen.buttons and not isinstance(route, UNTRACED) else ():
        button = screen.buttons[place]
        if not isinstance(button.to, Forget):
            tapped = await _tried(walk, route, walk.taps, button.to)
            assert tapped == await _tried(walk, route, walk.types, str(place + 1)), (key(route), place + 1)


async def _tried(
    walk: Walk, route: Route, does: Callable[[Tried], Awaitable[list[Route]]], what: Tried
) -> list[type[Route]]:
    """Where something leads from a place. It is undone."""
    async with walk.transaction.begin_nested() as undo:
        await walk.is_at(route)
        led = await does(what)
        await undo.rollback()
    return [type(one) for one in led]


async def _tapped(walk: Walk, route: Route, button: Button) -> list[Route]:
    """Where a button leads from here on; nowhere, if an earlier one has taken it away, as an answer does."""
    there = button.to in {one.to for one in (await walk.screen(route)).buttons}
    return await walk.taps(button.to) if there and not isinstance(button.to, UNDONE) else []


def near(walk: Walk, name: str, number: str) -> int:
    """How many taps away a number is; the menu's key is there for everyone who has joined."""
    taps, here, seen = 0, {name}, {name}
    while not any(number in walk.screens[one].text for one in here):
        here = {far for one in here for far in walk.ways[one] if far in walk.screens} - seen
        seen |= here
        taps += 1
        if not here:
            return 99
    return taps


async def test_for_who_has_joined_each_button_can_be_typed_and_the_number_is_two_taps_away(
    walk: Walk,
) -> None:
    card = await joins(walk)
    typed = await walk.types(menu_labels()[CONCERN])
    await goes(walk, [card, *typed, *DOORS], typing=True)

    # The menu's key stands under every screen, so that from each it is one tap to this one.
    assert [Concern()] == typed
    assert SALFORD in walk.screens["Concern"].text
    assert len(walk.screens) > 100
    assert {key(one) for one in DOORS} <= set(walk.screens)
    far = {
        name
        for name in walk.screens
        if min(near(walk, name, SALFORD), 1 + near(walk, "Concern", SALFORD)) > 2
    }
    assert set() == far


async def test_before_joining_999_is_two_taps_away_without_any_menu(walk: Walk) -> None:
    await goes(walk, [Welcome(), Concern(), Numbers(), DOORS[1]], typing=False)

    assert set() == {name for name in walk.screens if near(walk, name, "999") > 2}


async def test_the_guide_needs_no_menu_either(walk: Walk) -> None:
    """From each of its screens, inline buttons alone lead to the council's number in two taps."""
    await joins(walk)
    guide = [one for one in DOORS if isinstance(one, UNTRACED)]
    await goes(walk, [Concern(), *guide, SecondWay(ContentId("salford"), ContentId("adults"))], typing=False)
    names = [name for name in walk.screens if name.split(":")[0] in {one.__name__ for one in UNTRACED}]

    assert len(names) > 20
    assert set() == {name for name in names if near(walk, name, SALFORD) > 2}
