"""The contract with whatever shows screens to people, and what can become of a screen.

The real one is `bot.edge.sending`. What a failure means is decided there, in one place; here it only has a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.screens.screen import Screen


class Fate(StrEnum):
    """What became of a screen that was not shown for certain."""

    NOT_SENT = "not sent"  # for certain; trying again is safe
    UNKNOWN = "unknown"  # the request went out and no answer came
    LEFT = "left"  # the person blocked the bot or is gone
    MOVED = "moved"  # the group has a new id, `moved_to`; not sent
    REFUSED = "refused"  # Telegram will never take it: a fault of ours


@dataclass(frozen=True)
class Sent:
    """It was shown, as this message. `file_id` and `poll` are Telegram's ids of what came with it, if it did."""

    message_id: int
    file_id: str | None = None
    poll: str | None = None


@dataclass(frozen=True)
class Failed:
    """It was not shown, or nobody knows. `reason` is a kind of failure, never a text of Telegram's or a person's.

    `retry_after` are the seconds that Telegram asks us to wait; None if it did not. `moved_to` is the new id of a
    group that has moved.
    """

    fate: Fate
    reason: str
    retry_after: float | None = None
    moved_to: int | None = None


class Messenger(Protocol):
    """Shows screens."""

    async def show(self, chat_id: int, screen: Screen, *, edits: int | None, pins: bool) -> Sent | Failed:
        """Show `screen` by editing a message, or as a new one; pin it if `pins`. Raises nothing of Telegram's."""
        ...

    def acknowledge(self, query_id: str) -> None:
        """Stop the waiting sign on a button that was tapped, without waiting for that."""
        ...
