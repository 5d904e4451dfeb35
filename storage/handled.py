"""Which updates have been handled and what was shown, so that one that comes twice does nothing twice.

Telegram hands an update out again until it is confirmed, and a process can die between commit and confirmation.
Its numbers start anew at random after a quiet week, so they are kept with the person and only for two days.
Only updates that changed something are kept here: looking at the concern guide leaves nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from storage.schema import handled
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.replies import Reply
    from storage.store import Transaction

KEPT = timedelta(days=2)  # Telegram itself keeps an update for one


@dataclass(frozen=True)
class Handled:
    """An update changed something, and this was shown in answer."""

    update_id: int
    person_id: int
    shows: Sequence[Reply]
    handled_at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Note it."""
        shows = json.dumps([[show.route, show.edits, show.pins] for show in self.shows])
        await insert_or_ignore(transaction, handled, [{**vars(self), "shows": shows}])


async def shown(
    transaction: Transaction, update_id: int, person_id: int
) -> list[tuple[str, int | None, bool]] | None:
    """What was shown when this update was handled: route, message edited, pinned. None if it is new."""
    query = select(handled.c.shows).where(handled.c.update_id == update_id, handled.c.person_id == person_id)
    shows = (await transaction.execute(query)).scalar()
    return None if shows is None else [(route, edits, pins) for route, edits, pins in json.loads(shows)]


async def prune(transaction: Transaction, now: datetime) -> None:
    """Let go of what Telegram cannot hand out again."""
    await transaction.execute(delete(handled).where(handled.c.handled_at < now - KEPT))
