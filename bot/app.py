"""Puts the parts together: the store, what is taught, the way to Telegram, what comes in and what goes out."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import structlog
from telegram import Bot

from bot.config import ConfigError
from bot.delivery.counter import Counter
from bot.delivery.desk import Desk
from bot.delivery.inbox import Inbox
from bot.delivery.outbox import Outbox
from bot.edge.polling import Poller
from bot.edge.press import Press
from bot.edge.profile import publish
from bot.edge.request import AiohttpRequest
from bot.edge.sending import TelegramMessenger
from bot.handlers.visit import Unsigned
from content import library
from content.faults import BrokenContentError
from storage.store import Store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from bot.clock import Clock
    from bot.config import Settings

log = structlog.get_logger()


class SaySo:
    """The whole bot. `ready` is set once it has begun to poll."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        """Read the content and open the database.

        Raises:
            BrokenContentError: the content cannot be used.
            DatabaseError: the database cannot be opened.
            ConfigError: there is no token.
        """
        if settings.token is None:
            raise ConfigError("SAYSO_TOKEN: is not set. BotFather gives it to you; put it into .env.")
        self._settings = settings
        self._request = AiohttpRequest()
        self.bot = Bot(settings.token.get_secret_value(), base_url=settings.api_url, request=self._request)
        taught = library.load(settings.content_dir)
        unsigned = Unsigned(settings.unsigned)
        self.desk = Desk(taught, clock, settings.zone, settings.controller, unsigned, settings.owners)
        self.store = Store(settings.database_url)
        self._press = Press()
        self._messenger = TelegramMessenger(self.bot, self._press)
        self.outbox = Outbox(self.store, self.desk, self._messenger)
        self._counter = Counter(self.store, clock, self._messenger, self.outbox.wake)
        self.inbox = Inbox(self.store, self.desk, self._messenger, self._counter)
        self.poller = Poller(self.bot, self._request, self.inbox, self._messenger, clock)
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Run until cancelled.

        Raises:
            DatabaseError: the database cannot be used.
            TokenRefusedError: Telegram refuses the token.
        """
        try:
            await upgrade(self.store)
            await self._request.initialize()
            async with asyncio.TaskGroup() as group:
                for part in (self.poller.run(), publish(self.bot), self.outbox.run(), *self._health()):
                    group.create_task(part)
                self._started()
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None
        finally:
            await self._close()

    def reload(self) -> None:
        """Read the content again; if it is broken, keep the last good one and say so."""
        try:
            self.desk.library = library.load(self._settings.content_dir)
        except BrokenContentError as broken:
            log.error(  # noqa: TRY400 - a fault of the content, not of the program
                "The new content is broken; the last good one stays.",
                action="reload",
                faults=[str(fault) for fault in broken.faults],
                version=self.desk.library.version,
            )
            return
        log.info("The content was read again.", action="reload", version=self.desk.library.version)

    def _health(self) -> list[Coroutine[Any, Any, None]]:
        if not self._settings.http_listen:
            return []
        from bot.web import health  # noqa: PLC0415 - a web server is only loaded where it is asked for

        return [health.serve(self, self._settings.http_listen)]

    def _started(self) -> None:
        """What is there by now stays: the search for garbage, off since the start, need never look at it."""
        gc.freeze()
        gc.enable()
        self.ready.set()

    async def _close(self) -> None:
        """In this order: whoever may still write comes before what it writes to."""
        await self._counter.finish()
        await self._messenger.finish()
        self._press.close()
        await self._request.shutdown()
        await self.store.close()
