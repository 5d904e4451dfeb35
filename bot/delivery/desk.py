"""Where events become records and rendered screens, inside one transaction that the caller opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bot.callback_data import Route, parse
from bot.handlers.front import as_reply, looks_at, new_place, render, respond
from bot.handlers.visit import Show, Visit
from bot.routes import Moved, Numbers, Trouble
from storage import people, replies
from storage.replies import Reply

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.clock import Clock
    from bot.events import Event
    from bot.handlers.visit import Unsigned
    from bot.screens.screen import Screen
    from content.library import Library
    from storage.store import Transaction


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

    async def handle(self, transaction: Transaction, event: Event) -> list[Ready]:
        """Record what an event means, and render what is shown in answer."""
        visit = await self.visit(transaction, event.person_id, getattr(event, "message_id", None))
        outcome = await respond(visit, event)
        for record in outcome.records:
            await record.write(transaction)
        for show in outcome.shows:
            await replies.supersede(transaction, as_reply(event.person_id, show))
        if outcome.records:
            visit = await self.visit(transaction, event.person_id, visit.message_id)
        rendered = [await render(visit, show.route) for show in outcome.shows]
        place = new_place(visit, [route for route, _ in rendered])
        if place is not None:
            await place.write(transaction)
        kept = [as_reply(event.person_id, show) for show in outcome.shows]
        return [Ready(reply, screen) for reply, (_, screen) in zip(kept, rendered, strict=True)]

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
        return [Ready(as_reply(event.person_id, Show(shown, edits)), screen)]

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

    async def visit(self, transaction: Transaction | None, person_id: int, message_id: int | None) -> Visit:
        """One person at this moment."""
        return Visit(
            person_id=person_id,
            person=await people.find(transaction, person_id) if transaction is not None else None,
            message_id=message_id,
            now=self.clock.now(),
            zone=self.zone,
            library=self.library,
            controller=self.controller,
            unsigned=self.unsigned,
            owner=person_id in self.owners,
            # What needs a transaction is never shown without one: `look` sees to that.
            transaction=cast("Transaction", transaction),
        )
