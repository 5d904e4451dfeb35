"""A program walks all screens of a manager who owns the bot, and types each button instead of tapping it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.callback_data import ContentId
from bot.clock import MovableClock
from bot.delivery.desk import Desk
from bot.handlers.visit import Unsigned
from bot.routes import (
    AskLeadPhone,
    ChooseTeamArea,
    DeadLink,
    Invited,
    Managers,
    Moved,
    MyTeam,
    RoleRequest,
    RoleTaken,
    TeamAlone,
    Teams,
    UrgentHelp,
    Why,
)
from storage import codes, teams
from storage.codes import CodeMade, Purpose
from storage.managers import Asked, Request
from storage.people import Joined
from storage.schema import teams as teams_table
from storage.store import Store
from storage.teams import JoinedTeam, ManagesNoMore, Team, TeamMade
from storage.upgrade import upgrade
from tests.journeys.play import MONDAY
from tests.journeys.test_walk import GRACE, LIBRARY, Walk, joins, key
from tests.storage.rows import TODAY, person

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.callback_data import Route
    from bot.screens.screen import Button

OTHER = GRACE + 1
OURS = (
    "bot.routes.managers",
    "bot.routes.membership",
    "bot.routes.stopping",
    "bot.routes.team_papers",
    "bot.routes.teams",
)
TYPED = ("/team", "Ask to be a manager", "Make a team", "Rowan House", "Care home", "wigan", "Ms Okafor")


@pytest.fixture
async def owner(tmp_path: Path) -> AsyncIterator[Walk]:
    """Grace, who has joined, owns the bot and manages a team."""
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'sayso.db'}")
    await upgrade(store)
    clock, london = MovableClock(MONDAY, running=False), ZoneInfo("Europe/London")
    desk = Desk(LIBRARY, clock, london, "nobody", Unsigned.LABEL, frozenset({GRACE}))
    desk.bot_name = "say_so_bot"
    async with store.writing() as transaction:
        walk = Walk(desk, transaction)
        await joins(walk)
        for text in (*TYPED, "01204 337777"):
            await walk.types(text)
        yield walk
    await store.close()


async def _begin(walk: Walk) -> list[Route]:
    """Where to begin: she is in her team, another team is nobody's, and somebody asks to be a manager."""
    team = int((await walk.transaction.execute(select(teams_table.c.id))).scalar_one())
    _clear, code = codes.new(Purpose.TEAM, team, MONDAY)
    alone = Team(teams.new_id(), "Elm Court", None, None, "adults", None, None, TODAY)
    records = (
        JoinedTeam(GRACE, team, TODAY),
        CodeMade(code),
        TeamMade(alone, GRACE),
        ManagesNoMore(GRACE, alone.id),
        Joined(person(OTHER)),
        Asked(Request(OTHER, "bcdfgh", MONDAY)),
    )
    for record in records:
        await record.write(walk.transaction)
    invited = Invited(code.id, ContentId(code.ticket(GRACE)))
    areas = ChooseTeamArea(team, ContentId("bolton"), ContentId("wigan"))
    asked = (RoleRequest(ContentId("bcdfgh")), TeamAlone(alone.id), AskLeadPhone(team, Why.PHONE))
    return [Teams(), Managers(0), MyTeam(), RoleTaken(), DeadLink(), invited, areas, *asked]


async def _leads(walk: Walk, route: Route, button: Button, *, typing: bool) -> list[Route]:
    """Where a button leads, tapped or typed. It is undone, so that the next one finds all as it was."""
    async with walk.transaction.begin_nested() as undo:
        await walk.is_at(route)
        led = await (walk.types(button.label) if typing else walk.taps(button.to))
        await undo.rollback()
    return led


async def test_each_button_of_a_manager_and_an_owner_leads_somewhere_and_can_be_typed(owner: Walk) -> None:
    queue, seen = deque(await _begin(owner)), set[str]()
    while queue:
        route = queue.popleft()
        if key(route) in seen or type(route).__module__ not in OURS:
            continue
        seen.add(key(route))
        for button in (await owner.screen(route)).buttons:
            tapped = await _leads(owner, route, button, typing=False)
            typed = await _leads(owner, route, button, typing=True)
            # A theme may be called what tells of danger when it is typed: then help comes first.
            same = [type(one) for one in tapped] == [type(one) for one in typed]
            assert same or [UrgentHelp] == [type(one) for one in typed], (key(route), button.label)
            assert Moved() not in tapped, (key(route), button.label)
            queue.extend(tapped)

    assert len(seen) > 30, seen
