"""People, messages and what a message may hold, as values that do not change.

A message that is edited is a new value in the old one's place. Nothing here knows a chat's state or a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.demo.entities import Formatted

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.demo.files import File
    from bot.demo.keyboards import Button, Inline
    from bot.demo.polls import Poll


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a phone, or the bot itself."""

    id: int
    name: str
    role: str = "worker"
    username: str | None = None
    is_bot: bool = False

    def json(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        shown: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            shown["username"] = self.username
        if not self.is_bot:
            shown["language_code"] = "en"
        return shown


NO_TEXT = Formatted("")


class Kind(StrEnum):
    """What a message is, in the words of the page's protocol."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    CONTACT = "contact"
    POLL = "poll"
    SERVICE = "service"
    STICKER = "sticker"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody's number, to be saved on the phone."""

    phone: str
    name: str
    last_name: str | None = None
    vcard: str | None = None

    def json(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        shown = {"phone_number": self.phone, "first_name": self.name}
        if self.last_name:
            shown["last_name"] = self.last_name
        if self.vcard:
            shown["vcard"] = self.vcard
        return shown


@dataclass(frozen=True, slots=True)
class Message:
    """One message in one chat. `service` is what a service message is about, as the Bot API shows it."""

    id: int
    chat_id: int
    sender: Person
    date: datetime
    kind: Kind = Kind.TEXT
    body: Formatted = NO_TEXT
    keyboard: Inline | None = None
    had_menu: bool = False
    edited: datetime | None = None
    file: File | None = None
    contact: Contact | None = None
    poll: Poll | None = None
    service: tuple[tuple[str, Any], ...] = ()
    reply_to: int | None = None
    silent: bool = False
    protected: bool = False
    spoiler: bool = False

    @property
    def text(self) -> str:
        """Its words without marks; a picture's or file's caption; a service message's sentence."""
        return self.body.text

    @property
    def html(self) -> str:
        """Its words with their marks as tags."""
        return self.body.html()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Its inline buttons, in reading order."""
        return tuple(button for row in self.keyboard.rows for button in row) if self.keyboard else ()

    @property
    def labels(self) -> list[str]:
        """The words on its inline buttons, in reading order."""
        return [button.text for button in self.buttons]

    def older_than(self, age: timedelta, now: datetime) -> bool:
        """Whether it was sent longer than `age` before `now`."""
        return now - self.date > age
