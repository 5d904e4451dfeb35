"""What can happen, in our own words: the edge reads it out of Telegram's updates, handlers never see those.

Texts are hidden from `repr`, so that no log line and no error can carry what somebody typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Event:
    """Something happened in a private chat. `person_id` is the chat's id as well."""

    update_id: int
    person_id: int


@dataclass(frozen=True)
class Tapped(Event):
    """A button was tapped. `data` comes from outside and may be forged."""

    data: str = field(repr=False)
    message_id: int
    query_id: str = field(repr=False)


@dataclass(frozen=True)
class Typed(Event):
    """A text was typed, or a key of the menu was pressed, which is the same."""

    text: str = field(repr=False)


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
