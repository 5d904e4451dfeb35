"""Notices: places shown in other people's chats because of what somebody did, such as the answer of an owner.

They wait as replies do, in the transaction of what they tell of, so that none is lost and none comes too early.
Never a text, and nothing that a learner did.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import replies, teams
from storage.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.store import Transaction


@dataclass(frozen=True)
class Noticed:
    """These chats are to be shown this route, as a new message."""

    chat_ids: tuple[int, ...]
    route: str
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Put it in."""
        await _put_in(
            transaction, (Reply(one, self.route, None, pins=False) for one in self.chat_ids), self.at
        )


@dataclass(frozen=True)
class PinnedRenewed:
    """What everybody in a team has pinned says something else by now. `route` may only edit."""

    team_id: int
    route: str
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Put it in, in the place of what waits to be shown in the same messages."""
        found = await teams.pinned(transaction, self.team_id)
        renewed = [Reply(person_id, self.route, message_id, pins=False) for person_id, message_id in found]
        await replies.supersede(transaction, *renewed)
        await _put_in(transaction, renewed, self.at)


async def _put_in(transaction: Transaction, shown: Iterable[Reply], at: datetime) -> None:
    for reply in shown:
        await replies.keep(transaction, reply, at, at)
