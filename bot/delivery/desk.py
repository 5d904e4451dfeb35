"""Where events become records and rendered screens, inside one transaction that the caller opened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from bot.callback_data import Route, parse
from bot.handlers.clearing import clearing_both
from bot.handlers.front import as_reply, looks_at, respond, trace
from bot.handlers.known import known_lines
from bot.handlers.practised import time_spent
from bot.handlers.rendering import render
from bot.handlers.visit import FORGET_AFTER_DAYS, Show, Visit
from bot.routes import Moved, Numbers, Trouble
from bot.words import SOURCE
from content.ring import NOTHING_KNOWN, Known
from storage import people, showings, signoffs
from storage.contact_checks import Checked, Demoted, Restored
from storage.handled import Handled
from storage.people import Forgotten
from storage.replies import Reply
from storage.showings import Answered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.clock import Clock
    from bot.delivery.sitting import Sitting
    from bot.events import Event
    from bot.handlers.visit import Unsigned
    from bot.screens.screen import Screen
    from content.library import Library
    from storage.deletions import DeletionList
    from storage.people import Person
    from storage.records import Record
    from storage.store import Transaction

KNOWN_FOR_SECONDS = 2.0  # what another process found out is looked for this often
ABOUT_LINES = (Checked, Demoted, Restored)
# After these the person is as she was, and so is what is signed off. No other record is trusted with that.
AS_SHE_WAS = (Answered, Handled)


@dataclass(frozen=True)
class Ready:
    """A reply and its screen, ready to be shown."""

    reply: Reply
    screen: Screen


@dataclass
class Desk:
    """What every decision needs. `library` is replaced as a whole when content is read again."""

    library: Library
    clock: Clock
    zone: ZoneInfo
    controller: str
    unsigned: Unsigned
    owners: frozenset[int] = frozenset()
    known: Known = NOTHING_KNOWN
    listed: DeletionList | None = None
    forget_after_days: int = FORGET_AFTER_DAYS
    bot_name: str = ""
    backups: Callable[[], list[date]] | None = None
    languages: tuple[str, ...] = (SOURCE,)
    known_at: float | None = field(default=None, repr=False)

    async def handle(self, transaction: Transaction, event: Event, sitting: Sitting) -> list[Ready]:
        """Record what an event means, and render what is shown in answer."""
        message_id = getattr(event, "message_id", None)
        visit = await self.visit(transaction, event.person_id, message_id, sitting)
        before = sitting.shown(event)
        outcome = await respond(visit, event, before)
        for record in outcome.records:
            await self._write(record, visit, sitting)
        if outcome.records:
            visit = await self._after(outcome.records, visit, sitting)
        rendered = [await render(visit, show.route) for show in outcome.shows]
        shown = [route for route, _ in rendered]
        # An update that comes a second time took none of her time.
        for traced in (trace(visit, shown), time_spent(visit, shown) if before is None else None):
            if traced is not None:
                sitting.trace(traced)
        kept = [as_reply(event.person_id, show) for show in outcome.shows]
        sitting.supersede(kept)
        screens = [clearing_both(screen, event) for _, screen in rendered]
        return [Ready(reply, screen) for reply, screen in zip(kept, screens, strict=True)]

    async def _write(self, record: Record, visit: Visit, sitting: Sitting) -> None:
        if isinstance(record, Handled):
            sitting.note(record)
            return
        await record.write(visit.transaction)
        if not isinstance(record, AS_SHE_WAS):
            sitting.changed()
        if isinstance(record, Forgotten):
            sitting.forget(visit.person_id)
        if isinstance(record, ABOUT_LINES):
            self.known_at = None

    async def _after(self, records: Sequence[Record], visit: Visit, sitting: Sitting) -> Visit:
        """The visit as it is once these are written: what they may have changed is asked for again."""
        if not all(isinstance(record, AS_SHE_WAS) for record in records):
            return await self.visit(visit.transaction, visit.person_id, visit.message_id, sitting)
        known = {about: said for about, said in visit.asked.items() if about[0] is signoffs.is_signed}
        for record in records:
            if isinstance(record, Answered):
                about = (showings.find, record.person_id, record.showing_id)
                known |= {about: record.fills(visit.asked[about])} if about in visit.asked else {}
        return replace(visit, asked=known)

    async def look(self, transaction: Transaction | None, event: Event) -> list[Ready] | None:
        """The answer to an event that only looks at the guide or at numbers; None for any other event.

        Needs no writing, and no database at all: without one it has the national lines.
        """
        route = looks_at(event, self.library)
        if route is None:
            return None
        visit = await self.visit(transaction, event.person_id, getattr(event, "message_id", None))
        shown, screen = await render(visit, route)
        edits = visit.message_id if isinstance(route, Numbers) else visit.here
        return [Ready(as_reply(event.person_id, Show(shown, edits)), clearing_both(screen, event))]

    async def rendered(self, transaction: Transaction, reply: Reply) -> Ready:
        """A reply that waited, as it is now."""
        visit = await self.visit(transaction, reply.chat_id, reply.edits)
        _, screen = await render(visit, parse(reply.route) or Moved())
        return Ready(reply, screen)

    async def trouble(self, transaction: Transaction, event: Event) -> Ready:
        """What is shown when a handler failed."""
        visit = await self.visit(transaction, event.person_id, None)
        _, screen = await render(visit, Trouble())
        return Ready(Reply(event.person_id, "", None, pins=False), screen)

    async def screen(self, transaction: Transaction, person_id: int, route: Route) -> Screen:
        """The screen of a route for a person."""
        _, screen = await render(await self.visit(transaction, person_id, None), route)
        return screen

    async def visit(
        self,
        transaction: Transaction | None,
        person_id: int,
        message_id: int | None,
        sitting: Sitting | None = None,
    ) -> Visit:
        """One person at this moment."""
        if transaction is not None:
            await self._know(transaction)
        return Visit(
            person_id=person_id,
            person=await _person(transaction, person_id, sitting),
            message_id=message_id,
            now=self.clock.now(),
            zone=self.zone,
            library=self.library,
            controller=self.controller,
            unsigned=self.unsigned,
            owner=person_id in self.owners,
            # What needs a transaction is never shown without one: `look` sees to that.
            transaction=cast("Transaction", transaction),
            known=self.known,
            listed=self.listed,
            forget_after_days=self.forget_after_days,
            owners=self.owners,
            bot_name=self.bot_name,
            backups=self.backups,
            languages=self.languages,
        )

    async def _know(self, transaction: Transaction) -> None:
        """Learn what was found out about telephone lines, here or by another process.

        Without a database, the last that was known goes on being true: a number that is out of use stays so.
        """
        now = self.clock.elapsed()
        if self.known_at is not None and now - self.known_at < KNOWN_FOR_SECONDS:
            return
        self.known = await known_lines(transaction, self.library.contacts)
        self.known_at = now


async def _person(transaction: Transaction | None, person_id: int, sitting: Sitting | None) -> Person | None:
    if sitting is not None:
        return await sitting.person(person_id)
    return None if transaction is None else await people.find(transaction, person_id)
