"""Hands replies over: chat by chat in order, different chats side by side, and nobody waits for somebody else's.

A reply that cannot be shown within two seconds is kept as a row, so that it is safe; it goes on being shown, and
its row is dropped when it has been. What waits longer than that is the outbox's.
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
from bot.delivery.finishing import finish
from bot.delivery.messenger import Failed, Fate, Sent
from bot.routes import Forgotten
from bot.screens.home import trouble
from storage import replies
from storage.nudges import Lapsed
from storage.people import Changed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.clock import Clock
    from bot.delivery.desk import Ready
    from bot.delivery.messenger import Messenger
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

    @property
    def chat(self) -> int:
        """Where it is shown."""
        return self.ready.reply.chat_id

    @property
    def kept(self) -> bool:
        """Whether a row may stand in for it. That everything was deleted is said once or not at all."""
        return bool(self.ready.reply.route) and self.ready.reply.route != pack(Forgotten())


class Counter:
    """Shows replies. `wake` is called when one was kept for later."""

    def __init__(self, store: Store, clock: Clock, messenger: Messenger, wake: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._messenger = messenger
        self._wake = wake
        self._last: dict[int, asyncio.Task[None]] = {}

    async def show(self, ready: Sequence[Ready]) -> None:
        """Show replies; returns when each was shown or kept.

        Raises:
            Exception: the database failed (`is_outage`), so that something may be neither.
        """
        showings = sorted((Showing(one) for one in ready), key=lambda showing: showing.chat)
        tasks = [
            self._begin(chat, list(those)) for chat, those in groupby(showings, key=lambda one: one.chat)
        ]
        if not tasks:
            return
        done, late = await asyncio.wait(tasks, timeout=PATIENCE_SECONDS)
        if late:
            await self._keep_late([showing for showing in showings if not showing.done])
        for task in late:
            task.add_done_callback(_say_what_failed)
        for task in done:
            task.result()

    async def finish(self) -> None:
        """Before a stop: wait for what is still on its way."""
        await finish(self._last.values())

    def _begin(self, chat: int, showings: list[Showing]) -> asyncio.Task[None]:
        """Show a chat's replies after those that are still on their way to it."""
        before = self._last.get(chat)
        task = asyncio.create_task(self._show_in_order(showings, before))
        self._last[chat] = task
        task.add_done_callback(lambda ended: self._forget(chat, ended))
        return task

    def _forget(self, chat: int, ended: asyncio.Task[None]) -> None:
        if self._last.get(chat) is ended:
            del self._last[chat]

    async def _show_in_order(self, showings: list[Showing], before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        for showing in showings:
            reply = showing.ready.reply
            result = await self._messenger.show(
                reply.chat_id, showing.ready.screen, edits=reply.edits, pins=reply.pins
            )
            showing.done = True
            await self._settle(showing, result)

    async def _settle(self, showing: Showing, result: Sent | Failed) -> None:
        if isinstance(result, Sent):
            await self._shown(showing, result)
        elif result.fate is Fate.LEFT:
            await self._left(showing.chat)
        elif result.fate is Fate.REFUSED:
            await self._refused(showing, result)
        elif showing.kept and showing.row is None:
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
        if showing.row is not None:
            await self._store.scrub()

    async def _left(self, person_id: int) -> None:
        async with self._store.writing() as transaction:
            await Changed(person_id, {"left_at": self._clock.now()}).write(transaction)
            await Lapsed(person_id).write(transaction)

    async def _refused(self, showing: Showing, result: Failed) -> None:
        """A fault of ours. She is told, once, so that she is not left without an answer."""
        kind = showing.ready.reply.route.partition(":")[0]
        log.error("A reply was refused.", action="reply", reason=result.reason, route=kind)
        await self._messenger.show(showing.chat, trouble(), edits=None, pins=False)
        if showing.row is not None:
            async with self._store.writing() as transaction:
                await replies.drop(transaction, showing.row)

    async def _keep_late(self, showings: list[Showing]) -> None:
        for showing in showings:
            if showing.kept and not showing.done:
                await self._keep(showing, IN_FLIGHT)
        self._wake()

    async def _keep(self, showing: Showing, after: timedelta) -> None:
        now, waiting = self._clock.now(), not showing.done
        async with self._store.writing() as transaction:
            row = await replies.keep(transaction, showing.ready.reply, now, now + after)
            if waiting and showing.done:
                # It was shown while this transaction waited for its turn.
                await replies.drop(transaction, row)
                return
            showing.row = row


def _retry(result: Failed) -> timedelta:
    return FIRST_RETRY if result.retry_after is None else timedelta(seconds=result.retry_after)


def _say_what_failed(task: asyncio.Task[None]) -> None:
    """Of a reply that was late: its row stands in for it, so its failure is only said."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("A late reply could not be settled.", action="reply", error=type(error).__name__)
