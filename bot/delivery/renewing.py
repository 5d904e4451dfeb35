"""Renews pinned numbers after something about them has changed: the content, a finding, a number out of use.

A few at a time, and only while hardly any reply waits, so that nobody waits for it. It keeps nothing new about a
person: it goes by area, and what it puts into `replies` is deleted when it has been shown. If the process dies in
between, the area begins anew; a card that says the same already stays as it is.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.callback_data import pack
from bot.delivery.lanes import LaneLoop
from bot.handlers.numbers import ADVICE
from bot.routes import RenewedNumbers
from content.lines import Subject, national_ring, whom_to_ring
from storage import people, pinned_cards, replies
from storage.pinned_cards import Renewed
from storage.replies import Reply
from storage.store import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.delivery.desk import Desk
    from content.contacts import Contacts
    from content.ring import Known
    from storage.store import Store, Transaction

BATCH = 20
PAUSE = timedelta(seconds=2)  # so ten a second at most, of the 28 that may be sent
NAP = timedelta(seconds=30)
MOST_WAITING = 5  # where more replies than these wait, this is not the time
# Any one moment does: what the cards say of the lines is compared, not which line answers just now.
A_WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
NOBODY = 0  # no person has this id


class Renewing:
    """Renews pinned numbers. One of these runs at a time. `wake` is called when replies were put in."""

    def __init__(self, store: Store, desk: Desk, wake: Callable[[], None]) -> None:
        self._store = store
        self._desk = desk
        self._wake = wake
        self._compared: tuple[str, Known] | None = None
        self._changed: list[str] = []
        self._nobodys: list[Renewed] = []  # areas in which nobody has anything to renew
        self._after = 0  # the last person of the area at hand
        self._again_at: datetime | None = None
        self.lane = LaneLoop(desk.clock, self._step, self._next_time, NAP)

    async def run(self) -> None:
        """Renew what has changed, until cancelled."""
        await self.lane.run()

    async def _next_time(self) -> datetime | None:
        return self._again_at

    async def _step(self) -> bool:
        """One batch of one area, then a pause."""
        async with self._store.reading() as transaction:
            await self._compare(transaction)
            busy = await replies.more_wait_than(transaction, MOST_WAITING)
            found = [] if busy or not self._changed else await self._next_people(transaction)
        await self._mark(self._nobodys)
        self._nobodys = []
        if self._changed and not busy:
            await self._renew(self._changed[0], found)
        self._again_at = self._desk.clock.now() + PAUSE if busy or found else None
        return bool(self._changed) and not busy and not found

    async def _compare(self, transaction: Transaction) -> None:
        """Find the areas whose pinned numbers say something else by now."""
        # Whoever visits brings what is known of the lines up to date.
        known = (await self._desk.visit(transaction, NOBODY, None)).known
        now = (self._desk.library.version, known)
        if now == self._compared:
            return
        said = await pinned_cards.said(transaction)
        marks = _marks(self._desk.library.contacts, known)
        changed = [area for area, mark in marks.items() if said.get(area) != mark]
        somebodys = {area for area in changed if await people.pinned(transaction, area or None, 0, 1)}
        self._nobodys = [Renewed(area, marks[area]) for area in changed if area not in somebodys]
        self._changed = [area for area in changed if area in somebodys]
        self._compared, self._after = now, 0

    async def _next_people(self, transaction: Transaction) -> list[int]:
        found = await people.pinned(transaction, self._changed[0] or None, self._after, BATCH)
        return [person_id for person_id, _ in found]

    async def _renew(self, area: str, found: Sequence[int]) -> None:
        """Put a batch in; after the last the area is done."""
        if found:
            await self._put_in(found)
            self._after = found[-1]
        if len(found) < BATCH:
            await self._mark([Renewed(area, _said(self._desk.library.contacts, area, self._desk.known))])
            self._changed, self._after = self._changed[1:], 0

    async def _put_in(self, found: Sequence[int]) -> None:
        now = self._desk.clock.now()
        async with self._store.writing() as transaction:
            # Whoever was forgotten since these were found must not have a row again.
            await in_turn(transaction, found)
            for person_id, message_id in await people.still_pinned(transaction, found):
                reply = Reply(person_id, pack(RenewedNumbers()), message_id, pins=False)
                await replies.supersede(transaction, reply)
                await replies.keep(transaction, reply, now, now)
        self._wake()

    async def _mark(self, renewed: Sequence[Renewed]) -> None:
        if not renewed:
            return
        async with self._store.writing() as transaction:
            for one in renewed:
                await one.write(transaction)


def _marks(contacts: Contacts, known: Known) -> dict[str, str]:
    """What the pinned numbers of each area say; of those who have no area under an empty name."""
    areas = ["", *(area.id for area in contacts.areas)]
    return {area: _said(contacts, area, known) for area in areas}


def _said(contacts: Contacts, area_id: str, known: Known) -> str:
    area = contacts.area(area_id)
    about = [whom_to_ring(contacts, area, subject, A_WEDNESDAY, known) for subject in Subject]
    advice = [national_ring(contacts, which, A_WEDNESDAY, known) for which in ADVICE]
    return hashlib.sha256(repr((about, advice)).encode()).hexdigest()[:12]
