"""How it goes in a team, played whole: a week passes, the manager has a note, and nobody can be told from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.demo.world import MAREK
from tests.journeys.managing import MANAGER, TEAM, becomes_manager, forges, invites, makes_team, opens

if TYPE_CHECKING:
    from tests.journeys.play import Play

STAFF = ("Grace", "Asha", "Kemi", "Ion", "Joy")
NEXT_MONDAY = datetime(2026, 11, 30, 0, 1, tzinfo=UTC)
HIDDEN = "Shown once enough people have answered."


@pytest.fixture
async def staffed(play: Play) -> str:
    """Marek manages a team that five people join, each of whom answers her first card; the code of its link."""
    play.sayso.desk.owners = frozenset({MAREK})
    await becomes_manager(play)
    await makes_team(play)
    code = await invites(play)
    for number, name in enumerate(STAFF[2:], start=5001):
        play.world.add_person(name, number, "worker")
    for name in STAFF:
        await opens(play, code, name)
        await play.taps("Days", name)
        await play.taps("A", name)
    return code


async def numbers(play: Play, who: str = MANAGER) -> str:
    """What somebody reads of how it goes."""
    if who == MANAGER:
        await play.says("/team", who)
        return (await play.taps("How it goes", who)).text
    await play.says("/settings", who)
    await play.taps("Team", who)
    return (await play.taps("See what my manager sees", who)).text


async def test_a_team_of_five_has_its_numbers_when_the_week_is_over(play: Play, staffed: str) -> None:
    assert staffed
    before = await numbers(play)
    assert HIDDEN in before
    assert "people" not in before.replace("enough people have", "")

    await play.goes_to(NEXT_MONDAY)
    after = await numbers(play)
    for said in (f"{TEAM}: how it goes", "In the team: 5 to 9 people.", "Took part: ", "Answered a card: "):
        assert said in after


async def test_a_manager_who_is_in_her_own_team_finds_the_way_back_to_managing_it(
    play: Play, staffed: str
) -> None:
    await opens(play, staffed, MANAGER)
    await play.taps("Join the team", MANAGER)
    await numbers(play)
    assert "Back to the team" in play.world.last(MANAGER).labels


async def test_manager_and_worker_see_the_same_and_looking_again_shows_the_same(
    play: Play, staffed: str
) -> None:
    assert staffed
    await play.goes_to(NEXT_MONDAY)
    first = (await numbers(play)).split("\n\n")[2:]
    await play.says("/forget", STAFF[4])
    await play.taps("Yes, delete it all", STAFF[4])
    await play.restart()
    assert first == (await numbers(play)).split("\n\n")[2:]
    assert first == (await numbers(play, "Grace")).split("\n\n")[2:]


async def test_on_monday_the_manager_has_a_note_with_one_thing_to_talk_about(
    play: Play, staffed: str
) -> None:
    assert staffed
    await play.goes_to(NEXT_MONDAY)
    await play.goes_to(NEXT_MONDAY + timedelta(hours=12, minutes=30))
    note = await play.taps("Show it", MANAGER)
    assert "One thing to talk about" in note.text
    assert "You could ask:" in note.text
    assert len(note.text.split()) <= 90


async def test_a_manager_of_four_people_has_no_note_and_sees_no_number(play: Play, staffed: str) -> None:
    assert staffed
    await play.says("/settings")
    await play.taps("Team")
    await play.taps("Leave the team")
    await play.goes_to(NEXT_MONDAY)
    written = len(play.written(MANAGER))
    await play.goes_to(NEXT_MONDAY + timedelta(hours=12, minutes=30))
    assert written == len(play.written(MANAGER))
    assert 4 == (await numbers(play)).count(HIDDEN)


async def test_the_numbers_of_another_team_are_nobodys_business(play: Play, staffed: str) -> None:
    assert staffed
    team = play.rows("SELECT id FROM teams")[0][0]
    await play.says("/settings")
    await play.taps("Team")
    await play.taps("Leave the team")
    for data in (f"1gn:{team}", f"1gnp:{team}", f"1gnb:{team}", "1gnw:0", "1gny", "1gnn"):
        assert "moved" in (await forges(play, data)).text


async def test_the_picture_says_the_same_in_words(play: Play, staffed: str) -> None:
    assert staffed
    await play.goes_to(NEXT_MONDAY + timedelta(hours=9))
    await numbers(play)
    await play.taps("Show as a picture", MANAGER)
    await play.world.until(lambda: play.world.last(MANAGER).kind == "photo")
    picture = play.world.last(MANAGER)
    assert "Took part: " in picture.text
