"""What can happen, in our own words: the edge reads it out of Telegram's updates, handlers never see those.

Texts are hidden from `repr`, so that no log line and no error can carry what somebody typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Event:
    """Something happened, mostly in a private chat: then `person_id` is the chat's id as well."""

    update_id: int
    person_id: int


@dataclass(frozen=True)
class Tapped(Event):
    """A button was tapped. `data` comes from outside and may be forged.

    `keys` is the data of all buttons under the message, as far as Telegram still knows it.
    """

    data: str = field(repr=False)
    message_id: int
    query_id: str = field(repr=False)
    keys: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Typed(Event):
    """A text was typed, or a key of the menu was pressed, which is the same. `typed_id` is its message."""

    text: str = field(repr=False)
    typed_id: int | None = None


@dataclass(frozen=True)
class Unreadable(Event):
    """Something came that is not a new text: a sticker, a picture, an edited message."""

    kind: str


@dataclass(frozen=True)
class Left(Event):
    """The person blocked the bot."""


@dataclass(frozen=True)
class Returned(Event):
    """The person unblocked the bot."""


@dataclass(frozen=True)
class GroupCode(Event):
    """A person typed a code in a group, or came there by a link with it. `thread` is the topic, if any."""

    group_id: int
    code: str = field(repr=False)
    thread: int | None = None


@dataclass(frozen=True)
class GroupGone(Event):
    """The bot was taken out of a group. `person_id` is the group's id."""


@dataclass(frozen=True)
class GroupMoved(Event):
    """A group has a new id. `person_id` is the old one."""

    new_id: int


@dataclass(frozen=True)
class EnoughVotes(Event):
    """A poll of the bot's has five votes or more; how many is not read. `person_id` is nobody's."""

    poll: str
