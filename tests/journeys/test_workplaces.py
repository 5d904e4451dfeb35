"""Where somebody works: stories from there come first, and a team says it for those who have not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.handlers.workplaces import OF_TEAM
from bot.routes import Setting as OfTeam
from bot.screens.workplaces import workplace
from content.kinds import Setting
from tests.journeys.managing import has_team, opens

if TYPE_CHECKING:
    from tests.journeys.play import Play


async def met(play: Play, number: int) -> list[str]:
    """Where so many stories that are asked for one after the other take place."""
    for _ in range(number):
        await play.says("/practise")
        await play.taps("A")
    scenario = play.sayso.desk.library.scenario
    cards = [scenario(row[0]) for row in play.rows("SELECT card FROM showings ORDER BY id")][-number:]
    return [str(card.setting) for card in cards if card]


@pytest.mark.parametrize("setting", [Setting.HOME_CARE, Setting.DAY_SERVICE])
async def test_stories_come_from_where_she_works(play: Play, setting: Setting) -> None:
    await play.joins()
    await play.taps("A")
    await play.says("/settings")
    await play.taps("Where I work")
    chosen = await play.taps(workplace(setting))
    assert f"Now: {workplace(setting)}." in chosen.text
    assert [str(setting)] * 2 == await met(play, 2)


async def test_who_joins_a_team_works_where_the_team_does_unless_she_said_otherwise(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    await owned.says("/settings")
    assert "Now: Care home." in (await owned.taps("Where I work")).text
    assert "Now: All kinds." in (await owned.taps("All kinds")).text


def test_every_kind_of_team_but_two_is_a_kind_of_service_that_stories_know() -> None:
    assert {OfTeam.CHILDREN, OfTeam.OTHER} == set(OfTeam) - OF_TEAM.keys()
