"""Puts the parts together: the store, what is taught, the way to Telegram, what comes in and what goes out."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import structlog
from telegram import Bot

from bot.backing_up import deletion_list, nightly_backups
from bot.config import ConfigError
from bot.delivery.counter import Counter
from bot.delivery.desk import Desk
from bot.delivery.finishing import finish
from bot.delivery.inbox import Inbox
from bot.delivery.leading import Leading
from bot.delivery.nightly import Nightly
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Pace
from bot.delivery.reminding import Reminding
from bot.delivery.renewing import Renewing
from bot.delivery.sender import Sender
from bot.delivery.tally import Tally
from bot.delivery.watchman import Watchman
from bot.edge.polling import Poller
from bot.edge.press import Press
from bot.edge.profile import own_name, publish
from bot.edge.request import AiohttpRequest
from bot.edge.sending import TelegramMessenger
from bot.handlers.visit import Unsigned
from bot.words import offered
from content import library
from content.faults import BrokenContentError
from storage.groups import GroupMovedTo
from storage.store import Store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from bot.clock import Clock
    from bot.config import Settings
    from bot.delivery.outbox import Work
    from bot.web.address import Address
    from bot.web.webhook import Webhook
    from storage.deletions import DeletionList
    from storage.leases import Lease

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
        # Named twice: for its own polling, which is never used, the library would else read all certificates.
        self.bot = Bot(
            settings.token.get_secret_value(),
            base_url=settings.api_url,
            request=self._request,
            get_updates_request=self._request,
        )
        taught = library.load(settings.content_dir)
        unsigned = Unsigned(settings.unsigned)
        self.desk = Desk(taught, clock, settings.zone, settings.controller, unsigned, settings.owners)
        self.desk.listed = listed = deletion_list(settings)
        self.desk.languages = offered(settings.languages)
        self.desk.forget_after_days = settings.forget_after_days
        self.store = Store(settings.database_url)
        self._press = Press()
        self._messenger = TelegramMessenger(self.bot, self._press)
        self.tally = Tally()
        self.pace = Pace(clock, settings.rate)
        self.leading = Leading(self.store, clock)
        sender = Sender(self._messenger, self.pace, self.tally, self._group_moved)
        beside = self._beside(sender, listed)
        self.outbox = Outbox(self.store, self.desk, sender, self.leading, settings.rate, beside)
        self._counter = Counter(self.store, clock, sender, self.outbox.wake)
        self.outbox.ask_first(self._counter.is_outdated)
        self.inbox = Inbox(self.store, self.desk, self._messenger, self._counter, self.tally)
        self.poller = Poller(self.bot, self._request, self.inbox, self._messenger, clock)
        self._where: Address | None = None
        self.webhook: Webhook | None = None
        if settings.webhook_url:
            self._where, self.webhook = self._posted()
        self._reloading: set[asyncio.Task[None]] = set()
        self._reload_turn = asyncio.Lock()
        self.ready = asyncio.Event()

    @property
    def leads(self) -> bool:
        """Whether, of all replicas, this process sends what is due."""
        return self.leading.leads

    async def run(self) -> None:
        """Run until cancelled.

        Raises:
            DatabaseError: the database cannot be used.
            TokenRefusedError: Telegram refuses the token.
        """
        try:
            await upgrade(self.store)
            await self.leading.look()
            await self._request.initialize()
            async with asyncio.TaskGroup() as group:
                for part in (self._receiving(), self._introduced(), self.outbox.run(), *self._health()):
                    group.create_task(part)
                self._started()
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None
        finally:
            await self._close()

    async def _group_moved(self, old_id: int, new_id: int) -> None:
        """Keep the new id of a group, which Telegram told in answer to a message."""
        async with self.store.writing() as transaction:
            await GroupMovedTo(old_id, new_id).write(transaction)

    def reload(self) -> None:
        """Read the content again while all goes on; if it is broken, keep the last good one and say so."""
        task = asyncio.ensure_future(self._reload())
        self._reloading.add(task)
        task.add_done_callback(self._reloading.discard)

    async def _reload(self) -> None:
        async with self._reload_turn:
            await self._read_again()

    async def _read_again(self) -> None:
        """In a thread, because reading and checking takes longer than anybody should wait for an answer."""
        try:
            taught = await asyncio.to_thread(library.load, self._settings.content_dir)
        except BrokenContentError as broken:
            log.error(  # noqa: TRY400 - a fault of the content, not of the program
                "The new content is broken; the last good one stays.",
                action="reload",
                faults=[str(fault) for fault in broken.faults],
                version=self.desk.library.version,
            )
            return
        async with self.inbox.between_updates():
            self.desk.library = taught
        log.info("The content was read again.", action="reload", version=self.desk.library.version)

    def _beside(self, sender: Sender, listed: DeletionList) -> list[Work]:
        """What else only one of several replicas may do."""
        backups, zone = nightly_backups(self._settings), self._settings.zone
        self.desk.backups = backups.days if backups else None
        nightly = Nightly(self.store, self.desk.clock, zone, listed, backups)
        watchman = Watchman(self.store, self.desk, sender, nightly)
        renewing = Renewing(self.store, self.desk, self._wake)

        def reminding(held: Lease) -> Coroutine[Any, Any, None]:
            return Reminding(self.store, self.desk, sender, held).run()

        return [reminding, *(_whatever_the_lease(part.run) for part in (nightly, watchman, renewing))]

    async def _introduced(self) -> None:
        """Learn the bot's own name, which stands in links, and tell Telegram the menus."""
        await publish(self.bot, self._settings.owners, self.desk.languages)
        self.desk.bot_name = await own_name(self.bot, self.desk.clock)

    def _wake(self) -> None:
        self.outbox.wake()

    def _posted(self) -> tuple[Address, Webhook]:
        """Where Telegram posts updates, and what takes them."""
        from bot.web.address import address  # noqa: PLC0415 - whoever polls loads no web server
        from bot.web.webhook import Webhook  # noqa: PLC0415 - likewise

        where = address(self._settings)
        clock = self.desk.clock
        return where, Webhook(self.inbox, self._messenger, clock, self.tally, where.secret)

    def _receiving(self) -> Coroutine[Any, Any, None]:
        if self._where is None or self.webhook is None:
            return self.poller.run()
        from bot.web.webhook import serve_webhook  # noqa: PLC0415 - whoever polls loads no web server

        return serve_webhook(self.webhook, self._settings.webhook_listen, self._where.path)

    def _health(self) -> list[Coroutine[Any, Any, None]]:
        if not self._settings.http_listen:
            return []
        from bot.web import health  # noqa: PLC0415 - a web server is only loaded where it is asked for

        return [health.serve(self, self._settings.http_listen, self, self.webhook)]

    def _started(self) -> None:
        """What is there by now stays: the search for garbage, off since the start, need never look at it."""
        gc.freeze()
        gc.enable()
        self.ready.set()

    async def _close(self) -> None:
        """In this order: whoever may still write comes before what it writes to."""
        await finish(self._reloading, seconds=0)
        await self._counter.finish()
        await self._messenger.finish()
        self._press.close()
        await self._request.shutdown()
        await self.store.close()


def _whatever_the_lease(run: Callable[[], Coroutine[Any, Any, None]]) -> Work:
    """Work that needs no fence: what it does twice is done once."""
    return lambda _held: run()
