"""Decides events together: one transaction and one commit for all that have come meanwhile.

If anything in it fails, each event gets a transaction of its own, so that none suffers from another. An event
that fails by its own fault three times is set aside, and the person is told; the database failing is nobody's
fault, and counts for nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.delivery.finishing import to_the_end
from bot.delivery.sitting import sit
from storage.store import in_turn, is_outage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from bot.delivery.desk import Desk, Ready
    from bot.delivery.sitting import Sitting
    from bot.delivery.tally import Tally
    from bot.events import Event
    from storage.store import Store, Transaction

MOST_TRIES = 3
PATIENCE_SECONDS = 10.0  # for one event; far more than any takes
MOST_TOGETHER = 100  # events in one transaction, so that none is long
MOST_WAITING = 400  # events; whoever comes then is better handed in again than left to wait for longer

log = structlog.get_logger()


class TooLongError(Exception):
    """An event took longer than any may. A kind of its own: Python's is also an error of the system's."""


class CrowdedError(Exception):
    """Too many wait to be decided. Nothing is wrong with the event: hand it in again."""


@dataclass(eq=False)
class _Batch:
    """Events that came together, and what is to be shown; `outage` is what kept some from being decided."""

    events: Sequence[Event]
    ready: list[Ready] = field(default_factory=list)
    outage: Exception | None = None
    decided: bool = False
    acknowledged: bool = False


class Deciding:
    """Turns events into records and screens. `acknowledge` is called once with what `decide` was given."""

    def __init__(
        self, store: Store, desk: Desk, tally: Tally, acknowledge: Callable[[Sequence[Event]], None]
    ) -> None:
        self._store = store
        self._desk = desk
        self._tally = tally
        self._acknowledge = acknowledge
        self._turn = asyncio.Lock()
        self._waiting: list[_Batch] = []

    @contextlib.asynccontextmanager
    async def between(self) -> AsyncIterator[None]:
        """A moment at which nothing is being decided."""
        async with self._turn:
            yield

    async def decide(self, events: Sequence[Event]) -> tuple[list[Ready], Exception | None]:
        """What to show, and the outage that kept some events from being decided, if there was one.

        Whoever has the turn decides for all who wait for it. If too many do, that is as good as an outage.
        """
        if not events:
            return [], None
        if sum(len(batch.events) for batch in self._waiting) >= MOST_WAITING:
            self._acknowledge(events)
            return [], CrowdedError()
        mine = _Batch(events)
        self._waiting.append(mine)
        try:
            async with self._turn:
                while not mine.decided:
                    await to_the_end(self._decide_waiting())
        finally:
            if mine in self._waiting:  # whoever waited for it was cancelled, and confirms nothing
                self._waiting.remove(mine)
        self._told(mine)
        return mine.ready, mine.outage

    def _told(self, batch: _Batch) -> None:
        if not batch.acknowledged:
            batch.acknowledged = True
            self._acknowledge(batch.events)

    async def _decide_waiting(self) -> None:
        batches = self._take()
        try:
            await self._decide_all(batches)
        finally:
            # If this is cut off, the others' events are for whoever has the next turn.
            self._waiting[:0] = [batch for batch in batches if not batch.decided]

    async def _decide_all(self, batches: list[_Batch]) -> None:
        try:
            await self._together(batches)
        except Exception:  # noqa: BLE001 - whatever failed, the others must not suffer from it
            for batch in batches:
                await self._one_by_one(batch)
        for batch in batches:
            batch.decided = True

    def _take(self) -> list[_Batch]:
        """Those who wait, as many as one transaction should hold; the rest take the next one."""
        taken = [self._waiting.pop(0)]
        events = len(taken[0].events)
        while self._waiting and events + len(self._waiting[0].events) <= MOST_TOGETHER:
            taken.append(self._waiting.pop(0))
            events += len(taken[-1].events)
        return taken

    async def _together(self, batches: list[_Batch]) -> None:
        events = [event for batch in batches for event in batch.events]
        ready: list[list[Ready]] = []
        async with self._store.writing() as transaction:
            await in_turn(transaction, [event.person_id for event in events])
            sitting = await sit(transaction, events)
            for batch in batches:
                ready.append([])
                for event in batch.events:
                    ready[-1] += await self._handled(transaction, event, sitting)
            await sitting.rise()
            # Now, because it goes out while the commit waits for the disk. It says nothing of what was decided.
            for batch in batches:
                self._told(batch)
        for batch, shown in zip(batches, ready, strict=True):
            batch.ready = shown

    async def _handled(self, transaction: Transaction, event: Event, sitting: Sitting) -> list[Ready]:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._desk.handle(transaction, event, sitting)
        except TimeoutError:
            raise TooLongError from None

    async def _one_by_one(self, batch: _Batch) -> None:
        batch.ready = []
        for event in batch.events:
            try:
                batch.ready += await self._alone(event)
            except Exception as error:
                if not is_outage(error):
                    raise
                batch.outage = error
                return

    async def _alone(self, event: Event) -> list[Ready]:
        """One event in a transaction of its own; tried again, and then set aside."""
        for left in reversed(range(MOST_TRIES)):
            single = _Batch([event], acknowledged=True)
            try:
                await self._together([single])
            except Exception as error:
                if is_outage(error):
                    raise
                if not left:
                    return await self._set_aside(event, error)
            else:
                return single.ready
        return []

    async def _set_aside(self, event: Event, error: Exception) -> list[Ready]:
        self._tally.set_aside += 1
        # The error's own text could carry what somebody typed, so only its kind and place are logged.
        log.error(
            "An update could not be handled.",
            action="handle",
            update=event.update_id,
            kind=type(event).__name__,
            error=type(error).__name__,
            where=_place(error),
        )
        try:
            async with self._store.reading() as transaction:
                return [await self._desk.trouble(transaction, event)]
        except Exception as again:
            if is_outage(again):
                raise
            return []  # even saying so fails: without an answer, but it holds up nobody


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
