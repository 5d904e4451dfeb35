"""How fast messages may follow each other: Telegram's limits, kept on our side, and its refusals obeyed.

Two lanes share one bucket. A reply is always next in line; nudges get what replies leave. The facts: about 30
messages a second altogether, one a second in a chat (short bursts are let pass), 20 a minute in a group; a 429
says how many seconds to wait, but not for what.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.clock import call_later, real_seconds

if TYPE_CHECKING:
    from bot.clock import Clock

BURST = 1.5  # tokens that a pause saves up: with 28 a second, never 30 within any one second
A_TOKEN = 1 - 1e-6  # what is missing may be less than a clock can count
CHAT_SECONDS = 60.0  # how long a chat is remembered
CHAT_A_SECOND = 1
CHAT_BURST = 5  # an answer may be two messages, and the next tap may follow at once
GROUP_A_MINUTE = 20


class Lane(StrEnum):
    """Who goes first: replies, always."""

    REPLY = "reply"
    NUDGE = "nudge"


@dataclass
class _Chat:
    """When messages went to a chat in the last minute."""

    sent: deque[float] = field(default_factory=deque)
    replied_at: float = -math.inf


class Pace:
    """Lets messages pass one by one. `rate` is messages a second; 0: no limit but Telegram's own refusals."""

    def __init__(self, clock: Clock, rate: float) -> None:
        self.rate = rate
        self._now = clock.elapsed
        self._tokens = BURST
        self._counted_at = self._now()
        self._waiting: dict[Lane, deque[asyncio.Future[None]]] = {lane: deque() for lane in Lane}
        self._nudges_rest_until = 0.0
        self._chats: OrderedDict[int, _Chat] = OrderedDict()
        self._rests_until: dict[int, float] = {}  # apart, because a rest may be far longer than a minute
        self._recent: deque[float] = deque()
        self._pump: asyncio.TimerHandle | None = None

    @property
    def remembered(self) -> int:
        """How many chats are remembered at this moment."""
        return len(self._chats)

    @property
    def in_use(self) -> float:
        """Messages in the last second."""
        self._forget_recent(self._now())
        return float(len(self._recent))

    async def turn(self, chat_id: int, lane: Lane) -> float:
        """Wait until a message may go to this chat, and count it.

        Returns 0; or the seconds for which Telegram wants none, and then none may go.
        """
        while self.rate > 0 and not self.rests(chat_id, lane):
            if (wait := self._share_wait(chat_id, lane)) > 0:
                await real_seconds(wait)
                continue
            await self._in_line(lane)
            if self._share_wait(chat_id, lane) <= 0:
                break
            self._give_back()  # others of the same chat went while this one stood in line
        rests = self.rests(chat_id, lane)
        if not rests:
            self._count(chat_id, lane)
        return rests

    def rests(self, chat_id: int, lane: Lane) -> float:
        """For how many more seconds Telegram wants nothing in this chat, or no nudges at all."""
        until = self._rests_until.get(chat_id, -math.inf)
        return max(0.0, until - self._now(), self.nudges_rest if lane is Lane.NUDGE else 0.0)

    @property
    def nudges_rest(self) -> float:
        """For how many more seconds no nudges may go at all."""
        return max(0.0, self._nudges_rest_until - self._now())

    def refused(self, chat_id: int, seconds: float) -> None:
        """Telegram refused a message for so long. If the chat had no more than its share, it is not about it."""
        now = self._now()
        chat = self._chat(chat_id)
        until = max(self._rests_until.get(chat_id, now), now + seconds)
        self._rests_until = {one: end for one, end in self._rests_until.items() if end > now}
        self._rests_until[chat_id] = until
        in_last_second = sum(1 for moment in chat.sent if now - moment < 1)
        if in_last_second <= CHAT_A_SECOND and len(chat.sent) < GROUP_A_MINUTE:
            self._nudges_rest_until = max(self._nudges_rest_until, now + seconds)

    def spoke_within(self, chat_id: int, seconds: float) -> bool:
        """Whether a reply went to this chat in the last `seconds`, of the last minute at most."""
        chat = self._chats.get(chat_id)
        return chat is not None and self._now() - chat.replied_at < seconds

    def _share_wait(self, chat_id: int, lane: Lane) -> float:
        """Seconds until this chat may have another message."""
        chat = self._chats.get(chat_id)
        most, span = _share(chat_id, lane)
        if chat is None or len(chat.sent) < most:
            return 0.0
        return chat.sent[-most] + span - self._now()

    async def _in_line(self, lane: Lane) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting[lane].append(turn)
        self._let_pass()
        await turn

    def _let_pass(self) -> None:
        """Wake those whose turn it is, and come back when the next one may go."""
        if self._pump is not None:
            self._pump.cancel()
        now = self._now()
        self._fill(now)
        while (lane := self._next_lane()) and self._tokens >= A_TOKEN:
            turn = self._waiting[lane].popleft()
            if not turn.done():  # else whoever waited has gone
                turn.set_result(None)
                self._tokens -= 1
        until_next = (1 - self._tokens) / self.rate
        self._pump = call_later(until_next, self._let_pass) if self._next_lane() else None

    def _give_back(self) -> None:
        """A turn that cannot be used is somebody else's."""
        self._tokens += 1
        self._let_pass()

    def _fill(self, now: float) -> None:
        self._tokens = min(BURST, self._tokens + (now - self._counted_at) * self.rate)
        self._counted_at = now

    def _next_lane(self) -> Lane | None:
        return next((lane for lane in Lane if self._waiting[lane]), None)

    def _count(self, chat_id: int, lane: Lane) -> None:
        now = self._now()
        chat = self._chat(chat_id)
        chat.sent.append(now)
        if lane is Lane.REPLY:
            chat.replied_at = now
        self._recent.append(now)
        self._forget_recent(now)

    def _forget_recent(self, now: float) -> None:
        while self._recent and now - self._recent[0] >= 1:
            self._recent.popleft()

    def _chat(self, chat_id: int) -> _Chat:
        """What is known of a chat; those that nothing went to for a minute are forgotten on the way."""
        now = self._now()
        chat = self._chats.setdefault(chat_id, _Chat())
        self._chats.move_to_end(chat_id)
        while chat.sent and now - chat.sent[0] >= CHAT_SECONDS:
            chat.sent.popleft()
        while (oldest := next(iter(self._chats.items())))[0] != chat_id and _is_over(oldest[1], now):
            self._chats.popitem(last=False)
        return chat


def _share(chat_id: int, lane: Lane) -> tuple[int, float]:
    """How many messages a chat may have in how many seconds. Groups have negative ids."""
    if chat_id < 0:
        return GROUP_A_MINUTE, 60.0
    return (CHAT_BURST, float(CHAT_BURST)) if lane is Lane.REPLY else (CHAT_A_SECOND, 1.0)


def _is_over(chat: _Chat, now: float) -> bool:
    return not chat.sent or now - chat.sent[-1] >= CHAT_SECONDS
