"""One chat: who is in it, what was said, what is pinned, and whether the bot may speak there.

It shows itself and its messages as the Bot API does. It never queues an update or tells a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.demo.messages import Kind, Message, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.demo.keyboards import Menu

# Older messages of a chat are forgotten, so that a benchmark of hours does not fill the memory.
MOST_MESSAGES = 2000


class ChatKind(StrEnum):
    """Telegram's kinds of chats, but for channels."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Standing(StrEnum):
    """How somebody stands to a chat."""

    OWNER = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(slots=True)
class Chat:
    """A chat as it is now. In a private chat `bot_standing` KICKED means that the person blocked the bot."""

    id: int
    kind: ChatKind
    title: str
    ids: Iterator[int]
    members: dict[int, Standing] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pins: list[int] = field(default_factory=list)
    menu: Menu | None = None
    bot_standing: Standing = Standing.MEMBER
    started: bool = False
    upgraded_to: int | None = None

    @property
    def private(self) -> bool:
        """Whether only one person and the bot are in it."""
        return self.kind is ChatKind.PRIVATE

    @property
    def blocked(self) -> bool:
        """Whether the person blocked the bot, or the group threw it out."""
        return self.bot_standing is Standing.KICKED

    @property
    def pinned(self) -> int | None:
        """The newest pinned message."""
        return max(self.pins, default=None)

    def keep(self, message: Message) -> None:
        """Take in `message`, new or in place of the one with its id."""
        self.messages[message.id] = message
        if len(self.messages) > MOST_MESSAGES:
            self.drop(next(iter(self.messages)))

    def drop(self, message_id: int) -> None:
        """Forget a message and its pin."""
        del self.messages[message_id]
        if message_id in self.pins:
            self.pins.remove(message_id)

    def json(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        name = "first_name" if self.private else "title"
        return {"id": self.id, "type": self.kind.value, name: self.title}

    def show(self, message: Message) -> dict[str, Any]:
        """A message of this chat as the Bot API shows it."""
        shown: dict[str, Any] = {
            "message_id": message.id,
            "from": message.sender.json(),
            "chat": self.json(),
            "date": int(message.date.timestamp()),
        }
        if message.edited:
            shown["edit_date"] = int(message.edited.timestamp())
        if message.reply_to in self.messages:
            replied = self.show(self.messages[message.reply_to])
            replied.pop("reply_to_message", None)
            shown["reply_to_message"] = replied
        if message.keyboard:
            shown["reply_markup"] = message.keyboard.json()
        if message.protected:
            shown["has_protected_content"] = True
        return shown | content(message)


def content(message: Message) -> dict[str, Any]:
    """What the message holds, as the Bot API shows it."""
    marks = [entity.json() for entity in message.body.entities]
    if message.kind is Kind.TEXT:
        return {"text": message.text, **({"entities": marks} if marks else {})}
    if message.kind is Kind.SERVICE:
        return dict(message.service)
    if message.contact:
        return {"contact": message.contact.json()}
    if message.poll:
        return {"poll": message.poll.json()}
    shown = _file(message)
    if message.text:
        shown["caption"] = message.text
    if marks:
        shown["caption_entities"] = marks
    return shown


def _file(message: Message) -> dict[str, Any]:
    file = message.file
    if file is None:
        return {}
    shown = file.json()
    if message.kind is Kind.DOCUMENT:
        return {"document": {**shown, "file_name": file.name, "mime_type": file.mime}}
    if message.kind is Kind.VOICE:
        return {"voice": {**shown, "duration": 2, "mime_type": file.mime}}
    sized = {**shown, "width": file.width, "height": file.height}
    if message.kind is Kind.STICKER:
        return {
            "sticker": {**sized, "type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
        }
    return {"photo": [sized], **({"has_media_spoiler": True} if message.spoiler else {})}


def member(person: Person, standing: Standing) -> dict[str, Any]:
    """Somebody's standing in a chat as the Bot API shows it."""
    shown: dict[str, Any] = {"user": person.json(), "status": standing.value}
    if standing is Standing.OWNER:
        shown["is_anonymous"] = False
    if standing is Standing.KICKED:
        shown["until_date"] = 0
    if standing is Standing.ADMINISTRATOR:
        shown |= dict.fromkeys(RIGHTS, True) | dict.fromkeys(NO_RIGHTS, False)
    return shown


RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_restrict_members",
    "can_invite_users",
    "can_pin_messages",
    "can_change_info",
    "can_manage_video_chats",
)
NO_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_promote_members",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
