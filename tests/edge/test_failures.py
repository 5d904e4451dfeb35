from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest

from bot.edge.failures import Failure, Meaning, classify
from bot.edge.request import NeverSentError

SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
ANOTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
    " first"
)
OLD_TAP = "Bad Request: query is too old and response timeout expired or query ID is invalid"
# Status and description as the Bot API server sends them, and what follows.
ANSWERS = [
    (400, SAME, Meaning.UNCHANGED),
    (400, "Bad Request: message to edit not found", Meaning.NOT_EDITABLE),
    (400, "Bad Request: message can't be edited", Meaning.NOT_EDITABLE),
    (400, "Bad Request: MESSAGE_ID_INVALID", Meaning.NOT_EDITABLE),
    (400, "Bad Request: there is no text in the message to edit", Meaning.NOT_EDITABLE),
    (400, "Bad Request: wrong file identifier/HTTP URL specified", Meaning.FILE_UNKNOWN),
    (400, "Bad Request: wrong remote file identifier specified: can't unserialize it", Meaning.FILE_UNKNOWN),
    (400, "Bad Request: FILE_ID_INVALID", Meaning.FILE_UNKNOWN),
    (400, "Bad Request: FILE_REFERENCE_EXPIRED", Meaning.FILE_UNKNOWN),
    (400, "Bad Request: chat not found", Meaning.LEFT),
    (400, "Bad Request: user not found", Meaning.LEFT),
    (400, "Bad Request: PEER_ID_INVALID", Meaning.LEFT),
    (400, "Bad Request: USER_IS_DEACTIVATED", Meaning.LEFT),
    (403, "Forbidden: bot was blocked by the user", Meaning.LEFT),
    (403, "Forbidden: user is deactivated", Meaning.LEFT),
    (403, "Forbidden: bot can't initiate conversation with a user", Meaning.LEFT),
    (403, "Forbidden: bot was kicked from the group chat", Meaning.LEFT),
    (403, "Forbidden: bot was kicked from the supergroup chat", Meaning.LEFT),
    (403, "Forbidden: bots can't send messages to bots", Meaning.REFUSED),
    (403, "Forbidden: bot is not allowed to do this", Meaning.REFUSED),
    (403, "Forbidden: not enough rights to send documents", Meaning.REFUSED),
    (403, "Forbidden", Meaning.REFUSED),
    (400, 'Bad Request: can\'t parse entities: Unsupported start tag "u1" at byte offset 3', Meaning.REFUSED),
    (400, "Bad Request: message text is empty", Meaning.REFUSED),
    (400, "Bad Request: message is too long", Meaning.REFUSED),
    (400, "Bad Request: BUTTON_DATA_INVALID", Meaning.REFUSED),
    (400, "Bad Request: message to pin not found", Meaning.REFUSED),
    (400, "Bad Request: not enough rights to send text messages to the chat", Meaning.REFUSED),
    (400, OLD_TAP, Meaning.REFUSED),
    (401, "Unauthorized", Meaning.TOKEN_REFUSED),
    (404, "Not Found", Meaning.TOKEN_REFUSED),
    (409, ANOTHER_POLLER, Meaning.CONFLICT),
    (409, WEBHOOK, Meaning.CONFLICT),
    (500, "Internal Server Error: restart", Meaning.UNKNOWN),
    (502, "Bad Gateway", Meaning.UNKNOWN),
    (504, "Gateway Timeout", Meaning.UNKNOWN),
]
# The library's errors as its code raises them, for those who call it in other ways.
ERRORS = [
    (BadRequest("Message is not modified"), Meaning.UNCHANGED),
    (BadRequest("Something that nobody has seen before"), Meaning.REFUSED),
    (Forbidden("Forbidden: bot was blocked by the user"), Meaning.LEFT),
    (Forbidden("Something that nobody has seen before"), Meaning.REFUSED),
    (InvalidToken("Unauthorized"), Meaning.TOKEN_REFUSED),
    (Conflict("Conflict"), Meaning.CONFLICT),
    (TimedOut("TimeoutError"), Meaning.UNKNOWN),
    (NetworkError("ServerDisconnectedError"), Meaning.UNKNOWN),
    (NetworkError("Unknown error in HTTP implementation"), Meaning.UNKNOWN),
    (TelegramError("Invalid server response"), Meaning.UNKNOWN),
]


class Answering(BaseRequest):
    """The library's reading of an answer, without a network."""

    def __init__(self, status: int, body: bytes) -> None:
        self._answer = status, body

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *_args: object, **_named: object) -> tuple[int, bytes]:
        return self._answer


async def met(status: int, body: bytes) -> Failure:
    """What the answer to a call means."""
    with pytest.raises(TelegramError) as error:
        await Answering(status, body).post("https://api.telegram.org/bot1:token/sendMessage")
    return classify(error.value)


def answer(status: int, description: str, **parameters: int) -> bytes:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return json.dumps(body | ({"parameters": parameters} if parameters else {})).encode()


@pytest.mark.parametrize(("status", "description", "meaning"), ANSWERS, ids=[row[1][:40] for row in ANSWERS])
async def test_what_telegram_says_has_a_meaning(status: int, description: str, meaning: Meaning) -> None:
    assert Failure(meaning) == await met(status, answer(status, description))


@pytest.mark.parametrize(("error", "meaning"), ERRORS, ids=lambda row: str(row)[:40])
def test_what_the_library_raises_has_a_meaning(error: TelegramError, meaning: Meaning) -> None:
    assert meaning is classify(error).meaning


def test_every_meaning_is_tried() -> None:
    by_themselves = {Meaning.SLOW_DOWN, Meaning.MIGRATED, Meaning.NEVER_SENT}

    assert set(Meaning) == by_themselves | {row[2] for row in ANSWERS} | {row[1] for row in ERRORS}


async def test_too_many_requests_says_how_long_to_wait() -> None:
    body = answer(429, "Too Many Requests: retry after 7", retry_after=7)

    assert Failure(Meaning.SLOW_DOWN, retry_after=7.0) == await met(429, body)


@pytest.mark.parametrize("wait", [30, timedelta(seconds=30)])
def test_a_wait_is_in_seconds_however_the_library_gives_it(wait: int | timedelta) -> None:
    assert Failure(Meaning.SLOW_DOWN, retry_after=30.0) == classify(RetryAfter(wait))


async def test_a_group_that_moved_gives_its_new_id() -> None:
    body = answer(
        400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001234
    )

    assert Failure(Meaning.MIGRATED, new_chat_id=-1001234) == await met(400, body)
    assert Failure(Meaning.MIGRATED, new_chat_id=-7) == classify(ChatMigrated(-7))


@pytest.mark.parametrize("status", [200, 502])
async def test_an_answer_that_cannot_be_read_leaves_it_open_whether_it_was_sent(status: int) -> None:
    """A page of some gateway, or an answer that was cut off."""
    assert Failure(Meaning.UNKNOWN) == await met(status, b"<html>Service")


def test_only_the_cause_tells_what_was_never_sent() -> None:
    error = NetworkError("ClientConnectorError")
    error.__cause__ = NeverSentError()

    assert Failure(Meaning.NEVER_SENT) == classify(error)
