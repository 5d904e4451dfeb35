"""Posts updates to the bot's webhook: in order for each person, again and later until it takes them.

Any 2xx answer confirms an update. It never posts to another computer: where the webhook may be is checked
when it is set.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import aiohttp

from bot.clock import SystemClock, sleep

if TYPE_CHECKING:
    from datetime import datetime

    from bot.demo.updates import Update, Updates

FIRST_DELAY = 0.05
LONGEST_DELAY = 60.0
ANSWER_WITHIN = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, not a secret

Reply = Callable[[bytes], Awaitable[None]]


class Webhook:
    """Where updates are posted, if anywhere, and what went wrong last."""

    def __init__(self, updates: Updates, now: Callable[[], datetime]) -> None:
        self.url = ""
        self.connections = 40
        self.failed_at: datetime | None = None
        self.failure = ""
        self._secret = ""
        self._updates = updates
        self._now = now
        self._busy: dict[str, asyncio.Task[None]] = {}

    def set(self, url: str, secret: str, connections: int) -> None:
        """Post to `url` from now on, with `secret` in a header, over at most so many connections."""
        self.url, self._secret, self.connections = url, secret, connections
        self._switch()

    def unset(self) -> None:
        """Post no more."""
        self.url = ""
        self._switch()

    def _switch(self) -> None:
        self.failed_at, self.failure = None, ""
        self._updates.webhook = bool(self.url)
        self._updates.arrivals.ring()

    async def deliver(self, reply: Reply) -> None:
        """Post updates for ever. A call in the webhook's answer goes to `reply`."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as session:
                while True:
                    if self.url:
                        self._start(session, reply)
                    await self._updates.arrivals.heard()
        finally:
            for task in self._busy.values():
                task.cancel()
            self._busy.clear()

    def _start(self, session: aiohttp.ClientSession, reply: Reply) -> None:
        """Begin with the oldest update of everyone for whom none is on its way."""
        for update in self._updates.waiting(len(self._updates)):
            if len(self._busy) >= self.connections:
                return
            if update.key not in self._busy:
                self._busy[update.key] = asyncio.create_task(self._post_until_taken(session, update, reply))

    async def _post_until_taken(self, session: aiohttp.ClientSession, update: Update, reply: Reply) -> None:
        delay = FIRST_DELAY
        while self.url and not await self._post(session, update, reply):
            await sleep(SystemClock(), delay)
            delay = min(delay * 2, LONGEST_DELAY)
        del self._busy[update.key]
        self._updates.arrivals.ring()

    async def _post(self, session: aiohttp.ClientSession, update: Update, reply: Reply) -> bool:
        """Post once; whether it needs no other try. An update that has expired meanwhile needs none."""
        if update.expires <= self._now():
            return True
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update.json, headers=headers) as answer:
                body = await answer.read()
                if answer.ok:
                    await reply(body)
                    self._updates.confirm(update)
                    return True
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
        return False

    def _failed(self, reason: str) -> None:
        self.failed_at, self.failure = self._now(), reason
