"""The demo's world as it is: people, chats, messages, files, the updates that wait. The Bot API acts on it.

Everything that happens is told to `listeners`. It never decides on its own that something happens, the
closing of polls by the clock apart.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import OrderedDict, deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.demo.bell import Bell
from bot.demo.chats import Chat, ChatKind, Standing, member
from bot.demo.entities import Formatted
from bot.demo.events import Event, Happening, Listener
from bot.demo.faults import Faults, Pace
from bot.demo.files import FileStore
from bot.demo.messages import Kind, Message, Person
from bot.demo.profile import Profile
from bot.demo.refusals import Refusal, bad_request, forbidden
from bot.demo.updates import Updates
from bot.demo.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.clock import Clock
    from bot.demo.polls import Poll
    from bot.demo.spec import Params

USERNAME = "say_so_demo_bot"
BOT_NAME = "Say So"
TOKEN = "1:demo"  # noqa: S105 - opens nothing but the demo on this computer
CALLBACK_LIFE = timedelta(seconds=150)
MOST_CALLBACKS = 100_000
CALLS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Tap:
    """Somebody pressed an inline button and waits for an answer."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of the Bot API: what was asked, when, and what was answered (a result or a refusal)."""

    method: str
    params: Params
    at: datetime
    result: object = None
    refusal: Refusal | None = None


