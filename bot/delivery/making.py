"""Makes the nudges that are due, cards first, in the transaction that moves what they are made from.

Cards come from people, all else from rhythms. A person who is asked whether to go on is asked once, and is sent
nothing else that is due at the same time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.nudges import moved_on, scheduled
from bot.learning.schedule import RESTED_FOR
from storage import nudges, people, rhythms
from storage.nudges import Kind

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from storage.store import Transaction

MADE_AT_ONCE = 100  # so that no transaction holds up a tap for more than some milliseconds


async def make(transaction: Transaction, now: datetime, zone: ZoneInfo) -> bool:
    """Make what is due, some at a time. True: there may be more."""
    cards = await _cards(transaction, now, zone)
    others = await _others(transaction, now, zone)
    return MADE_AT_ONCE in {cards, others}


async def _cards(transaction: Transaction, now: datetime, zone: ZoneInfo) -> int:
    due = await people.due(transaction, now, MADE_AT_ONCE)
    used = await nudges.wordings(transaction, [one.id for one in due], (now - RESTED_FOR).date())
    made = [scheduled(one, now, zone, used.get((one.id, Kind.CARD), ())) for one in due]
    await nudges.schedule(transaction, made)
    return len(due)


async def _others(transaction: Transaction, now: datetime, zone: ZoneInfo) -> int:
    due = await rhythms.due(transaction, now, MADE_AT_ONCE)
    used = await nudges.wordings(transaction, [one.person.id for one in due], (now - RESTED_FOR).date())
    moved = [moved_on(one, now, zone, used.get((one.person.id, one.rhythm.kind), ())) for one in due]
    await rhythms.move_on(transaction, moved)
    return len(due)


async def next_made(transaction: Transaction) -> datetime | None:
    """When the next nudge of anybody is to be made."""
    times = [await people.next_due(transaction), await rhythms.next_due(transaction)]
    return min((time for time in times if time is not None), default=None)
