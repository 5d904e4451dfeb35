"""Pushes never break into what somebody is at, and never come together: a thousand people, each in her own way.

Everybody taps at odd times and is due messages of every kind at odd times. The outbox is played minute by minute
with what it really asks: the database what may go, and the verdicts whether it goes now.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import update

from bot.delivery.messenger import Sent
from bot.delivery.verdicts import too_soon_or_late, verdict
from bot.learning.schedule import APART, LIVE_FOR
from storage import claiming, nudges
from storage.nudges import Kind, State
from storage.people import Joined
from storage.schema import people
from tests.storage.rows import NOON, TODAY, person
from tests.storage.test_nudges import holding, scheduled

if TYPE_CHECKING:
    from datetime import datetime

    from storage.leases import Lease
    from storage.store import Store, Transaction

LONDON = ZoneInfo("Europe/London")
A_MINUTE, A_WEEK = timedelta(minutes=1), timedelta(weeks=1)
PEOPLE = range(1, 1001)
TOGETHER = 90  # minutes in which all is due and all tap
STEP = 5  # minutes between two looks of the outbox
LONGEST = 400  # minutes until all has come or lapsed
Times = dict[int, list["datetime"]]


async def test_a_thousand_interleavings_of_taps_and_pushes(sqlite_store: Store) -> None:
    drawn = random.Random(35)  # noqa: S311 - a seed, so that a failure can be had again
    taps = {one: _moments(drawn, drawn.randint(0, 6)) for one in PEOPLE}
    sent: Times = {one: [] for one in PEOPLE}
    async with sqlite_store.writing() as transaction:
        held = await holding(transaction)
        await _begins(transaction, drawn)
        for minutes in range(0, LONGEST, STEP):
            await _tapped(transaction, taps, minutes)
            await _looks(transaction, held, NOON + minutes * A_MINUTE, sent)
        left = await nudges.count(transaction)

    assert 2000 < sum(map(len, sent.values())), "most of what was due came"
    assert {State.SENT, State.LAPSED} >= set(left), "and nothing waits for ever"
    for one in PEOPLE:
        assert all(not LIVE_FOR > push - tap >= timedelta(0) for push in sent[one] for tap in taps[one])
        assert all(later - sooner >= APART for sooner, later in zip(sent[one], sent[one][1:], strict=False))


def _moments(drawn: random.Random, number: int) -> list[datetime]:
    return sorted(NOON + drawn.randrange(TOGETHER) * A_MINUTE for _ in range(number))


async def _begins(transaction: Transaction, drawn: random.Random) -> None:
    """Everybody joins, and is due up to four messages of different kinds."""
    for one in PEOPLE:
        await Joined(replace(person(one, NOON + A_WEEK), shift="none")).write(transaction)
    due = [
        replace(scheduled(one, TODAY, at, State.DUE), kind=kind, due_at=at)
        for one in PEOPLE
        for kind in drawn.sample([kind for kind in Kind if kind is not Kind.ASK], drawn.randint(2, 4))
        for at in _moments(drawn, 1)
    ]
    await nudges.add(transaction, due)


async def _tapped(transaction: Transaction, taps: Times, minutes: int) -> None:
    """The last tap of each is kept, to the minute, as the front door does."""
    now = NOON + minutes * A_MINUTE
    for one, moments in taps.items():
        done = [tap for tap in moments if now - STEP * A_MINUTE < tap <= now]
        if done:
            await transaction.execute(update(people).where(people.c.id == one).values(active_at=done[-1]))


async def _looks(transaction: Transaction, held: Lease, now: datetime, sent: Times) -> None:
    """The outbox looks: what may go is taken, and goes, waits or lapses."""
    claimed = await claiming.claim(transaction, held, now, now + A_MINUTE, 5000)
    marks = []
    for nudge in claimed:
        waits = too_soon_or_late(nudge, now, LONDON)
        marks.append(waits or verdict(Sent(1), nudge, now, "1h"))
        if waits is None:
            sent[nudge.person_id].append(now)
    await nudges.mark(transaction, held, marks)
