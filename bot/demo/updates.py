"""The updates that wait for the bot: numbered, kept for a time, handed out, confirmed.

Telegram's rules, as its server's source has them: a higher offset confirms; a second poller ends the first;
a tap is kept for 150 seconds, everything else for a day; after a week without updates the numbers start
somewhere else. It never hands out what was not allowed, and never forgets what was not confirmed in time.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.demo.bell import Bell
from bot.demo.refusals import conflict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.clock import Clock

FIRST_ID = 100_000_001
DAY = timedelta(days=1)
KEPT = {"callback_query": timedelta(seconds=150)}
# After so long a silence the next number is another one altogether.
SILENCE = timedelta(days=7)
LEAP = 271_828_183
HIGHEST_ID = 2**31 - 1
# An offset farther ahead than this is taken for one from before such a leap.
FAR_AHEAD = 10

# Not sent unless asked for by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"
NEW_WEBHOOK = "terminated by setWebhook request"
HAS_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, slots=True)
class Update:
    """One update. `key` tells whose it is: a webhook keeps the order within one key only."""

    id: int
    kind: str
    json: dict[str, Any]
    key: str
    expires: datetime
    injected: bool = False


class Updates:
    """The queue between the world and the bot. `polled` tells whether a poll waits for something now."""

    def __init__(self, clock: Clock, changed: Bell) -> None:
        self.arrivals = Bell()
        self.allowed: frozenset[str] | None = None
        self.webhook = False
        self.polled = False
        self._clock = clock
        self._changed = changed
        self._waiting: deque[Update] = deque()
        self._next_id = FIRST_ID
        self._highest_id = FIRST_ID
        self._newest: datetime | None = None
        self._first_expiry: datetime | None = None
        self._served: set[int] = set()
        self._turn: object = None
        self._closing = False

    def __len__(self) -> int:
        self._forget_expired()
        return len(self._waiting)

    def push(self, kind: str, payload: dict[str, Any], key: str) -> int | None:
        """Queue an update; its number, or None if the bot did not ask for this kind."""
        allowed = kind in self.allowed if self.allowed else kind not in ON_REQUEST
        if not allowed:
            return None
        update_id = self._number()
        self._add(Update(update_id, kind, {"update_id": update_id, kind: payload}, key, self._expiry(kind)))
        return update_id

    def inject(self, raw: dict[str, Any]) -> int:
        """Queue `raw` as it is, even malformed or a second time; it gets a number if it has none."""
        update_id = raw["update_id"] if "update_id" in raw else self._number()
        kind = next((name for name in raw if name != "update_id"), "")
        whole = {"update_id": update_id, **raw}
        self._highest_id = max(self._highest_id, update_id)
        self._served.discard(update_id)
        self._add(Update(update_id, kind, whole, f"injected:{update_id}", self._expiry(kind), injected=True))
        return int(update_id)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Set which kinds come from now on. None changes nothing, an empty list means the usual ones."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Confirm what is below `offset`, then wait up to `seconds` for at most `limit` updates.

        Raises:
            Refusal: a webhook is set, or somebody else began to poll.
        """
        if self.webhook:
            raise conflict(HAS_WEBHOOK)
        turn = self._take_turn()
        self._confirm_below(offset)
        if not self.waiting(limit) and seconds and not self._closing:
            await self._wait(turn, seconds)
        batch = self.waiting(limit)
        self._served.update(update.id for update in batch if update.injected)
        return [update.json for update in batch]

    async def _wait(self, turn: object, seconds: float) -> None:
        """Wait until something came or the time is over.

        Raises:
            Refusal: somebody else took the turn meanwhile.
        """
        self.polled = True
        self._changed.ring()
        try:
            async with asyncio.timeout(seconds):
                while not (self._closing or len(self)) and self._turn is turn:
                    await self.arrivals.heard()
        except TimeoutError:
            return
        finally:
            self.polled = self.polled and self._turn is not turn
        if self._turn is not turn:
            raise conflict(NEW_WEBHOOK if self.webhook else TERMINATED)

    def waiting(self, limit: int) -> list[Update]:
        """The oldest unconfirmed updates, at most `limit`."""
        self._forget_expired()
        return list(itertools.islice(self._waiting, limit))

    def confirm(self, update: Update) -> None:
        """Take one update out, as a webhook does when it was delivered."""
        if update in self._waiting:
            self._waiting.remove(update)
            self._changed.ring()

    def drop_all(self) -> None:
        """Forget all that waits."""
        self._waiting.clear()
        self._changed.ring()

    def open(self) -> None:
        """Let polls wait, as they do from the beginning."""
        self._closing = False

    def close(self) -> None:
        """End every poll at once, with nothing."""
        self._closing = True
        self.arrivals.ring()

    def end_poll(self) -> None:
        """Send away whoever polls, as a new webhook does."""
        self._take_turn()

    def _take_turn(self) -> object:
        self._turn = object()
        self.polled = False
        self.arrivals.ring()
        return self._turn

    def _add(self, update: Update) -> None:
        self._waiting.append(update)
        self._first_expiry = min(self._first_expiry or update.expires, update.expires)
        self.arrivals.ring()
        self._changed.ring()

    def _number(self) -> int:
        now = self._clock.now()
        if self._newest and now - self._newest > SILENCE:
            self._next_id = (self._next_id + LEAP) % HIGHEST_ID + 1
            self._highest_id = self._next_id
        self._newest = now
        self._next_id += 1
        return self._next_id - 1

    def _expiry(self, kind: str) -> datetime:
        return self._clock.now() + KEPT.get(kind, DAY)

    def _confirm_below(self, offset: int) -> None:
        if offset < 0:
            offset = self._waiting[max(len(self._waiting) + offset, 0)].id if self._waiting else 0
        if not offset or offset > max(self._next_id, self._highest_id) + FAR_AHEAD:
            return
        before = len(self._waiting)
        while self._waiting and self._confirmed(self._waiting[0], offset):
            self._waiting.popleft()
        if len(self._waiting) != before:
            self._changed.ring()

    def _confirmed(self, update: Update, offset: int) -> bool:
        """What a test put in by hand is handed out at least once, whatever its number."""
        return update.id < offset and (not update.injected or update.id in self._served)

    def _forget_expired(self) -> None:
        now = self._clock.now()
        if self._first_expiry is None or now < self._first_expiry:
            return
        self._waiting = deque(update for update in self._waiting if update.expires > now)
        self._first_expiry = min((update.expires for update in self._waiting), default=None)
        self._changed.ring()
