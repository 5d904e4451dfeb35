"""Takes in what Telegram handed out: decide, commit, then show. Returns only when all of that is safe.

The caller confirms updates to Telegram after `receive` has returned, so a crash anywhere in here makes Telegram
hand them out again, and handling them again changes nothing. A reply that cannot be shown within two seconds is
kept as a row, so that nobody waits for somebody else's.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import structlog

from bot.callback_data import pack
from bot.delivery.after import records_after
from bot.delivery.messenger import Failed, Fate, Sent
from bot.events import Tapped
from bot.routes import Trouble
from storage import replies
from storage.nudges import Lapsed
from storage.people import Changed
from storage.store import is_outage

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from bot.delivery.desk import Desk, Ready
    from bot.delivery.messenger import Messenger
    from bot.events import Event
    from storage.store import Store

PATIENCE_SECONDS = 2.0
IN_FLIGHT = timedelta(minutes=3)  # longer than making and sending a paper: until then it may still be shown
FIRST_RETRY = timedelta(seconds=5)

log = structlog.get_logger()


@dataclass
class Showing:
    """A reply on its way, and the row that stands in for it once it is late."""

    ready: Ready
    done: bool = False
    row: int | None = None


class Inbox:
    """Handles events and shows what they lead to. `wake` is called when a reply was kept for later."""

    def __init__(self, store: Store, desk: Desk, messenger: Messenger, wake: Callable[[], None]) -> None:
        self._store = store
        self._desk = desk
        self._messenger = messenger
        self._wake = wake
        self._late: set[asyncio.Task[None]] = set()

    async def receive(self, events: Sequence[Event]) -> None:
        """Handle events and show the answers.

        Raises:
            Exception: the database failed (`is_outage`). Nothing was confirmed: hand the same events in again.
        """
        acknowledgements = [
            self._messenger.acknowledge(event.query_id) for event in events if isinstance(event, Tapped)
        ]
        try:
            ready = await self._together(events)
        except Exception:  # noqa: BLE001 - whatever failed, the others must not suffer from it
            ready = [reply for event in events for reply in await self._alone(event)]
        await self._show(acknowledgements, [Showing(one) for one in ready])

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

    async def _show(self, acknowledgements: list[Coroutine[Any, Any, None]], showings: list[Showing]) -> None:
        tasks = [asyncio.create_task(acknowledgement) for acknowledgement in acknowledgements]
        by_chat = groupby(sorted(showings, key=_chat), key=_chat)
        tasks += [asyncio.create_task(self._show_in_order(list(those))) for _, those in by_chat]
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=PATIENCE_SECONDS)
        if late:
            self._late |= late
            for task in late:
                task.add_done_callback(self._late.discard)
            await self._keep_late([showing for showing in showings if not showing.done])

    async def _show_in_order(self, showings: list[Showing]) -> None:
        for showing in showings:
            reply = showing.ready.reply
            result = await self._messenger.show(
                reply.chat_id, showing.ready.screen, edits=reply.edits, pins=reply.pins
            )
            showing.done = True
            await self._settle(showing, result)

    async def _settle(self, showing: Showing, result: Sent | Failed) -> None:
        reply = showing.ready.reply
        if isinstance(result, Sent):
            await self._shown(showing, result)
        elif result.fate is Fate.LEFT:
            await self._left(reply.chat_id)
        elif result.fate is Fate.REFUSED:
            log.error("A reply was refused.", action="reply", reason=result.reason, route=_kind(reply.route))
        elif reply.route and showing.row is None:
            await self._keep(showing, _retry(result))
            self._wake()

    async def _shown(self, showing: Showing, sent: Sent) -> None:
        records = records_after(showing.ready, sent)
        if not records and showing.row is None:
            return
        async with self._store.writing() as transaction:
            for record in records:
                await record.write(transaction)
            if showing.row is not None:
                await replies.drop(transaction, showing.row)

    async def _left(self, person_id: int) -> None:
        async with self._store.writing() as transaction:
            await Changed(person_id, {"left_at": self._desk.clock.now()}).write(transaction)
            await Lapsed(person_id).write(transaction)

    async def _keep_late(self, showings: list[Showing]) -> None:
        for showing in showings:
            if showing.ready.reply.route and not showing.done:
                await self._keep(showing, IN_FLIGHT)
        self._wake()

    async def _keep(self, showing: Showing, after: timedelta) -> None:
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            showing.row = await replies.keep(transaction, showing.ready.reply, now, now + after)


def _chat(showing: Showing) -> int:
    return showing.ready.reply.chat_id


def _kind(route: str) -> str:
    return route.split(":", maxsplit=1)[0] or pack(Trouble())


def _retry(result: Failed) -> timedelta:
    return FIRST_RETRY if result.retry_after is None else timedelta(seconds=result.retry_after)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
