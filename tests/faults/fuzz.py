"""Makes updates that no client would send: random ones of the Bot API's own types, forged ones, broken ones.

The same seed makes the same updates. They are meant for people of the test; numbers are given by whoever sends
them. Nothing here is thrown away for being odd: whatever JSON can carry may come.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from bot.callback_data import LIMIT, MAX_NUMBER, ContentId, every_route, pack
from bot.routes import Answer, GovernancePaper, HandOut, Inside, LinkCode, OwnCopy
from content import library
from tests.faults.odd import HALF_A_PAIR, NUMBERS, ODD, TEXTS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from bot.callback_data import Route

Json = dict[str, Any]

TYPES = Path(__file__).with_name("update_types.json")
ARRAY = "Array of "
DEEPEST = 6
# Each is made in a process of its own, for a second or so: a few are enough.
PAPERS = (OwnCopy, HandOut, GovernancePaper)
A_PAPER = 0.002
TODAY = date(2026, 11, 23)
GROUP, CHANNEL, SOME_BOT = -1001000000001, -1002000000002, 777


@dataclass(frozen=True)
class Held:
    """A card that a person has before her: which showing it is, and in which message."""

    person: int
    showing: int
    message: int


@dataclass(frozen=True)
class Aim:
    """Whom the updates are about: people, and the cards that some have before them."""

    people: tuple[int, ...]
    cards: tuple[Held, ...]


@cache
def types() -> Json:
    """The types that an update is made of."""
    described: Json = json.loads(TYPES.read_text(encoding="utf-8"))["types"]
    return described


@cache
def content_ids() -> tuple[str, ...]:
    """Names that content has, and some that it has not."""
    taught = library.load()
    return (*(item.id for item in taught.items()), "nobody", "x" * 40)


@dataclass
class Fuzzer:
    """Each update is one of these kinds, and three in ten are broken afterwards."""

    drawn: random.Random
    aim: Aim
    _before: list[Json] = field(default_factory=list)

    def update(self) -> Json:
        """A new update, or one that came before. It has a number only in the second case, and not always then."""
        if self._before and self.drawn.random() < 0.1:
            return copy.deepcopy(self.drawn.choice(self._before[-1000:]))
        makers: tuple[Callable[[], Json], ...] = (
            *(self._tap,) * 4,
            *(self._text,) * 3,
            *(self._aimed,) * 2,
            self._of_any_type,
            self._elsewhere,
            self._block,
        )
        made = self.drawn.choice(makers)()
        if self.drawn.random() < 0.3:
            self._break(made)
        self._before.append(made)
        return made

    def _person(self) -> Json:
        return self._known(self.drawn.choice(self.aim.people))

    def _known(self, person: int) -> Json:
        return {"id": person, "is_bot": False, "first_name": "P"}

    def _chat(self, person: Json) -> Json:
        return {"id": person["id"], "type": "private", "first_name": "P"}

    def _tap(self) -> Json:
        """Below a card of her own, mostly; at times below another message, or as somebody else."""
        held = self.drawn.choice(self.aim.cards)
        person = self._known(held.person) if self.drawn.random() < 0.8 else self._person()
        message_id = held.message if self.drawn.random() < 0.8 else self.drawn.choice((0, 1, 2, 10**6))
        message = {"message_id": message_id, "date": 0, "chat": self._chat(person)}
        number = str(self.drawn.randrange(10**18)) if self.drawn.random() < 0.95 else self._string()
        body = {"id": number, "from": person, "chat_instance": "1", "data": self._data(held)}
        return {"callback_query": body | {"message": message}}

    def _text(self) -> Json:
        person = self._person()
        message = {"message_id": 1, "date": 1795000000, "from": person, "chat": self._chat(person)}
        kind = self.drawn.choice(("message",) * 4 + ("edited_message",))
        return {kind: message | {"text": self._string()}}

    def _aimed(self) -> Json:
        """An update of a random type and content, as it would come from one of the people."""
        made, person = self._of_any_type(), self._person()
        for body in made.values():
            body |= {"from": person, "chat": self._chat(person)}
            if "message" in body and isinstance(body["message"], dict):
                body["message"]["chat"] = self._chat(person)
        return made

    def _of_any_type(self) -> Json:
        wanted = ("message", "edited_message", "callback_query", "my_chat_member")
        kinds = [name for name in types()["Update"]["fields"] if name != "update_id"]
        kind = self.drawn.choice(kinds if self.drawn.random() < 0.3 else wanted)
        return {kind: self._made(types()["Update"]["fields"][kind]["types"][0], 0)}

    def _elsewhere(self) -> Json:
        """The same things in a group, a channel, from another bot, or by way of a business account."""
        made = self.drawn.choice((self._tap, self._text))()
        body = next(iter(made.values()))
        place = self.drawn.choice(((GROUP, "supergroup"), (CHANNEL, "channel"), (-5, "group")))
        chat = {"id": place[0], "type": place[1], "title": "T"}
        change = self.drawn.randrange(4)
        if change == 0:
            body["from"] = {"id": SOME_BOT, "is_bot": True, "first_name": "B"}
        elif change == 1:
            return {"business_message": body}
        elif "message" in body:
            body["message"]["chat"] = chat
        else:
            body["chat"] = chat
        return made

    def _block(self) -> Json:
        """Somebody blocks the bot, or lets it write again."""
        person = self._person()
        status = self.drawn.choice(("kicked", "member", "left", self._string()))
        body = {"from": person, "chat": self._chat(person), "date": 1795000000}
        return {"my_chat_member": body | {"new_chat_member": {"user": person, "status": status}}}

    def _data(self, held: Held) -> str:
        """What a button sends: a true route with any values, or one that was tampered with."""
        data = pack(self._route(held))
        tampering: tuple[Callable[[], str], ...] = (
            *(lambda: data,) * 6,
            lambda: f"{self.drawn.choice('023456789az')}{data[1:]}",
            lambda: data[: self.drawn.randrange(len(data) + 1)],
            lambda: data.ljust(self.drawn.choice((LIMIT, LIMIT + 1, 300)), self.drawn.choice("0:aé")),
            lambda: data.replace(":", self.drawn.choice(("::", "", ":-", ":\x00", ":" + HALF_A_PAIR))),
            self._string,
        )
        return self.drawn.choice(tampering)()

    def _route(self, held: Held) -> Route:
        while True:
            leaf = Answer if self.drawn.random() < 0.2 else self.drawn.choice(every_route())
            if leaf not in PAPERS or self.drawn.random() < A_PAPER:
                hints = get_type_hints(leaf)
                try:
                    route = leaf(**{name: self._value(hints[name], held) for name in leaf.names})
                    pack(route)
                except ValueError:
                    continue  # too long for a button
                return route

    def _value(self, kind: Any, held: Held) -> object:  # noqa: ANN401 - a type hint may be anything
        if kind is int:
            others = self.drawn.choice(self.aim.cards).showing
            return self.drawn.choice((held.showing, held.showing, others, 0, 1, 2, MAX_NUMBER))
        if kind is ContentId:
            return self.drawn.choice(content_ids() if self.drawn.random() < 0.5 else ("a", "b", "c"))
        if kind is date:
            return TODAY + timedelta(days=self.drawn.randint(-400, 400))
        if kind is LinkCode:
            return LinkCode(self.drawn.choice("Az0_-") * 22)
        if kind is Inside:
            return Inside.of(self._route(held))
        return self.drawn.choice(list(kind))

    def _string(self) -> str:
        if self.drawn.random() < 0.8:
            return self.drawn.choice(TEXTS)
        return "".join(
            chr(self.drawn.choice((self.drawn.randrange(128), self.drawn.randrange(0x11000))))
            for _ in range(9)
        )

    def _made(self, kind: str, depth: int) -> Any:  # noqa: ANN401 - any JSON
        """A value of one of the Bot API's types, deep but not endless."""
        if kind.startswith(ARRAY):
            most = 2 if depth < DEEPEST else 0
            return [
                self._made(kind.removeprefix(ARRAY), depth + 1) for _ in range(self.drawn.randint(0, most))
            ]
        if kind not in types():
            return self._plain(kind)
        described = types()[kind]
        if "one_of" in described:
            return self._made(self.drawn.choice(described["one_of"]), depth)
        return {
            name: self._field(one, depth)
            for name, one in described["fields"].items()
            if self._has(one, depth)
        }

    def _has(self, described: Json, depth: int) -> bool:
        if described.get("required"):
            return depth < DEEPEST * 2
        return depth < DEEPEST and self.drawn.random() < 0.08

    def _field(self, described: Json, depth: int) -> Any:  # noqa: ANN401 - any JSON
        fixed = described.get("must_be")
        return fixed if fixed is not None else self._made(self.drawn.choice(described["types"]), depth + 1)

    def _plain(self, kind: str) -> object:
        if kind == "Integer":
            return self.drawn.choice((self.drawn.choice(self.aim.people), *NUMBERS[:10]))
        if kind in {"Boolean", "True"}:
            return self.drawn.random() < 0.5
        return self.drawn.random() if kind == "Float" else self._string()

    def _break(self, update: Json) -> None:
        """Change something somewhere in it: leave it out, put something odd there, or bury it."""
        for _time in range(self.drawn.randint(1, 3)):
            holder, key = self._somewhere(update)
            how = self.drawn.randrange(4)
            if how == 0:
                del holder[key]
            elif how == 1:
                holder[key] = self._buried(holder[key])
            else:
                holder[key] = self._string() if how == 2 else copy.deepcopy(self.drawn.choice(ODD))

    def _somewhere(self, update: Json) -> tuple[Any, Any]:
        if not update:
            update["message"] = {}
        holder, key = update, self.drawn.choice(list(update))
        while isinstance(holder[key], dict) and holder[key] and self.drawn.random() < 0.8:
            holder = holder[key]
            key = self.drawn.choice(list(holder))
        return holder, key

    def _buried(self, value: object) -> object:
        for _layer in range(self.drawn.choice((1, 2, 150))):
            value = [value] if self.drawn.random() < 0.5 else {"message": value}
        return value
