"""What many simulated people met, in counts: made by several processes at once, and put together.

Counts of several people are added up in any order and come to the same, so that the number of processes changes
nothing but the time it takes.
"""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from bot.simulating.habits import somebody
from bot.simulating.life import live
from bot.simulating.promises import broken, waits
from content.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.learning.spacing import Strength
    from bot.simulating.life import Life
    from content.library import Pack

AT_ONCE = 20  # people a process lives through before it tells what came of it


@dataclass(frozen=True)
class Order:
    """Whom to simulate: so many people of a seed who joined at `joined`, for so many weeks."""

    pack: Pack
    people: int
    weeks: int
    seed: int
    joined: datetime
    zone: ZoneInfo


@dataclass
class Counts:
    """How often what was met. `came_back` counts weeks since a principle was last met, by its strength then.

    `waits` counts cards until a weak principle that was due came back; `messages` counts weeks of people by how
    many messages came unasked in them; `stories` counts people by how many different stories they met.
    """

    people: Counter[str] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)
    principles: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    came_back: Counter[tuple[Strength, int]] = field(default_factory=Counter)
    waits: Counter[int] = field(default_factory=Counter)
    messages: Counter[int] = field(default_factory=Counter)
    stories: Counter[int] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Add what others met."""
        for one in fields(self):
            getattr(self, one.name).update(getattr(other, one.name))


def counted(life: Life) -> Counts:
    """What one person met."""
    cards = [one.card for one in life.meetings]
    return Counts(
        people=Counter({"in all": 1, "cards": len(cards), "weeks": life.weeks}),
        themes=Counter(life.pack.theme_of[card.id] for card in cards),
        principles=Counter(card.principle for card in cards),
        levels=Counter(card.level.name.lower().replace("_", " ") for card in cards),
        kinds=Counter(card.kind for card in cards),
        came_back=_came_back(life),
        waits=Counter(cards for _, cards in waits(life)),
        messages=_messages(life),
        stories=Counter([len({card.id for card in cards})]),
        broken=Counter(promise for promise, _ in broken(life)),
    )


def _came_back(life: Life) -> Counter[tuple[Strength, int]]:
    """Good practice comes in its turn, whether due or not, and is left out."""
    due = [one for one in life.meetings if one.is_revisit and one.card.kind is not Kind.GOOD_PRACTICE]
    return Counter((one.strength, (one.on - one.last_met).days // 7) for one in due if one.last_met)


def _messages(life: Life) -> Counter[int]:
    first = life.joined.astimezone(life.zone).date()
    each = Counter((message.due_on - first).days // 7 for message in life.messages)
    return Counter(each[week] for week in range(life.weeks))


def simulate(order: Order, processes: int | None = None) -> Iterator[Counts]:
    """The counts of a few people after another, as they come; all of them together are those of everybody.

    Uses every processor unless told how many.
    """
    numbers = range(1, order.people + 1)
    parts = [numbers[start : start + AT_ONCE] for start in range(0, order.people, AT_ONCE)]
    several = min(processes or os.cpu_count() or 1, len(parts))
    if several == 1:
        yield from (_of(order, part) for part in parts)
        return
    with ProcessPoolExecutor(several, initializer=_begin, initargs=(order,)) as pool:
        for done in as_completed([pool.submit(_share, part) for part in parts]):
            yield done.result()


def _of(order: Order, part: range) -> Counts:
    """The counts of the people with these numbers."""
    together = Counts()
    for person_id in part:
        habits = somebody(order.seed, person_id, order.pack, order.joined, order.weeks)
        together.add(counted(live(order.pack, habits, order.seed, order.joined, order.weeks, order.zone)))
    return together


_orders: list[Order] = []  # in a process of its own: the one order that it works on


def _begin(order: Order) -> None:
    _orders[:] = [order]


def _share(part: range) -> Counts:
    return _of(_orders[0], part)
