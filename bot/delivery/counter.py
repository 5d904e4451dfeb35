"""Hands replies over: chat by chat in order, different chats side by side, and nobody waits for somebody else's.

A reply that cannot be shown within two seconds is kept as a row, so that it is safe; it goes on being shown, and
its row is dropped when it has been. What waits longer than that is the outbox's. Never shows in a message what
something newer has taken the place of.
"""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.callback_data import parse
from bot.delivery.after import records_after
from bot.delivery.finishing import finish
from bot.delivery.holding import HELD_FOR, Holding
from bot.delivery.line import Line, Newest, Showing
from bot.delivery.messenger import Failed, Fate, Sent
from bot.handlers.front import UNTRACED
from bot.screens.home import trouble
from storage import replies
from storage.nudges import Gone
from storage.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.clock import Clock
    from bot.delivery.desk import Ready
    from bot.delivery.sender import Sender
    from storage.replies import Kept
    from storage.store import Store, Transaction

PATIENCE_SECONDS = 2.0
FIRST_RETRY = timedelta(seconds=5)

log = structlog.get_logger()


class Counter:
    """Shows replies. `wake` is called when one was kept for later."""

    def __init__(self, store: Store, clock: Clock, sender: Sender, wake: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._sender = sender
        self._wake = wake
        self._numbers = itertools.count(1)
        self._newest = Newest()
        self._lines: dict[tuple[int, bool], Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._holding = Holding(store, clock, self._rows)

    def arrives(self) -> int:
        """The number of what comes in now: what is asked for with a higher one is newer."""
        return next(self._numbers)

    async def show(self, ready: Sequence[Ready], number: int) -> None:
        """Show replies to what came in under this number; returns when each was shown, kept or outdated.

        Raises:
            Exception: the database failed (`is_outage`), so that something may be neither.
        """
        showings = [Showing(one, number) for one in ready]
        for showing in showings:
            self._put_in_line(showing)
        if not showings:
            return
        done, late = await asyncio.wait([one.over for one in showings], timeout=PATIENCE_SECONDS)
        if late:
            await self._keep_late([showing for showing in showings if showing.over in late])
        for failure in (over.result() for over in done):
            if failure is not None:
                raise failure

    def is_outdated(self, row: Kept) -> bool:
        """Whether something newer was asked for in the message of a kept reply, by anybody this process heard.

        Such a reply must not be shown any more. What another process kept is never outdated here.
        """
        return self._newest.is_row_outdated(row)

    async def finish(self) -> None:
        """Before a stop: wait for what is still on its way."""
        rows = self._rows()
        await finish(self._tasks, PATIENCE_SECONDS)
        self._holding.end()
        await self._holding.give_back(rows)

    def _rows(self) -> list[Kept]:
        return [row for line in self._lines.values() for row in line.rows]

    def _put_in_line(self, showing: Showing) -> None:
        """After those that are still on their way to the same chat, but for papers."""
        self._newest.note(showing.ready.reply, showing.number)
        if showing.says_forgotten:
            self._forget(showing.chat)
        line = self._lines.get(showing.line)
        if line is not None:
            line.put(showing)
            return
        line = self._lines[showing.line] = Line(self._show)
        line.put(showing)
        task = asyncio.create_task(self._go_on(showing.line, line))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _forget(self, chat: int) -> None:
        for key, line in self._lines.items():
            if key[0] == chat:
                line.forget()

    async def _go_on(self, key: tuple[int, bool], line: Line) -> None:
        try:
            await line.go_on()
        finally:
            del self._lines[key]

    async def _show(self, showing: Showing) -> None:
        """Show one. What fails is told to whoever waits for it, and said if nobody does any more."""
        failure: Exception | None = None
        try:
            await self._show_unless_outdated(showing)
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            failure = error
        if failure is not None and showing.late:
            # Its row stands in for it.
            log.error("A late reply could not be settled.", action="reply", error=type(failure).__name__)
        showing.end(failure)

    async def _show_unless_outdated(self, showing: Showing) -> None:
        reply = showing.ready.reply
        result: Sent | Failed | None = None
        if not self._is_outdated(showing):
            rests = await self._sender.reply_turn(reply.chat_id)
            if rests is not None:
                result = rests
            elif not self._is_outdated(showing):
                result = await self._sender.reply_now(reply, showing.ready.screen)
        showing.done = True
        if result is None:
            await self._drop_rows(showing)
        else:
            await self._settle(showing, result)

    def _is_outdated(self, showing: Showing) -> bool:
        return self._newest.is_outdated(showing.ready.reply, showing.number)

    async def _settle(self, showing: Showing, result: Sent | Failed) -> None:
        if isinstance(result, Sent):
            await self._shown(showing, result)
        elif result.fate is Fate.LEFT:
            await self._left(showing)
        elif result.fate is Fate.REFUSED:
            await self._refused(showing, result)
        elif not showing.kept or self._is_outdated(showing):
            await self._drop_rows(showing)
        else:
            await self._keep(showing, _retry(result))
            self._wake()

    async def _shown(self, showing: Showing, sent: Sent) -> None:
        records = records_after(showing.ready, sent, self._clock.now())
        if not records and not showing.rows:
            return
        async with self._store.writing() as transaction:
            for record in records:
                await record.write(transaction)
            dropped = await _drop(transaction, showing)
        if dropped:
            await self._store.scrub()

    async def _left(self, showing: Showing) -> None:
        async with self._store.writing() as transaction:
            await Gone(showing.chat, self._clock.now()).write(transaction)
            await _drop(transaction, showing)

    async def _refused(self, showing: Showing, result: Failed) -> None:
        """A fault of ours. She is told, once, so that she is not left without an answer."""
        log.error("A reply was refused.", action="reply", reason=result.reason, route=_kind(showing))
        await self._sender.reply(Reply(showing.chat, "", None, pins=False), trouble())
        await self._drop_rows(showing)

    async def _drop_rows(self, showing: Showing) -> None:
        if not showing.rows:
            return
        async with self._store.writing() as transaction:
            await _drop(transaction, showing)
        await self._store.scrub()

    async def _keep_late(self, showings: list[Showing]) -> None:
        for showing in showings:
            if showing.kept and not showing.done:
                showing.late = True
                await self._keep(showing, HELD_FOR)
        self._holding.begin()
        self._wake()

    async def _keep(self, showing: Showing, after: timedelta) -> None:
        """Let a row stand in for it, in the place of any that did."""
        now, waiting = self._clock.now(), not showing.done
        async with self._store.writing() as transaction:
            await _drop(transaction, showing)
            if not showing.kept or (waiting and showing.done):
                # While this transaction waited for its turn it was shown, or everything was deleted.
                return
            row = await replies.keep(transaction, showing.ready.reply, now, now + after)
            self._newest.note_row(row, showing.number)
            showing.rows.append(row)


async def _drop(transaction: Transaction, showing: Showing) -> bool:
    """Drop the rows that stand in for a showing; whether there were any."""
    rows, showing.rows = showing.rows, []
    for row in rows:
        await replies.drop(transaction, row)
    return bool(rows)


def _retry(result: Failed) -> timedelta:
    return FIRST_RETRY if result.retry_after is None else timedelta(seconds=result.retry_after)


def _kind(showing: Showing) -> str:
    """Which kind of place it was, for the log. Of those that leave no trace not even that."""
    route = showing.ready.reply.route
    return "untraced" if isinstance(parse(route), UNTRACED) else route.partition(":")[0]
