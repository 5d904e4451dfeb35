"""How much one person may send: more than anybody can mean is let go, so that nobody's answer waits for it.

In memory only, and forgotten with the last few thousand people: it says nothing about anybody.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.clock import Clock

BURST = 30  # a frightened person taps and types a lot at once
A_SECOND = 1.0  # and then as many as answers may go to one chat
REMEMBERED = 5000


class Flood:
    """A bucket for each person."""

    def __init__(self, clock: Clock) -> None:
        self._now = clock.elapsed
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()
        self._verdicts: OrderedDict[int, bool] = OrderedDict()

    def lets_pass(self, person_id: int, update_id: int) -> bool:
        """Whether an event of this person is looked at. One that is handed out again counts no second time."""
        if update_id not in self._verdicts:
            self._verdicts[update_id] = self._counts(person_id)
            if len(self._verdicts) > REMEMBERED:
                self._verdicts.popitem(last=False)
        return self._verdicts[update_id]

    def _counts(self, person_id: int) -> bool:
        now = self._now()
        tokens, since = self._buckets.pop(person_id, (float(BURST), now))
        tokens = min(BURST, tokens + (now - since) * A_SECOND)
        passes = tokens >= 1
        self._buckets[person_id] = (tokens - 1 if passes else tokens, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return passes

    def __len__(self) -> int:
        """How many people are remembered at this moment."""
        return len(self._buckets)
