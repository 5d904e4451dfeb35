"""Takes in what Telegram handed out: decide, commit, then show. Returns only when all of that is safe.

The caller confirms updates to Telegram after `receive` has returned, so a crash anywhere in here makes Telegram
hand them out again, and handling them again changes nothing. Whoever only looks at the concern guide or at
numbers waits for no writer, and gets an answer even with the database gone.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.callback_data import parse
from bot.delivery.deciding import Deciding
from bot.delivery.flood import Flood
from bot.events import Tapped
from bot.handlers.front import looks_at
from bot.handlers.looking_up import calls_for_quiet
from bot.routes import Forgotten
from storage.silence import Silenced
from storage.store import failed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from bot.delivery.counter import Counter
    from bot.delivery.desk import Desk, Ready
    from bot.delivery.messenger import Messenger
    from bot.delivery.tally import Tally
    from bot.events import Event
    from storage.store import Store

LOOK_SECONDS = 2.0  # a database that says nothing for longer must not keep help away
REMEMBERED = (
    1000  # updates whose looks were shown, so that none is shown again while others of its batch wait
)

log = structlog.get_logger()


@dataclass
class _Looks:
    """Answers to updates that only look, to be shown together."""

    updates: list[int] = field(default_factory=list)
    ready: list[Ready] = field(default_factory=list)


@dataclass
class _Seen:
    """What came in together: events to be decided, looks to be shown before that, and looks for after it."""

    others: list[Event]
    at_once: _Looks = field(default_factory=_Looks)
    afterwards: _Looks = field(default_factory=_Looks)


class Inbox:
    """Handles events and hands what they lead to over the counter."""

    def __init__(
        self, store: Store, desk: Desk, messenger: Messenger, counter: Counter, tally: Tally
    ) -> None:
        self._store = store
        self._desk = desk
        self._messenger = messenger
        self._counter = counter
        self._tally = tally
        self._flood = Flood(desk.clock)
        self._deciding = Deciding(store, desk, tally, self._acknowledge)
        self._answered: deque[int] = deque(maxlen=REMEMBERED)

    def only_looks(self, event: Event) -> bool:
        """Whether an event only looks at the guide or at numbers: then nothing may keep its answer away."""
        return looks_at(event, self._desk.library) is not None

    def between_updates(self) -> AbstractAsyncContextManager[None]:
        """A moment at which no update is being decided."""
        return self._deciding.between()

    async def receive(self, events: Sequence[Event]) -> None:
        """Handle events and show the answers. May be called again before it has returned.

        Raises:
            Exception: the database failed (`is_outage`). Nothing was confirmed: hand the same events in again.
        """
        came, number = self._desk.clock.elapsed(), self._counter.arrives()
        seen = await self._looked(self._meant(events))
        waiting = {event.update_id for event in seen.others}
        self._acknowledge([event for event in events if event.update_id not in waiting])
        helping = asyncio.ensure_future(self._show([], seen.at_once, number))
        try:
            outage = await self._decide(seen, number)
        finally:
            await helping
        self._tally.answered.add(self._desk.clock.elapsed() - came)
        if outage is not None:
            raise outage

    async def _decide(self, seen: _Seen, number: int) -> Exception | None:
        """Decide and show what does more than look; the outage that kept some from it, if there was one."""
        ready, outage = await self._deciding.decide(seen.others)
        await self._show(_once(ready), seen.afterwards, number)
        if any(isinstance(parse(one.reply.route), Forgotten) for one in ready):
            await self._store.scrub()
        return outage

    async def _show(self, ready: Sequence[Ready], looks: _Looks, number: int) -> None:
        """Show what was decided, and then the looks. Only a look that is safe counts as answered."""
        try:
            await self._counter.show([*ready, *looks.ready], number)
            self._answered.extend(looks.updates)
        finally:
            await self._quieten(looks.ready)

    async def _quieten(self, shown: Sequence[Ready]) -> None:
        """To whoever may want to die nothing comes by itself any more. That is kept as if she had said "stop".

        It comes after the help, and whatever fails here must not take that away.
        """
        people = {one.reply.chat_id for one in shown if calls_for_quiet(parse(one.reply.route))}
        if not people:
            return
        try:
            async with self._store.writing() as transaction:
                for person_id in sorted(people):
                    await Silenced(person_id).write(transaction)
        except Exception as error:  # noqa: BLE001 - see above
            log.warning("Cards could not be stopped.", action="stop", error=type(error).__name__)

    def _acknowledge(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Tapped):
                self._messenger.acknowledge(event.query_id)

    def _meant(self, events: Sequence[Event]) -> list[Event]:
        """The events that are looked at at all. Whoever asks for help after many taps is still answered."""
        self._tally.updates += len(events)
        passes = self._flood.lets_pass
        meant = [
            event for event in events if passes(event.person_id, event.update_id) or self.only_looks(event)
        ]
        slowed = len(events) - len(meant)
        if slowed:
            self._tally.slowed += slowed
            log.warning("Somebody sends more than anybody can mean.", action="flood", updates=slowed)
        return meant

    async def _looked(self, events: Sequence[Event]) -> _Seen:
        """The answers to those who only look, and the other events.

        A look is shown at once, unless it is the last thing that somebody did after others: then it comes last.
        """
        looks: list[tuple[int, Event, list[Ready]]] = []
        others: dict[int, Event] = {}
        answers = await self._looks(events)
        for place, event in enumerate(events):
            looked = answers.get(place)
            if looked is None:
                others[place] = event
            elif event.update_id not in self._answered:
                looks.append((place, event, looked))
        last = {event.person_id: place for place, event in others.items()}
        seen = _Seen(list(others.values()))
        for place, event, looked in looks:
            waits = last.get(event.person_id, place) < place
            shown = seen.afterwards if waits else seen.at_once
            shown.updates.append(event.update_id)
            shown.ready += looked
        return seen

    async def _looks(self, events: Sequence[Event]) -> dict[int, list[Ready] | None]:
        """The answers to those who only look, by place. Side by side: a silent database is waited for once."""
        places = [place for place, event in enumerate(events) if self.only_looks(event)]
        answers = await asyncio.gather(*(self._look(events[place]) for place in places)) if places else []
        return dict(zip(places, answers, strict=True))

    async def _look(self, event: Event) -> list[Ready] | None:
        try:
            async with asyncio.timeout(LOOK_SECONDS), self._store.reading() as transaction:
                return await self._desk.look(transaction, event)
        except Exception as error:  # noqa: BLE001 - nothing may keep help away, nor hold up the others
            if not failed(error):
                return None  # a fault of ours: whoever decides tries it again, and sets it aside in the end
            kind = type(error).__name__
            log.warning("The database failed; help is shown without it.", action="look", error=kind)
            return await self._desk.look(None, event)


def _once(ready: Sequence[Ready]) -> list[Ready]:
    """Each place once: five taps at once are answered by one screen, in its last state."""
    return list({(one.reply.chat_id, one.reply.route, one.reply.edits): one for one in ready}.values())
