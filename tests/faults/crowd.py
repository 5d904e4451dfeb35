"""A crowd to lose nothing of: people who are due a card, and people who tap, put straight into the database.

They are known to the bot as if they had joined long ago, and to the world as people with phones. What each was
sent and what each chose is counted here, from the world's side.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.callback_data import ContentId, pack
from bot.demo.entities import Formatted
from bot.demo.messages import Kind
from bot.routes import Answer
from content import library
from storage import showings
from storage.people import Joined
from storage.showings import Dealt
from storage.store import Store
from storage.upgrade import upgrade
from tests.storage.rows import person, write

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from datetime import datetime

    from bot.demo.messages import Message
    from bot.demo.world import World
    from content.models import Scenario
    from tests.faults.engines import Engine

FIRST_DUE, FIRST_TAPPER = 10_000, 500_000
LOCAL_HOUR = 14  # in nobody's quiet hours, and after the hour at which anybody's next card could fall due
OVER = {"sent", "lapsed", "unknown"}


def zone_for(now: datetime) -> str:
    """A time zone in which it is early afternoon now, so that no test depends on the hour at which it runs."""
    ahead = LOCAL_HOUR - now.hour
    return f"Etc/GMT{'-' if ahead >= 0 else '+'}{abs(ahead)}"


@dataclass(frozen=True)
class Open:
    """A card that somebody has before her: which showing it is, in which message, and what can be tapped."""

    person_id: int
    showing: int
    message_id: int
    options: tuple[str, ...]

    def data(self, option: str) -> str:
        """What the button of this option sends."""
        return pack(Answer(self.showing, ContentId(option)))


class Crowd:
    """Grows while the test runs. `chosen` is the first option tapped of each showing: the one that counts."""

    def __init__(self, world: World, engine: Engine, drawn: random.Random) -> None:
        self.world = world
        self.engine = engine
        self._drawn = drawn
        self.due: list[int] = []
        self.tappers: list[int] = []
        self.cards: list[Open] = []
        self.chosen: dict[int, str] = {}
        taught = library.load()
        self._version = taught.version
        self._scenarios = list(taught.packs["adults"].scenarios.values())

    async def grow(self, due: int = 0, tappers: int = 0, cards_each: int = 1, late: float = 0) -> None:
        """More people, joined and with their first cards. `late`: seconds since the due ones became due."""
        store = Store(self.engine.url)
        try:
            await upgrade(store)
            await self._join(store, due, late)
            await self._deal(store, tappers, cards_each)
        finally:
            await store.close()

    async def _join(self, store: Store, number: int, late: float) -> None:
        now = self.world.clock.now()
        new = self._known(FIRST_DUE + len(self.due), number)
        self.due += new
        await write(store, *(Joined(person(one, now - timedelta(seconds=late))) for one in new))

    async def _deal(self, store: Store, number: int, cards_each: int) -> None:
        new = self._known(FIRST_TAPPER + len(self.tappers), number)
        self.tappers += new
        await write(store, *(Joined(person(one, None)) for one in new))
        for one in new:
            for card in self._drawn.sample(self._scenarios, cards_each):
                await self._deal_one(store, one, card)

    async def _deal_one(self, store: Store, one: int, card: Scenario) -> None:
        dealt = Dealt(one, f"seeded:{card.id}", card.id, self._version, self.world.clock.now())
        async with store.writing() as transaction:
            showing = await showings.deal(transaction, dealt)
        shown = self._shown(one)
        options = tuple(option.key for option in card.options)
        self.cards.append(Open(one, showing.id, shown.id, options))

    def _known(self, first: int, number: int) -> list[int]:
        ids = list(range(first, first + number))
        for one in ids:
            self.world.add_person(f"P{one}", one)
            self.world.chats[one].started = True
        return ids

    def _shown(self, one: int) -> Message:
        """The card, as the bot has sent it some time ago."""
        chat = self.world.chats[one]
        draft = replace(self.world.draft(chat, self.world.bot), body=Formatted("A card"))
        return self.world.post(chat, draft)

    def tap(self, card: Open, option: str) -> None:
        """Somebody taps an option; only the first tap of a card is a choice."""
        self.world.tap_data(card.person_id, card.message_id, card.data(option))
        self.chosen.setdefault(card.showing, option)

    def tap_any(self) -> None:
        """Somebody taps something: mostly a card that has no answer yet, at times one that has."""
        waiting = [card for card in self.cards if card.showing not in self.chosen]
        again = not waiting or self._drawn.random() < 0.2
        card = self._drawn.choice(self.cards if again else waiting)
        self.tap(card, self._drawn.choice(card.options))

    async def keep_tapping(self, longest_pause: float, more: Callable[[], bool] = lambda: False) -> None:
        """Tap for as long as cards are open, or `more` are to come, at random moments of real time."""
        while more() or len(self.chosen) < len(self.cards):
            await asyncio.sleep(self._drawn.uniform(0, longest_pause))
            self.tap_any()

    def answered(self, card: Open) -> bool:
        """Whether the person sees what her choice leads to, where the card was."""
        return "You chose" in self.world.chats[card.person_id].messages[card.message_id].text

    def received(self) -> Counter[int]:
        """How many messages each of those who were due has in her chat."""
        return Counter({one: len(self._written(one)) for one in self.due})

    def _written(self, one: int) -> list[Message]:
        messages = self.world.messages(one)
        return [m for m in messages if m.sender == self.world.bot and m.kind is not Kind.SERVICE]

    async def states(self) -> dict[int, str]:
        """What became of each person's nudge."""
        return dict(await self.engine.rows("SELECT person_id, state FROM nudges"))

    async def all_over(self) -> bool:
        """Whether each of those who were due has a nudge, and it has ended."""
        states = await self.states()
        return len(states) == len(self.due) and set(states.values()) <= OVER

    async def lost_taps(self) -> list[tuple[int, str]]:
        """Choices that are not recorded as they were made, or that nobody answered."""
        kept = dict(await self.engine.rows("SELECT id, chosen FROM showings"))
        unseen = [(card.showing, "no answer") for card in self.cards if not self.answered(card)]
        wrong = [(one, option) for one, option in self.chosen.items() if kept.get(one) != option]
        return wrong + unseen
