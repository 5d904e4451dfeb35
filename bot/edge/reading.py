"""What all readers of updates need: ids and people, out of values that may be anything."""

from __future__ import annotations

from typing import TypeGuard

HIGHEST = 2**53  # Telegram's ids have at most 52 significant bits


def is_id(value: object) -> TypeGuard[int]:
    """Whether a value can be the id of a person, a message or an update."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < HIGHEST


def is_group_id(value: object) -> TypeGuard[int]:
    """Whether a value can be the id of a group: those are below zero."""
    return isinstance(value, int) and not isinstance(value, bool) and -HIGHEST < value < 0


def person_of(sender: object) -> int | None:
    """The id of a person; None for a bot, which an administrator who hides behind the group is too."""
    if not isinstance(sender, dict) or sender.get("is_bot") is True:
        return None
    number = sender.get("id")
    return number if is_id(number) else None
