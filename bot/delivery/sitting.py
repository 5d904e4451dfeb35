"""What the events of one transaction have in common, so that the database is asked once and told once for all.

Which of their updates were handled before is looked up at the start; which are handled now, and which replies
make way for newer ones, is written at the end. An update that comes twice in one sitting is handled once. It must
never be kept for longer than its transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import handled, replies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.events import Event
    from storage.handled import Handled, Shown
    from storage.replies import Reply
    from storage.store import Transaction


class Sitting:
    """The events of one transaction. `sit` opens one."""

    def __init__(self, transaction: Transaction, before: dict[tuple[int, int], list[Shown]]) -> None:
        self._transaction = transaction
        self._shown = before
        self._handled: list[Handled] = []
        self._newer: list[Reply] = []

    def shown(self, event: Event) -> list[Shown] | None:
        """What was shown when this update was handled. None if it is new."""
        return self._shown.get((event.update_id, event.person_id))

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
        self._shown = {key: shown for key, shown in self._shown.items() if key[1] != person_id}

    async def rise(self) -> None:
        """Write it all, before the commit."""
        await handled.note(self._transaction, self._handled)
        await replies.supersede(self._transaction, *self._newer)


async def sit(transaction: Transaction, events: Iterable[Event]) -> Sitting:
    """Open a sitting for these events."""
    return Sitting(transaction, await handled.shown(transaction, {event.update_id for event in events}))
