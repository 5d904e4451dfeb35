"""What a manager types about a team: taken where it is asked for, and only if it looks like it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.journeys.managing import (
    LEAD,
    MANAGER,
    PHONE,
    TEAM,
    becomes_manager,
    makes_team,
)
from tests.journeys.play import MONDAY

if TYPE_CHECKING:
    from tests.journeys.play import Play

NO_NAMES = {
    "x" * 41: "too long",
    "see https://example.org": "does not look like a name",
    "@rowan": "does not look like a name",
    "<b>Rowan</b>": "does not look like a name",
    "07700 900123": "does not look like a name",
    "they left Mrs Jones in a wet pad all night": "looks like something that happened",
}


async def test_a_manager_makes_a_team_in_one_row_of_questions(owned: Play) -> None:
    await becomes_manager(owned)
    team = await makes_team(owned)

    for said in (TEAM, "Service: Care home", "Area: Wigan", "Pack: Adults", f"{LEAD}, {PHONE}"):
        assert said in team.text
    assert [(TEAM, "care-home", "wigan", "adults")] == owned.rows(
        "SELECT name, setting, area, pack FROM teams"
    )


async def test_what_cannot_be_a_name_is_asked_for_again_and_forgotten(owned: Play) -> None:
    await becomes_manager(owned)
    await owned.taps("Make a team", MANAGER)
    for typed, why in NO_NAMES.items():
        asked = await owned.says(typed, MANAGER)
        assert why in asked.text
        assert typed not in asked.text

    assert [] == owned.rows("SELECT * FROM teams")
    assert not [line for line in owned.everything() for typed in NO_NAMES if typed in line]


async def test_what_is_typed_an_hour_after_the_question_is_looked_up_and_not_kept(owned: Play) -> None:
    await becomes_manager(owned)
    await owned.taps("Make a team", MANAGER)
    await owned.goes_to(MONDAY + timedelta(hours=1))
    await owned.says("wet pad", MANAGER)

    assert [] == owned.rows("SELECT * FROM teams")
    assert not [line for line in owned.everything() if "wet pad" in line]


async def test_danger_comes_before_any_name(owned: Play) -> None:
    await becomes_manager(owned)
    await owned.taps("Make a team", MANAGER)
    shown = await owned.says("he is not breathing", MANAGER)

    assert "999" in shown.text
    assert [] == owned.rows("SELECT * FROM teams")


async def test_a_lead_has_a_number_that_works_in_the_uk(owned: Play) -> None:
    await becomes_manager(owned)
    await owned.taps("Make a team", MANAGER)
    for text in (TEAM, "care home", "wigan", LEAD):
        await owned.says(text, MANAGER)
    asked = await owned.says("12345", MANAGER)

    assert "is not a number that works in the UK" in asked.text
    assert [(None,)] == owned.rows("SELECT lead_phone FROM teams")
