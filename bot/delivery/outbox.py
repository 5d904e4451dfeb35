"""What goes out by itself: nudges that are due, and replies that had to wait.

A nudge is a row, made in the transaction that moves the person's next due time. It is marked before it is sent
and again after, so that a death in between is known, and it is tried again at most twice, minutes apart.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.delivery.after import records_after
from bot.delivery.messenger import Failed, Fate, Sent
from bot.handlers.people import rhythm_of
from bot.learning.schedule import plan, when
from bot.routes import Nudge, Shift
from storage import handled, nudges, people, replies
from storage.nudges import NudgeRow, Scheduled, State
from storage.people import Changed

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.delivery.desk import Desk
    from bot.delivery.messenger import Messenger
    from storage.people import Person
    from storage.replies import Waiting
    from storage.store import Store

WEEKLY = "card"
BATCH = 100
LONGEST_NAP = timedelta(seconds=60)  # a look at the database now and then, whatever else was missed
AFTER_FAULT = timedelta(seconds=5)
RETRY_UNKNOWN = timedelta(minutes=5)
RETRY_NOT_SENT = timedelta(seconds=30)
MOST_TRIES = 3  # the first one, and at most two more when nobody knows whether it arrived
LONGEST_BACKOFF = timedelta(hours=1)

log = structlog.get_logger()


@dataclass(frozen=True)
class Verdict:
    """What becomes of a nudge. `send_at` is when to try again; `unknown` says that it may have arrived."""

    state: State
    send_at: datetime | None = None
    unknown: bool = False


def verdict(result: Sent | Failed, nudge: NudgeRow, now: datetime) -> Verdict:
    """What becomes of a nudge after a try."""
    if isinstance(result, Sent):
        return Verdict(State.SENT)
    if result.retry_after is not None:
        return Verdict(State.DUE, now + timedelta(seconds=result.retry_after))
    if result.fate is Fate.NOT_SENT:
        # The longer it could not be sent, the longer it waits: a quarter of its age, within limits.
        wait = min(max(RETRY_NOT_SENT, (now - nudge.due_at) / 4), LONGEST_BACKOFF)
        return Verdict(State.DUE, now + wait)
    if result.fate is Fate.UNKNOWN and nudge.tries + 1 < MOST_TRIES:
        return Verdict(State.DUE, now + RETRY_UNKNOWN, unknown=True)
    return Verdict(State.UNKNOWN, unknown=True) if result.fate is Fate.UNKNOWN else Verdict(State.LAPSED)


def too_soon_or_late(nudge: NudgeRow, now: datetime, zone: ZoneInfo) -> Verdict | None:
    """What becomes of a nudge whose hour is over: it waits for the quiet hours, or lapses. None: send it."""
    at = when(nudge.due_at, now, Shift(nudge.shift), zone)
    if at is None:
        return Verdict(State.LAPSED)
    return Verdict(State.DUE, at) if at > now else None


class Outbox:
    """Sends what is due. One of these runs at a time."""

    def __init__(self, store: Store, desk: Desk, messenger: Messenger) -> None:
        self._store = store
        self._desk = desk
        self._messenger = messenger
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look at the database now, not at the next due time."""
        self._woken.set()

    async def run(self) -> None:
        """Send what is due, for ever."""
        async with self._store.writing() as transaction:
            again_at = self._desk.clock.now() + RETRY_UNKNOWN
            unknown = await nudges.recover(transaction, again_at, MOST_TRIES)
        if unknown:
            log.warning("Nudges were under way when the last run ended.", action="recover", nudges=unknown)
        while True:
            try:
                self._woken.clear()
                busy = await self.step()
                wake_at = self._desk.clock.now() if busy else await self._next_time()
            except Exception as error:  # noqa: BLE001 - whatever failed, the next due card must still go out
                # Without its text and trace: those can hold statements, and with them what is kept about people.
                log.error("The outbox failed.", action="outbox", error=type(error).__name__)  # noqa: TRY400
                wake_at = self._desk.clock.now() + AFTER_FAULT
            await self._sleep(wake_at)

    async def step(self) -> bool:
        """Make what is due, and send what may be sent. Whether there may be more at once."""
        made = await self._make()
        sent = await self._send_nudges()
        shown = await self._send_replies()
        return max(made, sent, shown) >= BATCH

    async def _sleep(self, wake_at: datetime) -> None:
        tasks = {
            asyncio.create_task(self._desk.clock.sleep_until(wake_at)),
            asyncio.create_task(self._woken.wait()),
        }
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

    async def _next_time(self) -> datetime:
        now = self._desk.clock.now()
        async with self._store.reading() as transaction:
            times = [
                await people.next_due(transaction),
                await nudges.next_send(transaction),
                await replies.next_send(transaction),
            ]
        return min([time for time in times if time is not None] + [now + LONGEST_NAP])

    async def _make(self) -> int:
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            due = await people.due(transaction, now, BATCH)
            for person in due:
                await self._scheduled(person, now).write(transaction)
            await handled.prune(transaction, now)
            await replies.drop_old(transaction, now)
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

    async def _send_nudges(self) -> int:
        async with self._store.writing() as transaction:
            claimed = await nudges.claim(transaction, self._desk.clock.now(), BATCH)
        await asyncio.gather(*(self._send_nudge(nudge) for nudge in claimed))
        return len(claimed)

    async def _send_nudge(self, nudge: NudgeRow) -> None:
        waits = too_soon_or_late(nudge, self._desk.clock.now(), self._desk.zone)
        became = waits or await self._try(nudge)
        async with self._store.writing() as transaction:
            await nudges.mark(transaction, nudge.id, became.state, became.send_at, unknown=became.unknown)
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

    async def _send_replies(self) -> int:
        now = self._desk.clock.now()
        async with self._store.reading() as transaction:
            waiting = await replies.waiting(transaction, now, BATCH)
        await asyncio.gather(*(self._send_reply(one) for one in waiting))
        return len(waiting)

    async def _send_reply(self, one: Waiting) -> None:
        async with self._store.reading() as transaction:
            ready = await self._desk.rendered(transaction, one.reply)
        result = await self._messenger.show(
            one.reply.chat_id, ready.screen, edits=one.reply.edits, pins=one.reply.pins
        )
        async with self._store.writing() as transaction:
            if isinstance(result, Failed) and result.fate in {Fate.NOT_SENT, Fate.UNKNOWN}:
                again = self._desk.clock.now() + backoff(result, one.tries)
                await replies.postpone(transaction, one.id, again)
                return
            await replies.drop(transaction, one.id)
            for record in records_after(ready, result) if isinstance(result, Sent) else ():
                await record.write(transaction)


def backoff(result: Failed, tries: int) -> timedelta:
    """How long a reply waits: as long as Telegram says, else twice as long after each try."""
    if result.retry_after is not None:
        return timedelta(seconds=result.retry_after)
    return min(RETRY_NOT_SENT * (1 << min(tries, 10)), LONGEST_BACKOFF)
