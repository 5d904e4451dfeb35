"""What happens in the demo's world, told to whoever listens: the open pages, and tests.

Names are those of the page's protocol. Listeners must not wait and must not change the world.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.demo.messages import Message


class Happening(StrEnum):
    """The kinds of events."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETE = "delete"
    PIN = "pin"
    KEYBOARD = "keyboard"
    TOAST = "toast"
    ANSWERED = "answered"
    TYPING = "typing"
    CLOCK = "clock"
    CHAT = "chat"
    COMMANDS = "commands"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Without `person_id` it is for everyone in the chat, without `chat_id` for everyone."""

    name: Happening
    chat_id: int | None = None
    person_id: int | None = None
    message: Message | None = None
    message_id: int | None = None
    text: str = ""
    alert: bool = False


Listener = Callable[[Event], None]
