"""Keeping house: what is past its time goes by itself, and so does who is gone for very long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import update

from bot.clock import MovableClock
from bot.delivery.desk import Desk
from bot.delivery.housekeeping import Housekeeping
from bot.handlers.visit import Unsigned
from content import library
from storage.inactive import NOTICE
from storage.managers import BecameManager, Manager
from storage.nudges import Kind, State
from storage.people import Joined
from storage.schema import nudges
from storage.teams import Team, TeamMade
from tests.storage.rows import ANNA, NOON, TODAY, everything, fill_the_rest, person, write

if TYPE_CHECKING:
    from storage.store import Store

LIBRARY = library.load()
OWNER = 99
TEAM = Team(7, "Rowan House", None, None, "adults", None, None, TODAY)
YEAR = timedelta(days=365)


async def keeps_house(store: Store, clock: MovableClock) -> None:
    """Once, as every ten minutes."""
    desk = Desk(LIBRARY, clock, ZoneInfo("Europe/London"), "us", Unsigned.LABEL, frozenset({OWNER}))
    await Housekeeping(store, desk).once()


async def sent(store: Store) -> None:
    """What waits to be sent has been sent."""
    async with store.writing() as transaction:
        await transaction.execute(update(nudges).values(state=State.SENT))


async def test_who_is_gone_is_asked_outside_her_quiet_hours_and_forgotten_two_weeks_later(
    store: Store,
) -> None:
    await write(store, Joined(replace(person(ANNA), active_at=NOON)))
    clock = MovableClock(NOON + YEAR - NOTICE + timedelta(hours=12), running=False)
    await keeps_house(store, clock)
    await keeps_house(store, clock)
    asked = [(row[2], row[5]) for row in (await everything(store))["nudges"]]
    await sent(store)
    clock.jump_to(clock.now() + NOTICE + timedelta(days=1))
    await keeps_house(store, clock)

    assert [Kind.STILL_THERE] == [kind for kind, _ in asked]
    assert 8 == asked[0][1].astimezone(ZoneInfo("Europe/London")).hour, "for who works by day"
    assert [] == (await everything(store))["people"]


async def test_the_owners_are_told_when_a_team_is_left_without_a_manager(store: Store) -> None:
    await write(store, Joined(replace(person(ANNA), left_at=NOON)))
    await write(store, BecameManager(Manager(ANNA, "ABCDEF", TODAY)), TeamMade(TEAM, ANNA))
    await keeps_house(store, MovableClock(NOON + YEAR + timedelta(days=1), running=False))

    there = await everything(store)
    assert [OWNER] == [row[1] for row in there["replies"]]
    assert [] == there["people"] + there["managers"] + there["team_managers"]
    assert 1 == len(there["teams"])


async def test_counts_that_are_past_their_limit_go_by_themselves(store: Store) -> None:
    await fill_the_rest(store)
    await keeps_house(store, MovableClock(NOON + timedelta(days=401), running=False))

    there = await everything(store)
    assert [] == there["missed_lookups"] + there["number_reports"] + there["deletions"] + there["audit"]
    assert there["scripts"]
