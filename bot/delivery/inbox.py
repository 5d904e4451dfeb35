"""Takes in what Telegram handed out: decide, commit, then show. Returns only when all of that is safe.

The caller confirms updates to Telegram after `receive` has returned, so a crash anywhere in here makes Telegram
hand them out again, and handling them again changes nothing. Whoever only looks at the concern guide or at
numbers waits for no writer, and gets an answer even with the database gone.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import structlog

from bot.callback_data import pack
from bot.events import Tapped
from bot.routes import Forgotten
from storage.store import is_outage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.delivery.counter import Counter
    from bot.delivery.desk import Desk, Ready
    from bot.delivery.messenger import Messenger
    from bot.events import Event
    from storage.store import Store

REMEMBERED = 1000  # updates that were answered without the database, so that none is answered again and again

log = structlog.get_logger()


class Inbox:
    """Handles events and hands what they lead to over the counter."""

    def __init__(self, store: Store, desk: Desk, messenger: Messenger, counter: Counter) -> None:
        self._store = store
        self._desk = desk
        self._messenger = messenger
        self._counter = counter
        self._answered: deque[int] = deque(maxlen=REMEMBERED)

    async def receive(self, events: Sequence[Event]) -> None:
        """Handle events and show the answers.

        Raises:
            Exception: the database failed (`is_outage`). Nothing was confirmed: hand the same events in again.
        """
        looks, others = await self._looks(events)
        ready, outage = await self._decided(others)
        for event in events:
            if isinstance(event, Tapped):
                self._messenger.acknowledge(event.query_id)
        await self._counter.show([*looks, *ready])
        if any(one.reply.route == pack(Forgotten()) for one in ready):
            await self._store.scrub()
        if outage is not None:
            raise outage

    async def _looks(self, events: Sequence[Event]) -> tuple[list[Ready], list[Event]]:
        """The answers to those who only look, and the other events."""
        ready: list[Ready] = []
        others: list[Event] = []
        for event in events:
            looked = await self._look(event)
            if looked is None:
                others.append(event)
            elif event.update_id not in self._answered:
                self._answered.append(event.update_id)
                ready += looked
        return ready, others

    async def _look(self, event: Event) -> list[Ready] | None:
        try:
            async with self._store.reading() as transaction:
                return await self._desk.look(transaction, event)
        except Exception as error:
            if not is_outage(error):
                raise
            kind = type(error).__name__
            log.warning("The database failed; help is shown without it.", action="look", error=kind)
            return await self._desk.look(None, event)

    async def _decided(self, events: Sequence[Event]) -> tuple[list[Ready], Exception | None]:
        """What to show, and the outage that kept some events from being decided, if there was one."""
        if not events:
            return [], None
        try:
            return _once(await self._together(events)), None
        except Exception:  # noqa: BLE001 - whatever failed, the others must not suffer from it
            return await self._one_by_one(events)

    async def _one_by_one(self, events: Sequence[Event]) -> tuple[list[Ready], Exception | None]:
        ready: list[Ready] = []
        for event in events:
            try:
                ready += await self._alone(event)
            except Exception as error:
                if not is_outage(error):
                    raise
                return ready, error
        return _once(ready), None

    async def _together(self, events: Sequence[Event]) -> list[Ready]:
        """All in one transaction: one commit for the batch."""
        async with self._store.writing() as transaction:
            return [ready for event in events for ready in await self._desk.handle(transaction, event)]

    async def _alone(self, event: Event) -> list[Ready]:
        """One event in a transaction of its own; if it fails, the person is told and the others are not."""
        try:
            return await self._together([event])
        except Exception as error:
            if is_outage(error):
                raise
            # The error's own text could carry what somebody typed, so only its kind and place are logged.
            log.error(  # noqa: TRY400
                "An update could not be handled.",
                action="handle",
                update=event.update_id,
                kind=type(event).__name__,
                error=type(error).__name__,
                where=_place(error),
            )
            async with self._store.reading() as transaction:
                return [await self._desk.trouble(transaction, event)]


def _once(ready: Sequence[Ready]) -> list[Ready]:
    """Each place once: five taps at once are answered by one screen, in its last state."""
    return list({(one.reply.chat_id, one.reply.route, one.reply.edits): one for one in ready}.values())


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
