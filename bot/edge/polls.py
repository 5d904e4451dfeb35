"""Votes in groups, as calls to Telegram, and the topic of a group that a message goes to.

A vote has no names, and nobody sees what came out before it is closed. Nobody can change a vote, so that those
who have voted do not become fewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

from bot.delivery.messenger import Sent
from bot.edge.failures import Meaning, classify
from bot.screens.screen import Way

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.screens.screen import Poll, Screen

    Call = Callable[..., Awaitable[Any]]  # of a method of the Bot API, by its name and values

WAYS = (Way.STOPPED, Way.UNSENT)


async def in_thread(call: Call, method: str, thread: int | None, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - likewise
    """Make a call for a topic; if that is gone, for the group as a whole."""
    if thread is None:
        return await call(method, **values)
    try:
        return await call(method, message_thread_id=thread, **values)
    except TelegramError as error:
        if classify(error).meaning is not Meaning.REFUSED:
            raise
        return await call(method, **values)


async def shown(call: Call, chat_id: int, screen: Screen, edits: int | None) -> Sent:
    """Open or close a vote, or do nothing where its time is over."""
    if screen.poll is not None:
        return await _open(call, chat_id, screen.poll, screen.thread)
    # A vote that stayed behind in a group that moved cannot be closed any more.
    return Sent(await _stop(call, chat_id, edits) if screen.way is Way.STOPPED and edits else 0)


async def _open(call: Call, chat_id: int, poll: Poll, thread: int | None) -> Sent:
    """Open a vote."""
    values = {
        "chat_id": chat_id,
        "question": poll.question,
        "options": [{"text": option} for option in poll.options],
        "type": "regular",
        "is_anonymous": True,
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "hide_results_until_closes": True,
    }
    message = await in_thread(call, "sendPoll", thread, values)
    return Sent(int(message["message_id"]), poll=str(message["poll"]["id"]))


async def _stop(call: Call, chat_id: int, message_id: int) -> int:
    """Close a vote: its result shows. What came out is not looked at. One that is gone or closed stays so."""
    try:
        await call("stopPoll", chat_id=chat_id, message_id=message_id)
    except TelegramError as error:
        if classify(error).meaning not in {Meaning.REFUSED, Meaning.NOT_EDITABLE}:
            raise
    return message_id
