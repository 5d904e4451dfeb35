"""The rest of the team: one person plays a manager, and the others join, answer and vote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.demo.actions import moment_of, night_before
from bot.demo.colleagues import NAMES, Colleagues, Done, add_colleagues
from bot.demo.world import GROUP_ID, MAREK
from tests.journeys.managing import (
    MANAGER,
    becomes_manager,
    has_team,
    invites,
    later,
    link_of,
    makes_team,
)
from tests.journeys.play import playing
from tests.journeys.test_session import begins, goes_on
from tests.journeys.test_session_group import links

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from telegram import Bot

    from bot.demo.world import World
    from tests.demo.browser import Browser
    from tests.journeys.play import Play

MONDAY_NOON = datetime(2026, 11, 30, 12, 30, tzinfo=UTC)
WEDNESDAY_NOON = datetime(2026, 12, 2, 12, 30, tzinfo=UTC)
MONDAY_NIGHT = datetime(2026, 11, 30, 0, 10, tzinfo=UTC)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """Marek is an owner, as in the demo, and there are colleagues."""
    async with playing(tmp_path) as started:
        add_colleagues(started.world)
        started.sayso.desk.owners = frozenset({MAREK})
        yield started


async def test_one_person_plays_a_team_until_there_is_a_note(play: Play) -> None:
    await becomes_manager(play)
    await makes_team(play)
    await invites(play)
    colleagues = Colleagues(play.world, pause=0)
    assert Done(invited=True, joined=6, answered=6) == await colleagues.act()
    assert [(6,)] == play.rows("SELECT count(*) FROM team_members")
    assert [(6,)] == play.rows("SELECT count(*) FROM confidence")
    assert Done(invited=True) == await colleagues.act()

    await play.goes_to(MONDAY_NIGHT)
    await play.goes_to(MONDAY_NOON)
    note = await play.taps("Show it", MANAGER)
    assert "One thing to talk about" in note.text
    await play.goes_to(WEDNESDAY_NOON)
    # The two who work nights have their card in the afternoon.
    assert Done(invited=True, answered=4) == await colleagues.act()


async def test_colleagues_vote_and_send_lines_while_a_session_is_held(play: Play) -> None:
    await has_team(play)
    colleagues = Colleagues(play.world, pause=0)
    await colleagues.act()
    await links(play)
    await begins(play)
    await goes_on(play, 1)
    await play.taps("Ask for lines in the group", MANAGER)
    await later(play)
    assert Done(invited=True, sent=6) == await colleagues.act()
    assert Done(invited=True) == await colleagues.act()
    await goes_on(play, 1)
    await play.taps("Open a vote in the group", MANAGER)
    await later(play)
    assert Done(invited=True, voted=6) == await colleagues.act()
    await goes_on(play, 1)

    assert "Do not ask who sent which." in (await play.taps("Lines without a name", MANAGER)).text


async def test_a_link_for_a_manager_is_nothing_for_colleagues(play: Play) -> None:
    await becomes_manager(play)
    await makes_team(play)
    await play.taps("Managers and hand-over", MANAGER)
    await link_of(play, "Make a link for a manager")

    done = await Colleagues(play.world, pause=0).act()
    assert Done(invited=False) == done
    assert "There is no link to a team yet." in done.sentence()


async def test_colleagues_vote_once_in_an_open_poll(bot: Bot, world: World) -> None:
    add_colleagues(world)
    sent = await bot.send_poll(GROUP_ID, "Which?", ["Tea", "Coffee"])
    await bot.get_updates()
    colleagues = Colleagues(world, pause=0)

    assert Done(invited=False, voted=6) == await colleagues.act()
    assert Done(invited=False) == await colleagues.act()
    poll = world.group.messages[sent.message_id].poll
    assert poll
    assert len(NAMES) == len(poll.votes)


async def test_the_page_lets_them_act_and_is_told_what_they_did(browser: Browser, world: World) -> None:
    add_colleagues(world)
    said = (await browser.act("colleagues"))["said"]

    assert said.startswith("There is no link to a team yet.")
    assert list(NAMES) == [one["name"] for one in (await browser.state())["people"][3:]]


def test_what_they_did_is_told_in_one_sentence() -> None:
    done = Done(invited=True, joined=6, answered=5)
    assert "Your colleagues: 6 opened the team’s link, 5 answered a card." == done.sentence()
    assert "nothing to do now" in Done(invited=True).sentence()


@pytest.mark.parametrize(
    ("words", "now", "then"),
    [
        ("next-monday", datetime(2026, 11, 25, 12, 30, tzinfo=UTC), MONDAY_NOON),
        ("next-monday", MONDAY_NIGHT, datetime(2026, 12, 7, 12, 30, tzinfo=UTC)),
        ("next-monday", MONDAY_NOON, datetime(2026, 12, 7, 12, 30, tzinfo=UTC)),
        ("next-wednesday", MONDAY_NOON, WEDNESDAY_NOON),
        ("next-monday", datetime(2026, 3, 25, 12, 0, tzinfo=UTC), datetime(2026, 3, 30, 11, 30, tzinfo=UTC)),
    ],
)
def test_a_named_day_is_the_next_one_at_half_past_twelve_in_london(
    words: str, now: datetime, then: datetime
) -> None:
    assert then == moment_of(words, now)


def test_a_jump_over_the_night_to_monday_stops_there() -> None:
    assert MONDAY_NIGHT == night_before(MONDAY_NOON)
    assert MONDAY_NIGHT == night_before(datetime(2026, 12, 7, 0, 5, tzinfo=UTC))
