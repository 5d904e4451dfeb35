"""Of all replicas, one sends what is due: elected by a lease row, the same on both engines.

The others look once a second whether its beat still grows, and take over within ten seconds of its death. It must
never be two at once: what a former holder still writes does not count, because each claim and each mark carries
the fencing token.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.clock import real_seconds
from bot.delivery.finishing import to_the_end
from storage import leases
from storage.leases import NotHoldingError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from bot.clock import Clock
    from storage.leases import Lease
    from storage.store import Store

LOOK_SECONDS = 1.0
BEAT_SECONDS = 2.0
DEAD_AFTER_SECONDS = 7.0  # without a beat; with the looks between, somebody else is at work within ten

Result = TypeVar("Result")

log = structlog.get_logger()


class Leading:
    """One candidate. While it leads, `work` runs; `held` is its lease."""

    def __init__(self, store: Store, clock: Clock, name: str = "outbox") -> None:
        self._store = store
        self._clock = clock
        self._name = name
        self._mark = secrets.token_hex(8)
        self._seen: tuple[Lease, float] | None = None
        self._waits = False
        self._failing = False
        self.held: Lease | None = None

    @property
    def leads(self) -> bool:
        """Whether this process is the one."""
        return self.held is not None

    async def look(self) -> None:
        """Look at the lease once, before anything begins.

        Raises:
            SQLAlchemyError: the database cannot be used at all. Later on a failure is waited out.
        """
        async with self._store.reading() as transaction:
            await leases.look(transaction, self._name)

    async def run(self, work: Callable[[Lease], Coroutine[Any, Any, None]]) -> None:
        """Do `work` whenever this process is elected, until cancelled."""
        while True:
            self.held = await self._elected()
            try:
                await self._lead(self.held, work)
            finally:
                held, self.held = self.held, None
                await to_the_end(self._give_back(held))

    async def _elected(self) -> Lease:
        while True:
            taken = await self._carefully(self._try())
            if taken is not None:
                self._waits = False
                log.info("This process sends what is due.", action="lead", token=taken.token)
                return taken
            await real_seconds(LOOK_SECONDS)

    async def _try(self) -> Lease | None:
        async with self._store.reading() as transaction:
            seen = await leases.look(transaction, self._name)
        if seen.holder is not None and not self._is_dead(seen):
            self._say_waiting()
            return None
        async with self._store.writing() as transaction:
            return await leases.take(transaction, seen, self._mark)

    def _is_dead(self, seen: Lease) -> bool:
        """Whether the beat has stood still for too long, by our own counter of seconds."""
        now = self._clock.elapsed()
        if self._seen is None or self._seen[0] != seen:
            self._seen = (seen, now)
        return now - self._seen[1] >= DEAD_AFTER_SECONDS

    def _say_waiting(self) -> None:
        if not self._waits:
            log.info("Another process sends what is due. This one takes over if it dies.", action="lead")
        self._waits = True

    async def _lead(self, held: Lease, work: Callable[[Lease], Coroutine[Any, Any, None]]) -> None:
        """Work and beat, until one of them ends: work does not, and beating only when somebody took over."""
        # In this order: the beat goes on until the work has ended, or another one would begin beside it.
        tasks = (asyncio.create_task(work(held)), asyncio.create_task(self._beat(held)))
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
                await asyncio.wait({task})
        for task in done:
            with contextlib.suppress(NotHoldingError):
                task.result()
        log.warning("Another process has taken over.", action="lead", token=held.token)

    async def _beat(self, held: Lease) -> None:
        while await self._carefully(self._grows(held)) is not False:
            await real_seconds(BEAT_SECONDS)

    async def _grows(self, held: Lease) -> bool:
        async with self._store.writing() as transaction:
            return await leases.beat(transaction, held)

    async def _give_back(self, held: Lease | None) -> None:
        if held is not None:
            await self._carefully(self._gave_back(held))

    async def _gave_back(self, held: Lease) -> None:
        async with self._store.writing() as transaction:
            await leases.give_back(transaction, held)

    async def _carefully(self, work: Coroutine[Any, Any, Result]) -> Result | None:
        """What `work` says; None if the database failed. Then nobody else can take over either."""
        try:
            done = await work
        except Exception as error:  # noqa: BLE001 - whatever failed, the election must go on
            if not self._failing:
                # Once, and without its text: that can hold statements.
                log.warning("The lease could not be looked at.", action="lead", error=type(error).__name__)
            self._failing = True
            return None
        self._failing = False
        return done
