"""The demo's people and what they do: press START, write, tap, vote, block. Pages and tests drive this.

Whatever a person does is checked as that person's own phone would, and becomes an update for the bot. It
never calls the bot itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.clock import Clock, MovableClock
from bot.demo import waiting
from bot.demo.chats import Chat, Standing
from bot.demo.detect import with_links
from bot.demo.entities import Formatted, units
from bot.demo.events import Event, Happening
from bot.demo.files import FileKind, Upload, plain_picture
from bot.demo.messages import Kind, Message, Person
from bot.demo.stage import CALLS_KEPT, TOKEN, Stage, Tap
from bot.demo.texts import LONGEST_TEXT
from bot.demo.waiting import SETTLED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

GRACE, MAREK, ASHA = 1001, 1002, 1003
GROUP_ID = -1001000000001
GROUP_TITLE = "Rowan House team"
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
TOASTS_KEPT = 1000

Who = Person | int | str


@dataclass(frozen=True, slots=True)
class Toast:
    """Words that a person saw for a moment after a tap, or had to close if `alert`."""

    person_id: int
    text: str
    alert: bool


class World(Stage):
    """People, their group, and the bot. All that is refused raises ValueError or LookupError."""

    def __init__(self, clock: Clock | None = None, token: str = TOKEN, calls_kept: int = CALLS_KEPT) -> None:
        super().__init__(clock or MovableClock(), token, calls_kept)
        self.toasts: list[Toast] = []
        self.listeners.append(self._keep_toast)
        grace = self.add_person("Grace", GRACE, "worker")
        marek = self.add_person("Marek", MAREK, "manager")
        asha = self.add_person("Asha", ASHA, "second worker")
        self.cast: tuple[Person, ...] = (grace, marek, asha)
        self.group = self.add_group(GROUP_TITLE, GROUP_ID, (marek, grace, asha))

    def person(self, who: Who) -> Person:
        """The person of that name or id."""
        if isinstance(who, Person):
            return who
        found = self.people.get(who) if isinstance(who, int) else self._named(who)
        if found is None:
            names = ", ".join(person.name for person in self.cast)
            raise LookupError(f"There is no {who!r}. The people are {names}.")
        return found

    def start(self, who: Who, payload: str | None = None) -> Message:
        """Press START, perhaps by a link with `payload`; ends a block."""
        person = self.person(who)
        if payload is not None and not PAYLOAD.fullmatch(payload):
            raise ValueError("A link's payload has 1 to 64 of A-Z, a-z, 0-9, _ and -.")
        chat = self.chats[person.id]
        if chat.blocked:
            self.unblock(person)
        if not chat.started:
            chat.started = True
            self.tell(Event(Happening.CHAT, chat.id))
        return self.say(person, f"/start {payload}" if payload else "/start")

    def say(
        self, who: Who, text: str, chat: Chat | int | None = None, reply_to: int | None = None
    ) -> Message:
        """Write `text`, in the chat with the bot unless another is named."""
        person, place = self._may_write(who, chat)
        body = with_links(Formatted(text).trimmed())
        if not 1 <= units(body.text) <= LONGEST_TEXT:
            raise ValueError(f"A message has 1 to {LONGEST_TEXT} characters.")
        return self._sent(place, replace(self.draft(place, person), body=body, reply_to=reply_to))

    def attach(self, who: Who, kind: str, chat: Chat | int | None = None) -> Message:
        """Send a sticker, a voice message or a photo: one that serves for all."""
        person, place = self._may_write(who, chat)
        if kind not in ATTACHABLE:
            raise ValueError(f"One can send {', '.join(ATTACHABLE)}; not {kind!r}.")
        what, file_kind, upload = ATTACHABLE[kind]
        file = self.files.add(file_kind, upload)
        return self._sent(place, replace(self.draft(place, person), kind=what, file=file))

    def edit(self, who: Who, message_id: int, text: str, chat: Chat | int | None = None) -> Message:
        """Change the words of one's own message."""
        person, place = self._may_write(who, chat)
        message = place.messages.get(message_id)
        if message is None or message.sender != person or message.kind is not Kind.TEXT:
            raise LookupError(f"{person.name} wrote no message {message_id} there.")
        body = with_links(Formatted(text).trimmed())
        edited = self.amend(place, replace(message, body=body, edited=self.clock.now()))
        if self._bot_reads(place, edited):
            self.updates.push("edited_message", place.show(edited), f"message:{place.id}")
        return edited

    def tap(self, who: Who, message: Message | int, label: str, chat: Chat | int | None = None) -> Tap:
        """Press the inline button with that label, or else that data, on a message that is there."""
        there = message.chat_id if isinstance(message, Message) else chat
        message_id = message.id if isinstance(message, Message) else message
        person, place = self._may_write(who, there)
        if message_id not in place.messages:
            raise LookupError(f"There is no message {message_id} in that chat.")
        shown = place.messages[message_id]
        button = next((button for button in shown.buttons if button.text == label), None)
        button = button or next((button for button in shown.buttons if button.data == label), None)
        if button is None:
            raise LookupError(f"There is no button {label!r}. There are {shown.labels}.")
        if button.data is None:
            raise ValueError(f"The button {label!r} sends nothing to the bot.")
        return self._tapped(person, place, message_id, button.data)

    def tap_data(self, who: Who, message_id: int, data: str, chat: Chat | int | None = None) -> Tap:
        """Send any data as if from a button: one forged, or one that was there before the message changed."""
        person, place = self._may_write(who, chat)
        return self._tapped(person, place, message_id, data)

    def vote(self, who: Who, message: Message, options: list[int]) -> None:
        """Choose in a poll; no options take the vote back."""
        person, place = self._may_write(who, message.chat_id)
        present = place.messages[message.id]
        if present.poll is None:
            raise LookupError("That message is not a poll.")
        poll = present.poll.voted(person.id, tuple(options))
        self.set_poll(place, present, poll)
        if not poll.anonymous:
            answer = {
                "poll_id": poll.id,
                "user": person.json(),
                "option_ids": options,
                "option_persistent_ids": [str(option) for option in options],
            }
            self.updates.push("poll_answer", answer, f"poll_answer:{person.id}")

    def block(self, who: Who) -> None:
        """Block the bot."""
        self._set_blocked(self.person(who), Standing.KICKED)

    def unblock(self, who: Who) -> None:
        """Let the bot write again."""
        self._set_blocked(self.person(who), Standing.MEMBER)

    def deactivate(self, who: Who) -> None:
        """Delete one's account: Telegram tells the bot only when it writes."""
        self.gone.add(self.person(who).id)

    def upgrade(self, chat: Chat, new_id: int) -> Chat:
        """Make a plain group into a supergroup with another id, as Telegram does by itself."""
        owner = self.people[next(iter(chat.members))]
        new = self.add_group(chat.title, new_id, [self.people[member] for member in chat.members])
        self.service(chat, owner, "The group was upgraded", ("migrate_to_chat_id", new_id))
        self.service(new, owner, "The group was upgraded", ("migrate_from_chat_id", chat.id))
        chat.upgraded_to = new_id
        return new

    def inject(self, update: dict[str, Any]) -> int:
        """Queue a raw update, even a malformed one or one that came before; its number."""
        return self.updates.inject(update)

    def messages(self, who: Who, chat: Chat | int | None = None) -> list[Message]:
        """What a person sees in a chat now, the oldest first."""
        return list(self._place(self.person(who), chat).messages.values())

    def last(self, who: Who, chat: Chat | int | None = None) -> Message:
        """The newest message in a chat that the bot wrote."""
        shown = [message for message in self.messages(who, chat) if message.sender == self.bot]
        written = [message for message in shown if message.kind is not Kind.SERVICE]
        if not written:
            raise LookupError("The bot has written nothing there.")
        return written[-1]

    def jump_to(self, moment: datetime) -> None:
        """Put the clock to `moment` and let everyone know."""
        self.pass_through(moment)
        self.tell(Event(Happening.CLOCK))

    def pass_through(self, moment: datetime) -> None:
        """Put the clock to `moment` on the way to another: the bot notices, the pages are not told."""
        if not isinstance(self.clock, MovableClock):
            raise TypeError("This world's clock cannot be moved.")
        self.clock.jump_to(moment)
        self.updates.arrivals.ring()
        self.activity.ring()

    async def quiet(self, within: float = 30.0, settled: float = SETTLED) -> None:
        """Wait until the bot has confirmed every update, no call runs, and nothing happened for `settled` s.

        Raises:
            TimeoutError: it did not happen within so many seconds.
        """
        await waiting.quiet(self, within, settled)

    async def until(self, true: Callable[[], object], within: float = 30.0) -> None:
        """Wait until `true` says so, asked whenever something happened and now and then besides.

        Raises:
            TimeoutError: it did not happen within so many seconds.
        """
        await waiting.until(self, true, within)

    def _named(self, name: str) -> Person | None:
        return next((person for person in self.people.values() if person.name == name), None)

    def _place(self, person: Person, chat: Chat | int | None) -> Chat:
        if isinstance(chat, Chat):
            return chat
        place = self.chats.get(person.id if chat is None else chat)
        if place is None or person.id not in place.members:
            raise LookupError(f"{person.name} is in no chat {chat}.")
        return place

    def _may_write(self, who: Who, chat: Chat | int | None) -> tuple[Person, Chat]:
        person = self.person(who)
        place = self._place(person, chat)
        if not place.started:
            raise ValueError(f"{person.name} has not pressed START yet.")
        if place.private and place.blocked:
            raise ValueError(f"{person.name} has blocked the bot.")
        return person, place

    def _sent(self, place: Chat, message: Message) -> Message:
        self.post(place, message)
        keys = [key for row in place.menu.rows for key in row] if place.menu else []
        if place.menu and place.menu.one_time and message.text in keys:
            place.menu = None
            self.tell(Event(Happening.KEYBOARD, place.id))
        if self._bot_reads(place, message):
            self.updates.push("message", place.show(message), f"message:{place.id}")
        return message

    def _bot_reads(self, place: Chat, message: Message) -> bool:
        """In a group Telegram's privacy mode shows a bot commands and replies to itself, nothing else."""
        if place.private or place.bot_standing is Standing.ADMINISTRATOR:
            return True
        if place.bot_standing is not Standing.MEMBER:
            return False
        replied = place.messages.get(message.reply_to or 0)
        command = message.text.split(maxsplit=1)[0] if message.text.startswith("/") else ""
        meant = "@" not in command or command.lower().endswith(f"@{self.bot.username}")
        return bool(command and meant) or bool(replied and replied.sender == self.bot)

    def _tapped(self, person: Person, place: Chat, message_id: int, data: str) -> Tap:
        tap = self.new_tap(person, place.id, message_id, data)
        message = place.messages.get(message_id)
        gone = {"chat": place.json(), "message_id": message_id, "date": 0}
        query = {
            "id": tap.id,
            "from": person.json(),
            "message": place.show(message) if message else gone,
            "chat_instance": str(place.id),
            "data": data,
        }
        self.updates.push("callback_query", query, f"tap:{person.id}")
        return tap

    def _set_blocked(self, person: Person, standing: Standing) -> None:
        chat = self.chats[person.id]
        if chat.bot_standing is not standing:
            self.set_bot_standing(chat, person, standing)

    def _keep_toast(self, event: Event) -> None:
        if event.name is Happening.TOAST and event.person_id is not None:
            self.toasts.append(Toast(event.person_id, event.text, event.alert))
            del self.toasts[:-TOASTS_KEPT]


ATTACHABLE: dict[str, tuple[Kind, FileKind, Upload]] = {
    "sticker": (Kind.STICKER, FileKind.STICKER, Upload("thumbs-up.png", plain_picture(64, 64), "image/png")),
    "voice": (Kind.VOICE, FileKind.VOICE, Upload("voice.ogg", b"OggS demo", "audio/ogg")),
    "photo": (Kind.PHOTO, FileKind.PHOTO, Upload("photo.png", plain_picture(320, 240), "image/png")),
}
