"""Where events become records and rendered screens, inside one transaction that the caller opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import Route, parse
from bot.handlers.front import as_reply, new_place, render, respond
from bot.handlers.visit import Visit
from bot.routes import Moved, Trouble
from storage import people
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
        if outcome.records:
            visit = await self.visit(transaction, event.person_id, visit.message_id)
        rendered = [await render(visit, show.route) for show in outcome.shows]
        place = new_place(visit, [route for route, _ in rendered])
        if place is not None:
            await place.write(transaction)
        replies = [as_reply(event.person_id, show) for show in outcome.shows]
        return [Ready(reply, screen) for reply, (_, screen) in zip(replies, rendered, strict=True)]

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

    async def visit(self, transaction: Transaction, person_id: int, message_id: int | None) -> Visit:
        """One person at this moment."""
        return Visit(
            person_id=person_id,
            person=await people.find(transaction, person_id),
            message_id=message_id,
            now=self.clock.now(),
            zone=self.zone,
            library=self.library,
            controller=self.controller,
            unsigned=self.unsigned,
            owner=person_id in self.owners,
            transaction=transaction,
        )
