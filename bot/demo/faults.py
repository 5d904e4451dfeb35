"""Makes the demo's Bot API fail on purpose, and hold back as Telegram does when it is asked too often.

A test plans faults by method, chat and count; each call takes the first plan that fits it. A test can also mix
faults in by chance, from numbers drawn the same each time. Nothing else fails, and the real limits hold only
where they are switched on.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.demo.refusals import Refusal, too_many

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence


class Fate(Enum):
    """What becomes of a call."""

    REFUSE = auto()
    DELAY = auto()
    LOSE_CALL = auto()
    LOSE_ANSWER = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail. A delayed call is answered after `seconds` of real time."""

    fate: Fate
    refusal: Refusal | None = None
    seconds: float = 0


def refuse(code: int, description: str) -> Fault:
    """The call is answered with an error and does nothing."""
    return Fault(Fate.REFUSE, Refusal(code, description))


def flood(seconds: int) -> Fault:
    """The call is answered with 429 and `seconds` to wait."""
    return Fault(Fate.REFUSE, too_many(seconds))


def delay(seconds: float) -> Fault:
    """The call does its work after `seconds` of real time."""
    return Fault(Fate.DELAY, seconds=seconds)


SERVER_ERROR = refuse(500, "Internal Server Error")
BAD_GATEWAY = refuse(502, "Bad Gateway")
LOSE_CALL = Fault(Fate.LOSE_CALL)
"""The connection dies before the call did anything."""
LOSE_ANSWER = Fault(Fate.LOSE_ANSWER)
"""The call does its work, then the connection dies without an answer."""


@dataclass(slots=True)
class _Plan:
    fault: Fault
    method: str | None
    chat: int | None
    left: int
    passed_over: int
    until: datetime | None = None

    def fits(self, method: str, chat: object) -> bool:
        # A plan for any method leaves the polling alone: it is by far the most frequent call.
        right_method = method != "getUpdates" if self.method is None else self.method == method
        return right_method and self.chat in {None, chat} and self.left > 0


@dataclass(frozen=True, slots=True)
class Chance:
    """A fault that a call has with a probability of `share`, 0 to 1; no `method`: any call, polls too."""

    fault: Fault
    share: float
    method: str | None = None


class Faults:
    """The faults that are planned and not yet used up, and those that are mixed in by chance."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._plans: list[_Plan] = []
        self._chances: Sequence[Chance] = ()
        self._drawn: random.Random | None = None

    def plan(
        self,
        fault: Fault,
        method: str | None = None,
        *,
        chat: int | None = None,
        times: int = 1,
        after: int = 0,
    ) -> None:
        """The next `times` calls that fit have this fault, once `after` such calls have gone well.

        Without a `method` every call but getUpdates fits.
        """
        self._plans.append(_Plan(fault, method, chat, times, after))

    def flood_for(self, seconds: int, method: str | None = None, *, chat: int | None = None) -> None:
        """Every call that fits is refused with 429 until the clock is `seconds` further."""
        until = self._now() + timedelta(seconds=seconds)
        self._plans.append(_Plan(flood(seconds), method, chat, 1, 0, until))

    def mix(self, chances: Sequence[Chance], drawn: random.Random) -> None:
        """From now on each call that no plan fits may have one of these faults, as `drawn` decides."""
        self._chances, self._drawn = chances, drawn

    def clear(self) -> None:
        """Plan nothing any more, and mix nothing in."""
        self._plans.clear()
        self._chances, self._drawn = (), None

    @property
    def left(self) -> int:
        """How many calls are still to fail, a flood by the clock counted as one."""
        return sum(plan.left for plan in self._plans)

    def next(self, method: str, chat: object) -> Fault | None:
        """The fault of this call, if one is planned for it or comes by chance."""
        plan = next((plan for plan in self._plans if plan.fits(method, chat)), None)
        if plan is None:
            return self._by_chance(method)
        if plan.until:
            return self._by_clock(plan, plan.until)
        if plan.passed_over:
            plan.passed_over -= 1
            return None
        plan.left -= 1
        self._plans = [plan for plan in self._plans if plan.left]
        return plan.fault

    def _by_chance(self, method: str) -> Fault | None:
        if self._drawn is None:
            return None
        number = self._drawn.random()
        for chance in self._chances:
            if chance.method in {None, method}:
                number -= chance.share
                if number < 0:
                    return chance.fault
        return None

    def _by_clock(self, plan: _Plan, until: datetime) -> Fault | None:
        left = math.ceil((until - self._now()).total_seconds())
        if left > 0:
            return flood(left)
        self._plans.remove(plan)
        return None


SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` messages within `span`."""

    most: int
    span: timedelta


OVERALL = Limit(30, SECOND)
A_CHAT = Limit(1, SECOND)
A_GROUP = Limit(20, MINUTE)


class Pace:
    """Telegram's limits on sending, by the world's clock. Off until `on` is set."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.on = False
        self._now = now
        self._sent: defaultdict[tuple[str, int], deque[datetime]] = defaultdict(deque)

    def count(self, chat: int, *, private: bool) -> None:
        """Count a message to `chat`.

        Raises:
            Refusal: a limit is reached; the message is not counted.
        """
        if not self.on:
            return
        limits = [(("overall", 0), OVERALL), (("chat", chat), A_CHAT if private else A_GROUP)]
        now = self._now()
        for key, limit in limits:
            self._check(self._sent[key], limit, now)
        for key, _ in limits:
            self._sent[key].append(now)

    @staticmethod
    def _check(sent: deque[datetime], limit: Limit, now: datetime) -> None:
        while sent and now - sent[0] >= limit.span:
            sent.popleft()
        if len(sent) >= limit.most:
            wait = limit.span - (now - sent[0])
            raise too_many(max(1, math.ceil(wait.total_seconds())))
