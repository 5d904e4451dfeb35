"""Which updates have been handled and what was shown, so that one that comes twice does nothing twice.

Telegram hands an update out again until it is confirmed, and a process can die between commit and confirmation.
Its numbers start anew at random after a quiet week, so they are kept with the person and only for two days.
Only updates that changed something are kept here: looking at the concern guide leaves nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from storage.schema import handled
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from storage.replies import Reply
    from storage.store import Transaction

Shown = tuple[str, int | None, bool]  # a route, the message that was edited, and whether it was pinned
_SHOWN = select(handled.c.update_id, handled.c.person_id, handled.c.shows).where(
    handled.c.update_id.in_(bindparam("these", expanding=True))
)


@dataclass(frozen=True)
class Handled:
    """An update changed something, and this was shown in answer."""

    update_id: int
    person_id: int
    shows: Sequence[Reply]
    handled_at: datetime

    @property
    def shown(self) -> list[Shown]:
        """What was shown, as it is kept."""
        return [(show.route, show.edits, show.pins) for show in self.shows]

    async def write(self, transaction: Transaction) -> None:
        """Note it."""
        await note(transaction, [self])


async def note(transaction: Transaction, records: Sequence[Handled]) -> None:
    """Note that these are handled."""
    if records:
        rows = [{**vars(record), "shows": json.dumps(record.shown)} for record in records]
        await insert_or_ignore(transaction, handled, rows)


async def shown(transaction: Transaction, update_ids: Collection[int]) -> dict[tuple[int, int], list[Shown]]:
    """What was shown when these updates were handled, by update and person. Those that are new are not in it."""
    rows = await transaction.execute(_SHOWN, {"these": list(update_ids)})
    return {
        (row.update_id, row.person_id): [(route, edits, pins) for route, edits, pins in json.loads(row.shows)]
        for row in rows
    }
