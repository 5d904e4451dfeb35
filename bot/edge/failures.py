"""What a failure of the Bot API means. The only place that looks at Telegram's words.

Two facts shape it. Telegram gives bots no way to repeat a call safely, so everything depends on whether the
request can have arrived. And in the library `BadRequest` and `TimedOut` are kinds of `NetworkError`, so the order
in which they are asked about matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Mapping


class Meaning(StrEnum):
    """What follows from a failure."""

    UNCHANGED = "unchanged"  # the message shows just this already: as good as sent
    NOT_EDITABLE = "not editable"  # that message cannot be edited: send a new one
    LEFT = "left"  # the person blocked the bot, is gone, or was never there
    FILE_UNKNOWN = "file unknown"  # Telegram does not take this id of a file any more: send the file itself
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


# Parts of Telegram's descriptions, in lower case. From the Bot API server's source (Client.cpp); of files, from
# the answers that bots report.
_BAD_REQUESTS = {
    "message is not modified": Meaning.UNCHANGED,
    "message to edit not found": Meaning.NOT_EDITABLE,
    "message can't be edited": Meaning.NOT_EDITABLE,
    "message to delete not found": Meaning.NOT_EDITABLE,
    "message_id_invalid": Meaning.NOT_EDITABLE,
    "there is no text in the message to edit": Meaning.NOT_EDITABLE,  # a file, even one with a caption
    "chat not found": Meaning.LEFT,
    "user not found": Meaning.LEFT,
    "peer_id_invalid": Meaning.LEFT,
    "user_is_deactivated": Meaning.LEFT,
    "wrong file identifier": Meaning.FILE_UNKNOWN,
    "wrong remote file identifier": Meaning.FILE_UNKNOWN,
    "file_id_invalid": Meaning.FILE_UNKNOWN,
    "file_reference_": Meaning.FILE_UNKNOWN,  # expired, invalid, empty
}
# What else is forbidden is a fault of ours, and nobody left.
_FORBIDDEN = {
    "bot was blocked": Meaning.LEFT,
    "user is deactivated": Meaning.LEFT,
    "bot was kicked": Meaning.LEFT,
    "can't initiate conversation": Meaning.LEFT,
}


def classify(error: TelegramError) -> Failure:
    """What an error of the library means."""
    if isinstance(error, RetryAfter):
        return Failure(Meaning.SLOW_DOWN, retry_after=_seconds(error))
    if isinstance(error, ChatMigrated):
        return Failure(Meaning.MIGRATED, new_chat_id=error.new_chat_id)
    if isinstance(error, (BadRequest, Forbidden)):
        meanings = _BAD_REQUESTS if isinstance(error, BadRequest) else _FORBIDDEN
        return Failure(_said(error.message.casefold(), meanings))
    simple = {InvalidToken: Meaning.TOKEN_REFUSED, Conflict: Meaning.CONFLICT}
    for kind, meaning in simple.items():
        if isinstance(error, kind):
            return Failure(meaning)
    if isinstance(error, NetworkError):
        never = isinstance(error.__cause__, NeverSentError)
        return Failure(Meaning.NEVER_SENT if never else Meaning.UNKNOWN)
    # What is left is an answer that the library could not read: the call may well have been taken.
    return Failure(Meaning.UNKNOWN)


def _said(description: str, meanings: Mapping[str, Meaning]) -> Meaning:
    return next((meaning for part, meaning in meanings.items() if part in description), Meaning.REFUSED)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()
