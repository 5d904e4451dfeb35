"""Being in a team: joining by a link in two taps, the own lead, leaving, and links that do not work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.demo.world import GRACE
from tests.journeys.managing import (
    DEAD,
    MANAGER,
    MOVED,
    PHONE,
    SECOND,
    TEAM,
    forges,
    has_team,
    later,
    link_of,
    makes_team,
    opens,
    pinned,
)
from tests.journeys.play import MONDAY

if TYPE_CHECKING:
    from tests.journeys.play import Play


async def test_on_a_new_phone_start_and_one_tap_join_say_so_and_the_team(owned: Play) -> None:
    code = await has_team(owned)
    asked = await opens(owned, code)
    card = await owned.taps("Days")

    assert ["Days", "Nights", "Mixed"] == asked.labels[:3]
    assert TEAM in asked.text
    assert "Your manager cannot" in asked.text
    assert ["A", "B", "C"] == card.labels[:3]
    assert [("adults", "days", "wigan")] == owned.rows(
        f"SELECT pack, shift, area FROM people WHERE id = {GRACE}"
    )
    menu = owned.world.chats[GRACE].menu
    assert menu is not None
    pinned = next(one for one in owned.written() if one.id == owned.world.chats[GRACE].pinned)
    assert "Useful numbers: Wigan" in pinned.text


async def test_the_own_lead_stands_below_the_councils_lines_for_the_team_only(owned: Play) -> None:
    code = await has_team(owned)
    await owned.joins(SECOND)
    others = await owned.says("/contacts", SECOND)
    await opens(owned, code)
    await owned.taps("Days")
    numbers = await owned.says("/contacts")

    assert PHONE not in others.text
    assert 0 < numbers.text.index("About an adult") < numbers.text.index(PHONE)
    assert "Skip it if it is about them." in numbers.text


async def test_who_has_joined_say_so_joins_and_leaves_a_team_in_two_taps(owned: Play) -> None:
    code = await has_team(owned)
    await owned.joins(town="bolton")
    await opens(owned, code)
    told = await owned.taps("Join the team")
    await owned.says("/settings")
    await owned.taps("Team")
    left = await owned.taps("Leave the team")

    assert f"Your team: {TEAM}" in told.text
    assert "You are in no team." in left.text
    assert [] == owned.rows("SELECT * FROM team_members")
    assert [("wigan",)] == owned.rows(f"SELECT area FROM people WHERE id = {GRACE}")


async def test_a_pinned_number_comes_with_the_team_and_goes_with_it(owned: Play) -> None:
    code = await has_team(owned)
    await owned.joins()
    await opens(owned, code)
    await owned.taps("Join the team")
    joined = pinned(owned).text
    await owned.taps("Leave the team")

    assert PHONE in joined
    assert PHONE not in pinned(owned).text


async def test_a_lead_that_changes_is_brought_into_what_the_team_haspinned(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    await owned.says("/team", MANAGER)
    for label in ("Change the team", "Own safeguarding lead"):
        await owned.taps(label, MANAGER)
    await owned.says("Mr Bello", MANAGER)
    await owned.says("0161 496 0000", MANAGER)
    await later(owned)

    assert "0161 496 0000 Mr Bello" in pinned(owned).text
    assert PHONE not in pinned(owned).text


async def test_another_team_takes_the_place_of_the_first(owned: Play) -> None:
    code = await has_team(owned)
    await owned.says("/team", MANAGER)
    await owned.taps("Your teams", MANAGER)
    await makes_team(owned, "Elm Court", "bolton")
    await owned.taps("Invite people", MANAGER)
    other = await link_of(owned)
    await opens(owned, code)
    await owned.taps("Days")
    asked = await opens(owned, other)
    told = await owned.taps("Join the team")

    assert f"You are in {TEAM} now. You would leave it." in asked.text
    assert "Your team: Elm Court" in told.text
    assert [(1,)] == owned.rows("SELECT count(*) FROM team_members")


async def test_nobody_is_told_who_joins_or_leaves(owned: Play) -> None:
    code = await has_team(owned)
    before = [message.text for message in owned.written(MANAGER)]
    acts = owned.rows("SELECT count(*) FROM audit")
    await opens(owned, code)
    await owned.taps("Days")
    await owned.says("/settings")
    await owned.taps("Team")
    await owned.taps("Leave the team")
    await later(owned)

    assert before == [message.text for message in owned.written(MANAGER)]
    assert acts == owned.rows("SELECT count(*) FROM audit")


async def test_a_code_is_kept_nowhere_in_clear(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    await opens(owned, code)

    assert not [line for line in owned.everything() if code in line]


async def test_a_link_that_is_closed_is_as_dead_as_one_that_never_was(owned: Play) -> None:
    code = await has_team(owned)
    await owned.says("/invite", MANAGER)
    await owned.taps("Close all links", MANAGER)

    assert [DEAD] * 2 == [(await opens(owned, one)).text.split(" Please")[0] for one in (code, "A" * 22)]


async def test_a_link_expires(owned: Play) -> None:
    code = await has_team(owned)
    await owned.goes_to(MONDAY + timedelta(days=90, hours=1))

    assert DEAD in (await opens(owned, code)).text


async def test_a_button_of_a_link_that_was_closed_meanwhile_joins_nothing(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.says("/invite", MANAGER)
    await owned.taps("Close all links", MANAGER)

    assert MOVED in (await owned.taps("Days")).text
    assert [] == owned.rows("SELECT * FROM team_members")


async def test_a_ticket_is_good_for_one_person_only(owned: Play) -> None:
    code = await has_team(owned)
    asked = await opens(owned, code)
    hers = next(button.data for button in asked.buttons if button.text == "Days")
    await owned.joins(SECOND)

    assert MOVED in (await forges(owned, str(hers), SECOND)).text
    assert [] == owned.rows("SELECT * FROM team_members")


async def test_after_five_dead_links_even_a_good_one_waits_for_the_next_hour(owned: Play) -> None:
    code = await has_team(owned)
    for number in range(5):
        await opens(owned, f"{number}" * 22)
    refused = await opens(owned, code)
    await owned.goes_to(MONDAY + timedelta(hours=1))
    taken = await opens(owned, code)

    assert DEAD in refused.text
    assert TEAM in taken.text


async def test_a_team_and_its_links_outlive_a_restart(owned: Play) -> None:
    code = await has_team(owned)
    await owned.restart()

    assert TEAM in (await opens(owned, code)).text
    assert datetime(2027, 2, 21, 9, 0, tzinfo=UTC) == datetime.fromtimestamp(
        owned.rows("SELECT expires_at FROM codes")[0][0], UTC
    )
