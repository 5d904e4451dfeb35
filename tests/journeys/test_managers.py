"""Who may manage: asking, links for one, handing over, being ended; and what owners see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.demo.world import ASHA, GRACE, MAREK
from bot.edge.profile import publish
from tests.journeys.managing import (
    DEAD,
    LEAD,
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
from tests.journeys.play import GRACE as WORKER

if TYPE_CHECKING:
    from tests.journeys.play import Play

ABOUT_A_TEAM = ("Mt", "Mc", "Ms", "Mp", "MD", "Mv", "MV", "MX", "Mm", "Mh", "Mw", "MW", "Mz", "MZ", "Ow")
FORGED = (
    *(f"{tag}:{{team}}" for tag in ABOUT_A_TEAM),
    *("MS:{team}:hospital", "MP:{team}:children", "MA:{team}:bolton", "Mb:{team}:bolton:wigan"),
    *("Mn:0", "MN:{team}:0", "Ma:{team}:0", "Md:{team}:0", "Mf:{team}:0", "Mk:AAAAAAAAAAAAAAAAAAAAAA"),
    *("Ml", "Os", "OS", "Ol", "Ou", "Oh", "Om:0"),
    *(f"{tag}:{{letters}}" for tag in ("Or", "Oy", "On", "Ot", "OT")),
)


async def test_somebody_asks_and_an_owner_who_knows_the_letters_agrees(owned: Play) -> None:
    await owned.starts(MANAGER)
    await owned.joins()
    await owned.says("/team")
    asked = await owned.taps("Ask to be a manager")
    letters = owned.rows("SELECT upper(reference) FROM manager_requests")[0][0]
    await later(owned)
    seen = owned.world.last(MANAGER)
    await owned.taps("Approve", MANAGER)
    await later(owned)

    assert letters in asked.text
    assert letters in seen.text
    assert str(GRACE) not in seen.text
    assert WORKER not in seen.text
    assert "You can make a team now." in owned.world.last(WORKER).text
    assert [(GRACE, letters.lower())] == owned.rows("SELECT person_id, reference FROM managers")


async def test_who_is_refused_is_told_and_cannot_ask_again_at_once(owned: Play) -> None:
    await owned.starts(MANAGER)
    await owned.joins()
    await owned.says("/team")
    await owned.taps("Ask to be a manager")
    await later(owned)
    decided = await owned.taps("Refuse", MANAGER)
    await later(owned)
    told = owned.world.last(WORKER)
    again = await owned.says("/team")

    assert "is not a manager" in decided.text
    assert "did not agree this time. You can ask again from 7 December 2026." in told.text
    assert "Ask to be a manager" not in again.labels
    assert [] == owned.rows("SELECT * FROM managers")


async def test_asking_twice_tells_the_owner_once(owned: Play) -> None:
    await owned.starts(MANAGER)
    await owned.joins()
    before = len(owned.written(MANAGER))
    asked = await owned.says("/team")
    await owned.taps("Ask to be a manager")
    await forges(owned, "1OA")
    await later(owned)

    assert "Ask to be a manager" in asked.labels
    assert 1 == len(owned.written(MANAGER)) - before


async def test_a_link_makes_one_manager_and_no_second(owned: Play) -> None:
    await owned.joins(MANAGER)
    await owned.joins()
    await owned.joins(SECOND)
    await owned.says("/managers", MANAGER)
    code = await link_of(owned, "Make a link for a manager")
    await opens(owned, code)
    await opens(owned, code, SECOND)
    first = await owned.taps("Yes, I manage it")
    second = await owned.taps("Yes, I manage it", SECOND)

    assert "You can make a team now." in first.text
    assert MOVED in second.text
    assert [(GRACE,)] == owned.rows("SELECT person_id FROM managers")


async def test_a_team_is_handed_over_and_who_leaves_loses_all_at_once(owned: Play) -> None:
    await has_team(owned)
    await owned.joins()
    await owned.says("/team", MANAGER)
    await owned.taps("Managers and hand-over", MANAGER)
    code = await link_of(owned, "Make a link for a manager")
    await opens(owned, code)
    taken = await owned.taps("Yes, I manage it")
    team = owned.rows("SELECT id FROM teams")[0][0]
    await forges(owned, f"1MW:{team}", MANAGER)

    assert TEAM in taken.text
    assert "2 people manage this team." in taken.text
    assert MOVED in (await forges(owned, f"1Mt:{team}", MANAGER)).text
    assert [(GRACE,)] == owned.rows("SELECT person_id FROM team_managers")
    assert TEAM in (await owned.says("/team")).text


async def test_owners_are_told_of_a_team_that_nobody_manages_and_can_give_it_away(owned: Play) -> None:
    owned.sayso.desk.owners = frozenset({MAREK, ASHA})
    code = await has_team(owned)
    await owned.joins(SECOND)
    await opens(owned, code)
    await owned.taps("Days")
    await owned.says("/forget", MANAGER)
    await owned.taps("Yes, delete it all", MANAGER)
    await later(owned)
    told = owned.world.last(SECOND)
    link = await link_of(owned, "Make a link for a manager", SECOND)
    await opens(owned, link)
    taken = await owned.taps("Yes, I manage it")

    assert f"{TEAM} has no manager" in told.text
    assert PHONE in (await owned.says("/contacts")).text
    assert TEAM in taken.text
    assert [] == owned.rows(f"SELECT * FROM managers WHERE person_id = {MAREK}")


async def test_an_owner_ends_a_role_by_its_letters(owned: Play) -> None:
    await owned.joins(MANAGER)
    await owned.joins()
    await owned.says("/managers", MANAGER)
    await opens(owned, await link_of(owned, "Make a link for a manager"))
    await owned.taps("Yes, I manage it")
    await makes_team(owned, who=WORKER)
    letters = owned.rows("SELECT upper(reference) FROM managers")[0][0]
    listed = await owned.says("/managers", MANAGER)
    await owned.taps(f"Take away {letters}", MANAGER)
    await owned.taps("Yes, take it away", MANAGER)
    await later(owned)

    assert f"{letters}, since 23 November 2026: {TEAM}" in listed.text
    assert "You are not a manager on Say So any more." in owned.world.last(WORKER).text
    assert ([], []) == (owned.rows("SELECT * FROM managers"), owned.rows("SELECT * FROM team_managers"))
    assert "Ask to be a manager" in (await owned.says("/team")).labels


async def test_whose_role_was_ended_cannot_come_back_by_a_link_that_she_made_before(owned: Play) -> None:
    await owned.joins(MANAGER)
    await owned.joins()
    await owned.says("/managers", MANAGER)
    await opens(owned, await link_of(owned, "Make a link for a manager"))
    await owned.taps("Yes, I manage it")
    await makes_team(owned, who=WORKER)
    await owned.says("/team")
    await owned.taps("Managers and hand-over")
    hers = await link_of(owned, "Make a link for a manager", WORKER)
    letters = owned.rows("SELECT upper(reference) FROM managers")[0][0]
    await owned.says("/managers", MANAGER)
    await owned.taps(f"Take away {letters}", MANAGER)
    await owned.taps("Yes, take it away", MANAGER)

    assert DEAD in (await opens(owned, hers)).text
    assert [] == owned.rows("SELECT * FROM managers")


async def test_notes_that_a_manager_has_turned_off_stay_off_when_she_takes_another_team(owned: Play) -> None:
    await has_team(owned)
    await owned.joins()
    await owned.says("/managers", MANAGER)
    await opens(owned, await link_of(owned, "Make a link for a manager", MANAGER))
    await owned.taps("Yes, I manage it")
    await makes_team(owned, "Elm Court", who=WORKER)
    await owned.says("/team", MANAGER)
    await owned.taps("Managers and hand-over", MANAGER)
    code = await link_of(owned, "Make a link for a manager", MANAGER)
    await forges(owned, "1gnn")
    await opens(owned, code)
    await owned.taps("Yes, I manage it")

    assert [] == owned.rows(f"SELECT * FROM rhythms WHERE person_id = {GRACE} AND kind = 'team-note'")


async def test_a_team_that_is_closed_leaves_nothing_but_a_line_of_the_audit(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    await owned.says("/team", MANAGER)
    for label in ("Change the team", "Close the team", "Yes, close it"):
        await owned.taps(label, MANAGER)
    await later(owned)

    for table in ("teams", "team_members", "team_managers", "codes"):
        assert [] == owned.rows(f"SELECT * FROM {table}"), table
    assert not [line for line in owned.everything() if TEAM in line or LEAD in line]
    assert PHONE not in pinned(owned).text
    assert ("team-closed", "manager") in owned.rows("SELECT act, role FROM audit")


async def test_a_forged_button_of_a_manager_or_an_owner_does_nothing_and_tells_nothing(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    team, letters = owned.rows("SELECT id, reference FROM teams, managers")[0]
    before = owned.kept()
    for tag in FORGED:
        assert MOVED in (await forges(owned, f"1{tag.format(team=team, letters=letters)}")).text, tag

    assert _of_teams(before) == _of_teams(owned.kept())


def _of_teams(lines: list[str]) -> list[str]:
    tables = ("teams", "managers", "manager_requests", "team_managers", "team_members", "codes", "audit")
    return [line for line in lines if line.startswith(tuple(f'INSERT INTO "{name}"' for name in tables))]


async def test_owners_have_the_commands_of_owners_in_their_own_menu_only(owned: Play) -> None:
    await publish(owned.sayso.bot, {MAREK})
    menus = [
        {command.command for command in await owned.sayso.bot.get_my_commands(scope)}
        for scope in (BotCommandScopeChat(MAREK), BotCommandScopeAllPrivateChats())
    ]

    assert {"status", "managers", "team", "read"} <= menus[0]
    assert set() == {"status", "managers", "team", "invite", "preview"} & menus[1]


async def test_only_owners_see_the_status(owned: Play) -> None:
    await owned.joins()
    await has_team(owned)
    status = await owned.says("/status", MANAGER)
    hers = await owned.says("/status")

    for said in ("Fewer than five people", "Teams: 1. Managers: 1.", "No nightly backup", "signed off"):
        assert said in status.text
    assert MOVED in hers.text


async def test_the_audit_tells_what_was_done_and_not_by_whom(owned: Play) -> None:
    await has_team(owned)
    await owned.says("/status", MANAGER)
    await owned.taps("All managers", MANAGER)
    done = await owned.taps("What was done", MANAGER)

    assert f"by the manager: a link to a team was made ({TEAM})" in done.text
    assert f"by the manager: a team was made ({TEAM})" in done.text
    assert str(MAREK) not in done.text
