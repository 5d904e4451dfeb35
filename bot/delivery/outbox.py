"""What goes out by itself, in two lanes: nudges that are due, and replies that had to wait.

A nudge is a row, made in the transaction that moves the person's next due time. It is taken under a lease before
it is sent and marked after, so that whoever dies in between leaves it to be found: it is then tried again at most
twice, minutes apart.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import structlog

from bot.callback_data import pack
from bot.delivery.after import records_after
from bot.delivery.finishing import to_the_end
from bot.delivery.messenger import Failed, Fate, Sent
from bot.delivery.verdicts import MOST_TRIES, RETRY_UNKNOWN, Verdict, backoff, too_soon_or_late, verdict
from bot.handlers.people import rhythm_of
from bot.learning.schedule import plan
from bot.routes import Nudge, Shift
from storage import handled, nudges, people, replies
from storage.nudges import NudgeRow, Scheduled, State
from storage.people import Changed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
    from typing import Any

    from bot.delivery.desk import Desk
    from bot.delivery.messenger import Messenger
    from storage.people import Person
    from storage.replies import Waiting
    from storage.store import Store

    Step = Callable[[], Coroutine[Any, Any, int]]
    NextTime = Callable[[], Awaitable[datetime]]

WEEKLY = "card"
BATCH = 100
AT_ONCE = 20  # nudges under way at the same time, so that replies always find a free connection
LEASE = timedelta(minutes=3)  # longer than any sending lasts
LONGEST_NAP = timedelta(seconds=60)  # a look at the database now and then, whatever else was missed
AFTER_FAULT = timedelta(seconds=5)
CHOOSING_FOR = timedelta(days=1)  # how long somebody may take between the first tap and the last of joining

log = structlog.get_logger()


class Lane(StrEnum):
    """What goes out without waiting for the other."""

    NUDGES = "nudges"
    REPLIES = "replies"


class Outbox:
    """Sends what is due. One of these runs at a time."""

    def __init__(self, store: Store, desk: Desk, messenger: Messenger) -> None:
        self._store = store
        self._desk = desk
        self._messenger = messenger
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._reply_kept = asyncio.Event()
        self._resting: dict[Lane, datetime | None] = dict.fromkeys(Lane)
        self._listed: tuple[int, int] | None = None

    def wake(self) -> None:
        """A reply was kept: look at the database now, not at the next due time."""
        self._reply_kept.set()

    async def run(self) -> None:
        """Send what is due, for ever."""
        await self._recover(everything=True)
        async with self._store.writing() as transaction:
            await replies.release(transaction, self._desk.clock.now())
        await asyncio.gather(
            self._lane(Lane.NUDGES, self._nudges, self._next_nudge, asyncio.Event()),
            self._lane(Lane.REPLIES, self._replies, self._next_reply, self._reply_kept),
        )

    @property
    def resting_until(self) -> datetime | None:
        """When it will look at the database again by itself; None while it is at work."""
        times = list(self._resting.values())
        return None if None in times else min(time for time in times if time is not None)

    async def _lane(self, name: Lane, step: Step, next_time: NextTime, woken: asyncio.Event) -> None:
        """Send, and wait for the next thing to send. A full batch means that there may be more at once."""
        while True:
            try:
                self._resting[name] = None
                woken.clear()
                wake_at = self._desk.clock.now() if await to_the_end(step()) >= BATCH else await next_time()
            except Exception as error:  # noqa: BLE001 - whatever failed, the next due card must still go out
                # Without its text and trace: those can hold statements, and with them what is kept about people.
                log.error("The outbox failed.", action="outbox", error=type(error).__name__)  # noqa: TRY400
                wake_at = self._desk.clock.now() + AFTER_FAULT
            self._resting[name] = wake_at
            await self._sleep(wake_at, woken)

    async def _sleep(self, wake_at: datetime, woken: asyncio.Event) -> None:
        tasks = {
            asyncio.create_task(self._desk.clock.sleep_until(wake_at)),
            asyncio.create_task(woken.wait()),
        }
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

    async def _next_nudge(self) -> datetime:
        async with self._store.reading() as transaction:
            return self._soonest([await people.next_due(transaction), await nudges.next_send(transaction)])

    async def _next_reply(self) -> datetime:
        async with self._store.reading() as transaction:
            return self._soonest([await replies.next_send(transaction)])

    def _soonest(self, times: Sequence[datetime | None]) -> datetime:
        nap = self._desk.clock.now() + LONGEST_NAP
        return min([time for time in times if time is not None] + [nap])

    async def _nudges(self) -> int:
        """Make what is due, and send what may be sent."""
        await self._recover(everything=False)
        made = await self._make()
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            claimed = await nudges.claim(transaction, now, now + LEASE, BATCH)
        await self._all(self._send_nudge(nudge) for nudge in claimed)
        return max(made, len(claimed))

    async def _recover(self, *, everything: bool) -> None:
        """Find nudges that nobody finished: after a start all under way, later those past their lease."""
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            before = now + LEASE * 2 if everything else now
            found = await nudges.recover(transaction, before, now + RETRY_UNKNOWN, MOST_TRIES)
        if found:
            log.warning("Nudges were under way and never finished.", action="recover", nudges=found)

    def _list_overdue(self, now: datetime) -> None:
        """Once a week, and after a start: what of the content somebody should read or dial again."""
        week = now.isocalendar()[:2]
        if week == self._listed:
            return
        self._listed = week
        today, library = now.date(), self._desk.library
        items = [item.id for item in library.items() if item.review_by < today]
        lines = len(library.contacts.overdue(today))
        if items or lines:
            log.warning("Content is due for review.", action="review", items=items, lines_to_dial=lines)

    async def _make(self) -> int:
        now = self._desk.clock.now()
        self._list_overdue(now)
        async with self._store.writing() as transaction:
            due = await people.due(transaction, now, BATCH)
            for person in due:
                await self._scheduled(person, now).write(transaction)
            await nudges.lapse_unwanted(transaction)
            await handled.prune(transaction, now)
            await replies.drop_old(transaction, now)
            await people.drop_half_joined(transaction, (now - CHOOSING_FOR).date())
        return len(due)

    def _scheduled(self, person: Person, now: datetime) -> Scheduled:
        due_at = person.next_due_at or now
        planned = plan(person.id, rhythm_of(person), Shift(person.shift), due_at, now, self._desk.zone)
        return Scheduled(
            person_id=person.id,
            kind=WEEKLY,
            due_on=planned.due_on,
            due_at=planned.due_at,
            send_at=planned.send_at,
            state=State.LAPSED if planned.lapsed else State.DUE,
            wording=planned.wording,
            next_due_at=planned.next_due_at,
        )

    async def _send_nudge(self, nudge: NudgeRow) -> None:
        async with self._at_once:
            waits = too_soon_or_late(nudge, self._desk.clock.now(), self._desk.zone)
            became = waits or await self._try(nudge)
        async with self._store.writing() as transaction:
            await nudges.mark(transaction, nudge.id, became.state, became.send_at, unknown=became.unknown)
            if became.state is State.SENT:
                # What is typed next may be meant for this message.
                place = {"place": pack(Nudge(nudge.due_on))}
                await Changed(nudge.person_id, place).write(transaction)
        log.info("A nudge is over.", action="nudge", nudge=nudge.id, state=str(became.state))

    async def _try(self, nudge: NudgeRow) -> Verdict:
        async with self._store.reading() as transaction:
            screen = await self._desk.screen(transaction, nudge.person_id, Nudge(nudge.due_on))
        result = await self._messenger.show(nudge.person_id, screen, edits=None, pins=False)
        now = self._desk.clock.now()
        if isinstance(result, Failed) and result.fate is Fate.LEFT:
            async with self._store.writing() as transaction:
                await Changed(nudge.person_id, {"left_at": now}).write(transaction)
        return verdict(result, nudge, now)

    async def _replies(self) -> int:
        """Send replies that waited long enough."""
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            claimed = await replies.claim(transaction, now, now + LEASE, BATCH)
        await self._all(self._send_reply(one) for one in claimed)
        if claimed:
            await self._store.scrub()
        return len(claimed)

    async def _send_reply(self, one: Waiting) -> None:
        async with self._store.reading() as transaction:
            ready = await self._desk.rendered(transaction, one.reply)
        result = await self._messenger.show(
            one.reply.chat_id, ready.screen, edits=one.reply.edits, pins=one.reply.pins
        )
        wait = backoff(result, one.tries) if isinstance(result, Failed) else None
        async with self._store.writing() as transaction:
            if wait is not None:
                await replies.postpone(transaction, one.id, self._desk.clock.now() + wait)
                return
            await replies.drop(transaction, one.id)
            for record in records_after(ready, result) if isinstance(result, Sent) else ():
                await record.write(transaction)

    async def _all(self, sendings: Iterable[Coroutine[Any, Any, None]]) -> None:
        """All of them, whatever becomes of one: what failed is found again by its lease."""
        for result in await asyncio.gather(*sendings, return_exceptions=True):
            if isinstance(result, Exception):
                log.error("Something could not be sent.", action="outbox", error=type(result).__name__)
