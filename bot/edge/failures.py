"""What a failure of the Bot API means. The only place that looks at Telegram's words.

Two facts shape it. Telegram gives bots no way to repeat a call safely, so everything depends on whether the
request can have arrived. And in the library `BadRequest` and `TimedOut` are kinds of `NetworkError`, so the order
in which they are asked about matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.edge.request import NeverSentError


class Meaning(StrEnum):
    """What follows from a failure."""

    UNCHANGED = "unchanged"  # the message shows just this already: as good as sent
    NOT_EDITABLE = "not editable"  # that message cannot be edited: send a new one
    LEFT = "left"  # the person blocked the bot, is gone, or was never there
    SLOW_DOWN = "slow down"  # too many requests: wait, then try again; not sent
    MIGRATED = "migrated"  # the group has a new id; not sent
    TOKEN_REFUSED = "token refused"  # noqa: S105 - a meaning, not a token
    CONFLICT = "conflict"  # somebody else polls with this token
    REFUSED = "refused"  # Telegram will never take this call
    NEVER_SENT = "never sent"  # no connection stood
    UNKNOWN = "unknown"  # it went out, and no answer came that could be read


@dataclass(frozen=True)
class Failure:
    """A failure and what goes with it: seconds to wait, or the new id of a group."""

    meaning: Meaning
    retry_after: float | None = None
    new_chat_id: int | None = None


# Beginnings and parts of Telegram's descriptions, in lower case. From the Bot API server's source (Client.cpp).
_UNCHANGED = ("message is not modified",)
_NOT_EDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_LEFT_AS_BAD_REQUEST = ("chat not found", "user not found", "peer_id_invalid", "user_is_deactivated")


def classify(error: TelegramError) -> Failure:
    """What an error of the library means."""
    if isinstance(error, RetryAfter):
        return Failure(Meaning.SLOW_DOWN, retry_after=_seconds(error))
    if isinstance(error, ChatMigrated):
        return Failure(Meaning.MIGRATED, new_chat_id=error.new_chat_id)
    if isinstance(error, BadRequest):
        return Failure(_of_bad_request(error.message.casefold()))
    simple = {Forbidden: Meaning.LEFT, InvalidToken: Meaning.TOKEN_REFUSED, Conflict: Meaning.CONFLICT}
    for kind, meaning in simple.items():
        if isinstance(error, kind):
            return Failure(meaning)
    if isinstance(error, NetworkError):
        never = isinstance(error.__cause__, NeverSentError)
        return Failure(Meaning.NEVER_SENT if never else Meaning.UNKNOWN)
    # What is left is an answer that the library could not read: the call may well have been taken.
    return Failure(Meaning.UNKNOWN)


def _of_bad_request(description: str) -> Meaning:
    table = (
        (_UNCHANGED, Meaning.UNCHANGED),
        (_NOT_EDITABLE, Meaning.NOT_EDITABLE),
        (_LEFT_AS_BAD_REQUEST, Meaning.LEFT),
    )
    for parts, meaning in table:
        if any(part in description for part in parts):
            return meaning
    return Meaning.REFUSED


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()
