"""People who use a bot: each does something, gets an answer, does the next thing. Measures how soon, how many.

They live in the process of the Bot API, so that nothing of them costs the bot under test any time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.api import Api, Json, private
from bot.callback_data import ContentId, pack
from bot.routes import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

# A card as people have it before them: every tap brings the whole message along, as Telegram's do.
CARD_TEXT = "Mr Ali rings, and nobody comes. What could you do first, and what would you say to him? " * 9
BUTTONS = [[{"text": letter, "callback_data": f"1a:4711:{letter.lower()}"} for letter in "ABC"]]
ANSWER_SECONDS = 20.0  # without one in this time something is broken


class NoAnswerError(Exception):
    """A bot did not answer at all; its figures would mean nothing."""


Do = Callable[[Api, int], None]
Hears = Callable[[int, str, float], None]


def writes(api: Api, person: int) -> None:
    """The person writes a word."""
    body: Json = {**private(person, api.number()), "from": _user(person), "text": "Hello"}
    api.push("message", body)


@dataclass
class Taps:
    """People who answer cards: each of `people` was dealt `times` cards, numbered person after person."""

    people: Sequence[int]
    times: int

    def __post_init__(self) -> None:
        self._next = {person: 1 + place * self.times for place, person in enumerate(self.people)}

    def __call__(self, api: Api, person: int) -> None:
        """The person taps an answer of a card that she has not answered yet."""
        showing = self._next[person]
        self._next[person] += 1
        message = {**private(person, api.number()), "text": CARD_TEXT}
        query: Json = {
            "id": str(api.number()),
            "from": _user(person),
            "message": {**message, "reply_markup": {"inline_keyboard": BUTTONS}},
            "chat_instance": str(person),
            "data": pack(Answer(showing, ContentId("a"))),
        }
        api.push("callback_query", query)


def _user(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": "Person", "language_code": "en"}


class Crowd:
    """So many people at one bot. `waits` are the seconds for each answer, in the order in which they came.

    `at_once` of them do something at the same time. Whoever is answered makes room for the one whose turn it is:
    Say So lets nobody send more than anybody can mean, and these are far quicker than that.
    """

    def __init__(self, api: Api, people: Sequence[int], do: Do, at_once: int | None = None) -> None:
        self._api = api
        self._people = people
        self._do = do
        self._at_once = at_once or len(people)
        self._turn = 0
        self._asked: dict[int, float] = {}
        self._again = False
        self._answer = asyncio.Event()
        self.waits: list[float] = []

    async def in_turn(self, seconds: float) -> float:
        """As many as may do something, and the next as soon as one is answered. Returns answers a second."""
        self._again, before, begun = True, len(self.waits), time.monotonic()
        self._api.on_message = self.hears
        for _ in range(self._at_once):
            self._ask(self._next())
        await asyncio.sleep(seconds)
        self._again = False
        rate = (len(self.waits) - before) / (time.monotonic() - begun)
        await self._all_answered()
        return rate

    async def steadily(self, rate: float, seconds: float, hears: Hears | None = None) -> None:
        """So many a second do something, one after another, whether the others were answered or not.

        Whoever `hears` messages instead must hand them on.
        """
        self._again, begun = False, time.monotonic()
        self._api.on_message = hears or self.hears
        for number in range(round(rate * seconds)):
            await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
            self._ask(self._next())
        await self._all_answered()

    def hears(self, chat: int, _method: str, moment: float) -> None:
        """A message came, perhaps to somebody else."""
        asked = self._asked.pop(chat, None)
        if asked is None:
            return
        self.waits.append(moment - asked)
        if self._again:
            self._ask(self._next())
        self._answer.set()

    def _next(self) -> int:
        self._turn += 1
        return self._people[self._turn % len(self._people)]

    def _ask(self, person: int) -> None:
        self._asked[person] = time.monotonic()
        self._do(self._api, person)

    async def _all_answered(self) -> None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                while self._asked:
                    self._answer.clear()
                    await self._answer.wait()
        except TimeoutError:
            raise NoAnswerError(f"{len(self._asked)} people waited {ANSWER_SECONDS:.0f} s in vain.") from None
