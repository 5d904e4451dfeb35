"""Takes away what stands in a chat, as far as Telegram lets a bot: 48 hours back, in both directions.

Which messages those are is kept nowhere: a list would tell that somebody used the concern guide, and when.
Telegram numbers the messages of all chats of a bot in one row, and of numbers that it is given it deletes those
which are in the chat that is named, and passes over the others. So the newest numbers are tried, whosever they
are. A bot that many people use writes more than that in two days; therefore each process knows, in memory alone,
which messages it has sent to whom lately. After a restart only the newest numbers are left to try.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING

import structlog
from telegram.error import TelegramError

from bot.edge.failures import Meaning, classify

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    # Asks Telegram to delete these messages of a chat.
    Delete = Callable[[int, Sequence[int]], Awaitable[object]]

MOST_AT_ONCE = 100  # of deleteMessages
NEWEST = 300  # numbers that are tried, whosever they are
REMEMBERED_EACH = 100  # messages of a chat
REMEMBERED_CHATS = 5000
# What she typed came just before the answer; a few numbers may have gone to others meanwhile.
BEFORE_AN_ANSWER = 3

log = structlog.get_logger()


class Recent:
    """Which messages this process has sent lately, by chat. In memory only; forgets the oldest of many."""

    def __init__(self) -> None:
        self._sent: OrderedDict[int, deque[int]] = OrderedDict()

    def note(self, chat_id: int, message_id: int) -> None:
        """A message was sent, or changed."""
        sent = self._sent.setdefault(chat_id, deque(maxlen=REMEMBERED_EACH))
        if message_id not in sent:
            sent.append(message_id)
        self._sent.move_to_end(chat_id)
        if len(self._sent) > REMEMBERED_CHATS:
            self._sent.popitem(last=False)

    def take(self, chat_id: int) -> list[int]:
        """What was sent to a chat, and is to be known no more."""
        return list(self._sent.pop(chat_id, ()))


def to_hide(newest: int, known: Iterable[int]) -> list[int]:
    """The numbers to be tried, the newest first. `newest` itself stays; `known` are messages of that chat."""
    tried = set(range(newest - NEWEST, newest))
    for message_id in known:
        tried |= set(range(message_id - BEFORE_AN_ANSWER, message_id + 1))
    return sorted((number for number in tried if 0 < number < newest), reverse=True)


async def hide(delete: Delete, chat_id: int, numbers: Sequence[int]) -> None:
    """Delete as many of these as can be, the newest first. Raises nothing of Telegram's.

    What is older than 48 hours can make Telegram refuse all that is asked for with it; it stands at the end.
    """
    for start in range(0, len(numbers), MOST_AT_ONCE):
        if not await _hidden(delete, chat_id, numbers[start : start + MOST_AT_ONCE]):
            return


async def _hidden(delete: Delete, chat_id: int, numbers: Sequence[int]) -> bool:
    """Whether none of these was refused. Of those that were, the newer half is tried alone, then the rest."""
    try:
        await delete(chat_id, numbers)
    except TelegramError as error:
        meaning = classify(error).meaning
        if meaning is Meaning.NOT_EDITABLE:  # none of them is there
            return True
        if meaning is not Meaning.REFUSED or len(numbers) == 1:
            log.debug("Not all could be hidden.", action="hide", meaning=str(meaning))
            return False
        half = len(numbers) // 2
        return await _hidden(delete, chat_id, numbers[:half]) and await _hidden(
            delete, chat_id, numbers[half:]
        )
    return True
