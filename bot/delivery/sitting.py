"""What the events of one transaction have in common, so that the database is asked once and told once for all.

Whose they are and which of their updates were handled before is looked up at the start; which are handled now,
where everybody is by then, and which replies make way for newer ones, is written at the end. An update that comes
twice in one sitting is handled once. It must never be kept for longer than its transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import handled, people, practice, replies
from storage.people import Changed
from storage.practice import Practised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.events import Event
    from storage.handled import Handled, Shown
    from storage.people import Person
    from storage.replies import Reply
    from storage.store import Transaction

Trace = Changed | Practised


class Sitting:
    """The events of one transaction. `sit` opens one."""

    def __init__(
        self,
        transaction: Transaction,
        before: dict[tuple[int, int], list[Shown]],
        people_here: dict[int, Person | None],
    ) -> None:
        self._transaction = transaction
        self._shown = before
        self._people = people_here
        self._traces: list[Trace] = []
        self._handled: list[Handled] = []
        self._newer: list[Reply] = []

    def shown(self, event: Event) -> list[Shown] | None:
        """What was shown when this update was handled. None if it is new."""
        return self._shown.get((event.update_id, event.person_id))

    async def person(self, person_id: int) -> Person | None:
        """The person as she is now, if she has joined."""
        if person_id in self._people:
            return self._people[person_id]
        if any(trace.person_id == person_id for trace in self._traces):
            await self._write_traces()
        return await people.find(self._transaction, person_id)

    def changed(self) -> None:
        """Something was written after which anybody may be different: nobody is taken as she was before."""
        self._people.clear()

    def trace(self, trace: Trace) -> None:
        """Where somebody is by now, or the time that she took: written when she is asked for, or at the end."""
        self._traces.append(trace)
        self._people.pop(trace.person_id, None)

    def note(self, record: Handled) -> None:
        """An update is handled now."""
        self._handled.append(record)
        self._shown[record.update_id, record.person_id] = record.shown

    def supersede(self, newer: Iterable[Reply]) -> None:
        """What waits to be shown in the same messages makes way."""
        self._newer += newer

    def forget(self, person_id: int) -> None:
        """Everything about a person was deleted, so nothing of this sitting is written about her."""
        self._handled = [record for record in self._handled if record.person_id != person_id]
        self._traces = [trace for trace in self._traces if trace.person_id != person_id]
        self._shown = {key: shown for key, shown in self._shown.items() if key[1] != person_id}

    async def rise(self) -> None:
        """Write it all, before the commit."""
        await self._write_traces()
        await handled.note(self._transaction, self._handled)
        await replies.supersede(self._transaction, *self._newer)

    async def _write_traces(self) -> None:
        traces, self._traces = self._traces, []
        await people.change_all(self._transaction, [one for one in traces if isinstance(one, Changed)])
        await practice.count_all(self._transaction, [one for one in traces if isinstance(one, Practised)])


async def sit(transaction: Transaction, events: Sequence[Event]) -> Sitting:
    """Open a sitting for these events."""
    shown = await handled.shown(transaction, {event.update_id for event in events})
    here = {event.person_id for event in events}
    found = await people.find_all(transaction, here)
    return Sitting(transaction, shown, {person_id: found.get(person_id) for person_id in here})
