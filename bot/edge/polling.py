"""Asks Telegram for updates, for ever.

An update is confirmed only by asking for the next ones, and that happens only after everything about it is safe.

Facts that shape it. Telegram keeps a tap for 150 seconds, so waiting between tries is kept short. Update numbers
start anew at random after a quiet week, so a number is never remembered for longer than until it is confirmed: an
empty answer confirms all before it, and the next question asks without a number. One malformed update is passed
over with its number; it stops no other.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import structlog
from telegram.error import TelegramError

from bot.clock import sleep
from bot.delivery.finishing import to_the_end
from bot.edge.failures import Meaning, classify
from bot.edge.updates import WANTED, query_of, read, update_id

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import Bot
    from telegram.request import BaseRequest

    from bot.clock import Clock
    from bot.delivery.inbox import Inbox
    from bot.delivery.messenger import Messenger
    from bot.events import Event

POLL_SECONDS = 50  # the longest that the Bot API server waits
READ_SECONDS = 60.0
BATCH = 100  # the most that it hands out at once
FIRST_PAUSE_SECONDS = 0.5
CONFIRM_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 15.0  # well below the 150 s for which a tap is kept

log = structlog.get_logger()


class TokenRefusedError(Exception):
    """Telegram does not know this token."""


class Poller:
    """Takes updates in and hands them on. `last_poll` is when Telegram last answered."""

    def __init__(
        self, bot: Bot, request: BaseRequest, inbox: Inbox, messenger: Messenger, clock: Clock
    ) -> None:
        self._bot = bot
        self._request = request
        self._inbox = inbox
        self._messenger = messenger
        self._clock = clock
        self._offset: int | None = None
        self._failures = 0
        self.last_poll: datetime | None = None

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            TokenRefusedError: the token is not valid.
        """
        try:
            while True:
                await self._carefully()
        finally:
            await self._confirm()

    async def _carefully(self) -> None:
        try:
            await self.step()
            self._failures = 0
        except TelegramError as error:
            await self._pause_for(error)
        except Exception as error:  # noqa: BLE001 - a bot that polls no more is worse than any fault
            # Nothing was confirmed: Telegram hands the same updates out again.
            log.error("Updates were not taken in.", action="receive", error=type(error).__name__)  # noqa: TRY400
            await self._pause(None)

    async def step(self) -> int:
        """Ask once, and handle what comes. Returns how many updates came."""
        updates = await self._ask()
        self.last_poll = self._clock.now()
        await to_the_end(self._take(updates))
        return len(updates)

    async def _take(self, updates: list[Any]) -> None:
        await self._handle(updates)
        numbers = [number for update in updates if (number := update_id(update)) is not None]
        self._offset = numbers[-1] + 1 if numbers else None

    async def _confirm(self) -> None:
        """Before a stop: without this the last updates would be handed out, and shown, once more."""
        if self._offset is None:
            return
        with contextlib.suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(CONFIRM_SECONDS):
                await self._ask(wait=0)

    async def _ask(self, wait: int = POLL_SECONDS) -> list[Any]:
        # The library's own method would parse the whole batch, and fail as a whole where one update is odd.
        asked: dict[str, object] = {
            "timeout": wait,
            "limit": BATCH,
            "allowed_updates": json.dumps(WANTED),
        }
        if self._offset is not None:
            asked["offset"] = self._offset
        url = f"{self._bot.base_url}/getUpdates?{urlencode(asked)}"
        updates = await self._request.post(url, read_timeout=READ_SECONDS)
        return updates if isinstance(updates, list) else []

    async def _handle(self, updates: list[Any]) -> None:
        events: list[Event] = []
        for update in updates:
            event = read(update)
            if event is not None:
                events.append(event)
            elif (query := query_of(update)) is not None:
                self._messenger.acknowledge(query)
        if events:
            await self._inbox.receive(events)

    async def _pause_for(self, error: TelegramError) -> None:
        failure = classify(error)
        if failure.meaning is Meaning.TOKEN_REFUSED:
            raise TokenRefusedError from None
        if failure.meaning is Meaning.CONFLICT:
            log.warning(
                "Another process polls with this token, or a webhook is set. Waiting until it is gone.",
                action="poll",
            )
        else:
            log.warning("Telegram could not be asked.", action="poll", meaning=str(failure.meaning))
        await self._pause(failure.retry_after)

    async def _pause(self, seconds: float | None) -> None:
        """As long as Telegram says; else longer each time, and never for all replicas alike."""
        self._failures += 1
        longest = min(FIRST_PAUSE_SECONDS * 2.0 ** min(self._failures, 10), LONGEST_PAUSE_SECONDS)
        spread = random.uniform(longest / 2, longest)  # noqa: S311 - jitter, not a secret
        await sleep(self._clock, spread if seconds is None else seconds)