class Stage:
    """What exists. `World` adds what people do."""

    def __init__(self, clock: Clock, token: str = TOKEN, calls_kept: int = CALLS_KEPT) -> None:
        self.clock = clock
        self.token = token
        self.bot = Person(int(token.split(":", maxsplit=1)[0]), BOT_NAME, "bot", USERNAME, is_bot=True)
        self.people: dict[int, Person] = {}
        self.gone: set[int] = set()
        self.chats: dict[int, Chat] = {}
        self.activity = Bell()
        self.updates = Updates(clock, self.activity)
        self.webhook = Webhook(self.updates, clock.now)
        self.files = FileStore()
        self.faults = Faults(clock.now)
        self.pace = Pace(clock.now)
        self.profile = Profile()
        self.taps: OrderedDict[str, Tap] = OrderedDict()
        self.polls: dict[str, tuple[int, int]] = {}
        self.poll_due = Bell()
        self.calls: deque[CallRecord] = deque(maxlen=calls_kept)
        self.calls_running = 0
        self.listeners: list[Listener] = []
        self._private_ids = itertools.count(1)
        self._tap_numbers = itertools.count(4_000_000_000_000_001)

    def tell(self, event: Event) -> None:
        """Let every listener know."""
        for listener in self.listeners:
            listener(event)

    def add_person(self, name: str, person_id: int, role: str = "worker") -> Person:
        """Somebody with a phone who has not yet found the bot."""
        person = Person(person_id, name, role)
        self.people[person_id] = person
        chat = Chat(person_id, ChatKind.PRIVATE, name, self._private_ids)
        chat.members[person_id] = Standing.MEMBER
        self.chats[person_id] = chat
        return person

    def add_group(
        self,
        title: str,
        chat_id: int,
        people: Iterable[Person],
        kind: ChatKind = ChatKind.SUPERGROUP,
    ) -> Chat:
        """A group of `people`, the first of them its owner, with the bot as a plain member."""
        chat = Chat(chat_id, kind, title, itertools.count(1), started=True)
        chat.members = {person.id: Standing.MEMBER for person in people}
        if chat.members:
            chat.members[next(iter(chat.members))] = Standing.OWNER
        self.chats[chat_id] = chat
        return chat

    def chat(self, chat_id: object) -> Chat:
        """The chat that a call means.

        Raises:
            Refusal: there is none for the bot, or it has become another one.
        """
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.upgraded_to:
            reason = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, reason, migrate_to_chat_id=chat.upgraded_to)
        return chat

    def open_chat(self, chat_id: object) -> Chat:
        """The chat that a call means, if the bot may speak there.

        Raises:
            Refusal: there is none, the person never pressed START, or the bot is not wanted.
        """
        chat = self.chat(chat_id)
        if chat.private:
            self._check_private(chat)
        elif chat.bot_standing is Standing.KICKED:
            raise forbidden(f"bot was kicked from the {chat.kind.value} chat")
        elif chat.bot_standing is Standing.LEFT:
            raise forbidden(f"bot is not a member of the {chat.kind.value} chat")
        return chat

    def _check_private(self, chat: Chat) -> None:
        if chat.id in self.gone:
            raise forbidden("user is deactivated")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")

    def post(self, chat: Chat, message: Message) -> Message:
        """Put a new message into its chat."""
        chat.keep(message)
        self.tell(Event(Happening.MESSAGE, chat.id, message=message))
        return message

    def amend(self, chat: Chat, message: Message) -> Message:
        """Put a changed message in the place of the old one."""
        chat.keep(message)
        self.tell(Event(Happening.EDIT, chat.id, message=message))
        return message

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message out of its chat."""
        pinned = chat.pinned
        chat.drop(message_id)
        self.tell(Event(Happening.DELETE, chat.id, message_id=message_id))
        if chat.pinned != pinned:
            self.tell(Event(Happening.PIN, chat.id, message_id=chat.pinned))

    def draft(self, chat: Chat, sender: Person) -> Message:
        """An empty message of `sender`, to be filled and posted."""
        return Message(next(chat.ids), chat.id, sender, self.clock.now())

    def service(self, chat: Chat, sender: Person, words: str, about: tuple[str, object]) -> Message:
        """Post a service message and queue it for the bot."""
        draft = self.draft(chat, sender)
        message = self.post(chat, replace(draft, kind=Kind.SERVICE, body=Formatted(words), service=(about,)))
        self.updates.push("message", chat.show(message), f"message:{chat.id}")
        return message

    def new_tap(self, person: Person, chat_id: int, message_id: int, data: str) -> Tap:
        """Remember a tap until it is too old to be answered."""
        now = self.clock.now()
        while self.taps and (
            len(self.taps) >= MOST_CALLBACKS or now - next(iter(self.taps.values())).at > CALLBACK_LIFE
        ):
            self.taps.popitem(last=False)
        tap = Tap(str(next(self._tap_numbers)), person.id, chat_id, message_id, data, now)
        self.taps[tap.id] = tap
        return tap

    def set_bot_standing(self, chat: Chat, by: Person, standing: Standing) -> None:
        """Change how the bot stands to a chat and let it know."""
        old, chat.bot_standing = chat.bot_standing, standing
        change = {
            "chat": chat.json(),
            "from": by.json(),
            "date": int(self.clock.now().timestamp()),
            "old_chat_member": member(self.bot, old),
            "new_chat_member": member(self.bot, standing),
        }
        self.updates.push("my_chat_member", change, f"member:{chat.id}")
        self.tell(Event(Happening.CHAT, chat.id))

    def set_poll(self, chat: Chat, message: Message, poll: Poll) -> None:
        """Put a poll's new state in its message and let the bot know."""
        self.amend(chat, replace(message, poll=poll))
        if poll.closed:
            self.polls.pop(poll.id, None)
        self.updates.push("poll", poll.json(), f"poll:{poll.id}")

    def close_due_polls(self) -> datetime | None:
        """Close the polls whose time has come; when the next one closes."""
        coming = []
        for chat_id, message_id in list(self.polls.values()):
            message = self.chats[chat_id].messages.get(message_id)
            poll = message.poll if message else None
            if message is None or poll is None or poll.closed or poll.closes is None:
                continue
            if poll.closes <= self.clock.now():
                self.set_poll(self.chats[chat_id], message, replace(poll, closed=True))
            else:
                coming.append(poll.closes)
        return min(coming, default=None)

    async def keep_polls(self) -> None:
        """Close polls when their time comes, for ever."""
        while True:
            due = self.close_due_polls()
            news = [asyncio.create_task(self.poll_due.heard())]
            if due:
                news.append(asyncio.create_task(_slept(self.clock, due)))
            try:
                await asyncio.wait(news, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in news:
                    task.cancel()


async def _slept(clock: Clock, moment: datetime) -> bool:
    await clock.sleep_until(moment)
    return True
