"""Nudges: made when they are due, claimed a few at a time, sent as fast as the pace allows, marked together.

A nudge is a row, made in the transaction that moves the person's next due time. It is claimed under a lease
before it is sent and marked after, so that whoever dies in between leaves it to be found: it is then tried again
at most twice, minutes apart. Only about half a second's worth is claimed ahead, because all of that is in doubt
after a crash.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.callback_data import pack
from bot.clock import real_seconds
from bot.delivery.finishing import finish, to_the_end
from bot.delivery.lanes import LaneLoop
from bot.delivery.making import make, next_made
from bot.delivery.messenger import Failed, Fate
from bot.delivery.unfinished import Unfinished
from bot.delivery.verdicts import MOST_TRIES, RETRY_UNKNOWN, too_soon_or_late, verdict
from bot.handlers.nudges import looked_up_screen, needs_a_look, nudge_route, nudge_screen
from bot.handlers.rendering import in_language
from bot.handlers.visit import NotThereError, spoken_with
from storage import nudges
from storage.claiming import claim
from storage.nudges import Gone, Marked, NudgeRow, State

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery.desk import Desk
    from bot.delivery.sender import Sender
    from bot.screens.screen import Screen
    from storage.leases import Lease
    from storage.store import Store, Transaction

MOST_CLAIMED = 100  # under way at once; replies find enough free connections beside them
MOST_UNDER_WAY = 150  # those that hang among them
HANGS_AFTER_SECONDS = 1.0  # Telegram answers in a tenth of that
LEASE = timedelta(minutes=3)  # longer than any sending lasts
MARKING_SECONDS = 0.1  # what was sent in this time is marked in one commit
AFTER_FAULT_SECONDS = 1.0

log = structlog.get_logger()


class Nudging:
    """The lane of nudges, for as long as `held` is held. `rate` is what may be sent a second; 0: no limit."""

    def __init__(self, store: Store, desk: Desk, sender: Sender, held: Lease, rate: float) -> None:
        self._store = store
        self._desk = desk
        self._sender = sender
        self._held = held
        self._ahead = min(MOST_CLAIMED, max(2, round(rate / 2))) if rate else MOST_CLAIMED
        self._under_way: dict[asyncio.Task[None], NudgeRow] = {}
        self._begun: dict[int, float] = {}  # when the sending of each began
        self._ended = asyncio.Event()
        self._to_mark = asyncio.Event()
        self._marks: list[Marked] = []
        self._unfinished = Unfinished(desk.zone)
        self.lane = LaneLoop(desk.clock, self._step, self._next_time)

    @property
    def is_at_work(self) -> bool:
        """Whether something is being sent, or was sent and is not marked yet."""
        return bool(self._under_way or self._marks)

    async def run(self) -> None:
        """Send what is due, until cancelled.

        Raises:
            NotHoldingError: another process sends by now.
        """
        marking = asyncio.create_task(self._marking())
        try:
            await self.lane.run()
        finally:
            await to_the_end(self._stop(marking))

    async def _step(self) -> bool:
        """Make what is due, and begin to send what may be sent. True: there may be more at once."""
        free = 0 if self._sender.nudges_rest else self._free
        more, claimed = await to_the_end(self._take(free))
        if self._sender.nudges_rest:
            return False
        await self._room()
        return more or free <= 0 or claimed == free

    async def _next_time(self) -> datetime | None:
        async with self._store.reading() as transaction:
            times = [await next_made(transaction), await nudges.next_send(transaction)]
        soonest = min((time for time in times if time is not None), default=None)
        rested = self._desk.clock.now() + timedelta(seconds=self._sender.nudges_rest)
        return None if soonest is None else max(soonest, rested)

    async def _take(self, most: int) -> tuple[bool, int]:
        """Find what nobody finished, make what is due, and claim `most`: in one transaction, for one commit.

        Returns whether there may be more to make, and how many were claimed.
        """
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            await self._recover(transaction, now)
            more = await make(transaction, now, self._desk.zone)
            await self._unfinished.remind(transaction, now)
            claimed = await claim(transaction, self._held, now, now + LEASE, most) if most > 0 else []
        self._begin(claimed)
        return more, len(claimed)

    async def _recover(self, transaction: Transaction, now: datetime) -> None:
        """Find nudges that nobody finished: of a process that died, and of this one where it could not mark."""
        again_at = now + RETRY_UNKNOWN
        ours = [one.id for one in self._under_way.values()] + [one.nudge.id for one in self._marks]
        found = await nudges.recover(transaction, self._held, now, again_at, MOST_TRIES, ours)
        if found:
            log.warning("Nudges were under way and never finished.", action="recover", nudges=found)

    def _begin(self, claimed: list[NudgeRow]) -> None:
        for nudge in claimed:
            task = asyncio.create_task(self._send(nudge))
            self._under_way[task] = nudge
            task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        nudge = self._under_way.pop(task)
        begun = self._begun.pop(nudge.id, None) is not None
        if task.cancelled():
            self._marks.append(self._cut_off(nudge) if begun else Marked(nudge, State.DUE))
        elif (error := task.exception()) is not None:
            # Its lease finds it again.
            log.error("Something could not be sent.", action="nudge", error=type(error).__name__)
        self._ended.set()
        self._to_mark.set()

    def _cut_off(self, nudge: NudgeRow) -> Marked:
        """A stop cut its sending off: it may have arrived. Of one that never began nothing is in doubt."""
        return verdict(Failed(Fate.UNKNOWN, "stopped"), nudge, self._desk.clock.now(), "")

    @property
    def _free(self) -> int:
        """How many more may be under way. One that hangs keeps its place from nobody, up to a limit."""
        now = self._desk.clock.elapsed()
        hanging = sum(now - began >= HANGS_AFTER_SECONDS for began in self._begun.values())
        under_way = len(self._under_way)
        return min(self._ahead - under_way + hanging, MOST_UNDER_WAY - under_way)

    async def _room(self) -> None:
        """Wait until half of what was claimed ahead has gone, or hangs."""
        while self._free < self._ahead - self._ahead // 2:
            self._ended.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), HANGS_AFTER_SECONDS / 2)

    async def _send(self, nudge: NudgeRow) -> None:
        clock = self._desk.clock
        waits = too_soon_or_late(nudge, clock.now(), self._desk.zone)
        if waits is None and (seconds := await self._sender.turn(nudge.person_id)):
            waits = Marked(nudge, State.DUE, clock.now() + timedelta(seconds=seconds))
        screen = await self._screen(nudge) if waits is None else None
        if screen is None:
            self._marks.append(waits or Marked(nudge, State.LAPSED))
            return
        self._begun[nudge.id] = clock.elapsed()
        result = await self._sender.nudge(nudge.person_id, screen)
        left = isinstance(result, Failed) and result.fate is Fate.LEFT
        place = pack(nudge_route(nudge))
        self._marks.append(verdict(result, nudge, clock.now(), place))
        if left:
            await self._left(nudge.person_id)

    async def _screen(self, nudge: NudgeRow) -> Screen | None:
        """What it shows, in the person's language; None if that has no use any more."""
        language = spoken_with(nudge.language, self._desk.languages)
        try:
            return await in_language(language, partial(self._made, nudge))
        except NotThereError:
            return None

    async def _made(self, nudge: NudgeRow) -> Screen:
        if not needs_a_look(nudge):
            return nudge_screen(nudge)
        async with self._store.reading() as transaction:
            visit = await self._desk.visit(transaction, nudge.person_id, None)
            return await looked_up_screen(visit, nudge)

    async def _left(self, person_id: int) -> None:
        async with self._store.writing() as transaction:
            await Gone(person_id, self._desk.clock.now()).write(transaction)

    async def _marking(self) -> None:
        """Mark what has ended, again and again. What could not be marked stays to be marked."""
        while True:
            await self._to_mark.wait()
            await real_seconds(MARKING_SECONDS)
            self._to_mark.clear()
            if not await to_the_end(self._marked()):
                self._to_mark.set()
                await real_seconds(AFTER_FAULT_SECONDS)

    async def _marked(self) -> bool:
        """Whether all could be marked."""
        try:
            await self._mark()
        except Exception as error:  # noqa: BLE001 - it is tried again, and after that its lease finds it
            log.error("Nudges could not be marked.", action="nudge", error=type(error).__name__)  # noqa: TRY400
            return False
        return True

    async def _mark(self) -> None:
        marks = self._marks[:]
        if not marks:
            return
        async with self._store.writing() as transaction:
            await nudges.mark(transaction, self._held, marks)
        del self._marks[: len(marks)]
        for one in marks:
            log.info("A nudge is over.", action="nudge", nudge=one.nudge.id, state=str(one.state))

    async def _stop(self, marking: asyncio.Task[None]) -> None:
        """What has begun is finished; what only waits for its turn is given back."""
        marking.cancel()
        for task, nudge in list(self._under_way.items()):
            if nudge.id not in self._begun:
                task.cancel()
        await finish([marking, *self._under_way], seconds=3)
        await self._marked()
