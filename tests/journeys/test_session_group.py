"""A session with the team's own group, played whole: linking, the vote, lines without a name, hostile groups."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.demo.chats import ChatKind, Standing
from bot.demo.messages import Kind
from bot.demo.world import GRACE, GROUP_ID, MAREK
from tests.journeys.managing import (
    MANAGER,
    SECOND,
    becomes_manager,
    forges,
    has_team,
    later,
    makes_team,
    opens,
)
from tests.journeys.play import GRACE as WORKER
from tests.journeys.test_session import END, begins, goes_on

if TYPE_CHECKING:
    from bot.demo.messages import Message, Person
    from tests.journeys.play import Play

FORGERY = {"chat": {"id": GROUP_ID, "type": "supergroup", "title": "x" * 4096}, "date": 0}


def in_group(play: Play) -> list[Message]:
    """What the bot wrote in the group."""
    return [one for one in play.world.messages(MANAGER, GROUP_ID) if one.sender == play.world.bot]


def poll_of(play: Play) -> Message:
    return next(one for one in in_group(play) if one.poll is not None)


async def code_for_group(play: Play) -> str:
    """The code that a manager is shown."""
    await play.says("/session", MANAGER)
    await play.taps("Our group", MANAGER)
    shown = await play.taps("Link a group", MANAGER)
    return shown.text.split("/start ")[1].split()[0]


async def links(play: Play) -> None:
    """A manager links the group by the code."""
    code = await code_for_group(play)
    play.world.say(MANAGER, f"/start {code}", GROUP_ID)
    await play.settled()
    await later(play)


def colleagues(play: Play, number: int) -> list[Person]:
    """More people in the group, as many as are wanted."""
    made = [play.world.add_person(f"Colleague {one}", 5000 + one) for one in range(number)]
    for person in made:
        play.world.group.members[person.id] = Standing.MEMBER
    return made


async def opens_vote(play: Play) -> Message:
    """A session with a vote in the group."""
    await begins(play)
    await goes_on(play, 2)
    await play.taps("Open a vote in the group", MANAGER)
    await later(play)
    return poll_of(play)


async def votes(play: Play, number: int) -> None:
    for person in colleagues(play, number):
        play.world.vote(person, poll_of(play), [0])
    await play.settled()


async def closes(play: Play) -> None:
    """The manager looks again, and ends the vote."""
    now = await play.says("/session", MANAGER)
    await play.taps("Close the vote" if "Close the vote" in now.labels else "Take the vote out", MANAGER)
    await later(play)


async def test_a_manager_links_the_group_and_the_bot_says_so_once(owned: Play) -> None:
    await has_team(owned)
    await links(owned)

    assert ["This group is linked for team talks."] == [
        one.text.split(" We write")[0] for one in in_group(owned)
    ]
    assert "Your team’s group is linked." in owned.world.last(MANAGER).text
    assert [(GROUP_ID,)] == owned.rows("SELECT group_id FROM team_groups")
    assert [] == owned.rows("SELECT * FROM codes WHERE purpose = 'group'")


async def test_the_group_sees_what_is_tapped_and_nothing_else(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    await begins(owned)
    await goes_on(owned, 1)
    await owned.taps("Show the story in the group", MANAGER)
    await goes_on(owned, 1)
    await later(owned)

    story = in_group(owned)[-1]
    assert "The story is made up." in story.text
    assert 2 == len(in_group(owned))
    assert () == story.buttons, "nobody is answered in a group"


async def test_a_vote_of_a_talk_that_nobody_ends_goes_unread_after_a_day(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    vote = await opens_vote(owned)
    await votes(owned, 5)
    await owned.goes_to(owned.clock.now() + timedelta(hours=23))
    assert vote.id in {one.id for one in in_group(owned)}

    await owned.goes_to(owned.clock.now() + timedelta(hours=2))
    await later(owned)
    assert vote.id not in {one.id for one in in_group(owned)}
    assert [] == owned.rows("SELECT * FROM session_polls")


async def test_with_five_votes_the_vote_is_closed_and_all_see_it(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    before = await opens_vote(owned)
    await votes(owned, 5)
    await closes(owned)

    assert before.poll is not None
    assert (True, True, False) == (before.poll.anonymous, before.poll.hidden, before.poll.revoting)
    after = poll_of(owned).poll
    assert after is not None
    assert after.closed
    assert [(1,)] == owned.rows("SELECT closed FROM session_polls")


async def test_under_five_votes_it_is_taken_out_and_nobody_sees_what_came_out(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    await opens_vote(owned)
    await votes(owned, 4)
    await closes(owned)

    assert [] == [one for one in in_group(owned) if one.kind is Kind.POLL]
    assert "stopPoll" not in {call.method for call in owned.world.calls}
    assert [] == owned.rows("SELECT * FROM session_polls")


@pytest.mark.parametrize("leaves", ["Do not say", "Yes, drop it"])
async def test_a_vote_that_is_open_when_a_session_ends_goes_unread(owned: Play, leaves: str) -> None:
    await has_team(owned)
    await links(owned)
    await opens_vote(owned)
    await votes(owned, 6)
    if leaves == "Do not say":
        await goes_on(owned, 3)
        await owned.taps(END, MANAGER)
    else:
        for _back in range(2):
            await owned.taps("Back", MANAGER)
        await owned.taps("Do not hold it", MANAGER)
    await owned.taps(leaves, MANAGER)
    await later(owned)

    assert [] == [one for one in in_group(owned) if one.kind is Kind.POLL]


async def test_how_many_voted_is_kept_nowhere(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    await opens_vote(owned)
    await votes(owned, 5)
    five = owned.rows("SELECT enough, closed FROM session_polls")
    owned.world.vote(SECOND, poll_of(owned), [1])
    await owned.settled()

    assert [(1, 0)] == five == owned.rows("SELECT enough, closed FROM session_polls")


async def test_votes_in_a_poll_that_is_not_ours_change_nothing(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    await opens_vote(owned)
    for poll in (
        {"id": "foreign", "total_voter_count": 9, "is_closed": False},
        {"id": [], "total_voter_count": "9"},
    ):
        owned.world.inject({"poll": poll})
    await owned.settled()

    assert [(0,)] == owned.rows("SELECT enough FROM session_polls")


async def test_two_taps_open_one_vote(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    await begins(owned)
    shown = await goes_on(owned, 2)
    data = next(str(button.data) for button in shown.buttons if button.text == "Open a vote in the group")
    await owned.taps("Open a vote in the group", MANAGER)
    await forges(owned, data, MANAGER)
    await later(owned)

    assert 1 == len([one for one in in_group(owned) if one.kind is Kind.POLL])


async def test_a_code_is_good_once_for_managers_of_the_team_and_in_groups_only(owned: Play) -> None:
    await has_team(owned)
    code = await code_for_group(owned)
    in_private = await opens(owned, code, SECOND)
    owned.world.say(SECOND, f"/start {code}", GROUP_ID)
    await owned.settled()
    await later(owned)
    silent = in_group(owned)
    owned.world.say(MANAGER, f"/start@{owned.world.bot.username} {code}", GROUP_ID)
    await owned.settled()

    assert "This link does not work any more." in in_private.text
    assert [] == silent
    assert [(GROUP_ID,)] == owned.rows("SELECT group_id FROM team_groups")


async def test_a_group_of_another_team_stays_with_that_team(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    first = owned.rows("SELECT team_id FROM team_groups")
    owned.sayso.desk.owners = frozenset({MAREK, GRACE})
    await becomes_manager(owned, WORKER)
    await makes_team(owned, "Elm Court", who=WORKER)
    await owned.says("/session")
    await owned.taps("Our group")
    code = (await owned.taps("Link a group")).text.split("/start ")[1].split()[0]
    owned.world.say(WORKER, f"/start {code}", GROUP_ID)
    await owned.settled()

    assert first == owned.rows("SELECT team_id FROM team_groups")


async def test_in_a_group_no_command_and_no_tap_is_answered(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    said = len(in_group(owned))
    owned.world.group.bot_standing = Standing.ADMINISTRATOR  # which reads everything
    for text in (
        "/start",
        "/read",
        "/team",
        "/session",
        "/concern",
        "he is not breathing",
        "A" * 22,
        "/start " + "A" * 22,
    ):
        owned.world.say(WORKER, text, GROUP_ID)
    owned.world.tap_data(WORKER, in_group(owned)[0].id, "1Sn:1", GROUP_ID)
    owned.world.inject({"message": {**FORGERY, "message_id": 1, "from": {"id": GRACE}, "text": {"x": 1}}})
    owned.world.inject({"message": {**FORGERY, "message_id": 1, "new_chat_title": "x" * 4096}})
    await owned.settled()
    await later(owned)

    assert said == len(in_group(owned))
    assert not [line for line in owned.everything() if "breathing" in line or "x" * 50 in line]


async def test_promoted_and_demoted_it_stays_and_taken_out_the_group_is_let_go_of(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    owner = owned.world.person(MANAGER)
    kept = []
    for standing in (Standing.ADMINISTRATOR, Standing.MEMBER, Standing.LEFT):
        owned.world.set_bot_standing(owned.world.group, owner, standing)
        await owned.settled()
        kept.append(len(owned.rows("SELECT * FROM team_groups")))

    assert [1, 1, 0] == kept
    assert [] == owned.rows("SELECT * FROM people WHERE id < 0")


@pytest.mark.parametrize("told", [True, False], ids=["told", "learnt by writing"])
async def test_a_group_that_becomes_a_supergroup_is_followed(owned: Play, told: bool) -> None:  # noqa: FBT001 - a case
    await has_team(owned)
    small = owned.world.add_group("Team", -77, [owned.world.person(MANAGER)], ChatKind.GROUP)
    code = await code_for_group(owned)
    owned.world.say(MANAGER, f"/start {code}", small)
    await owned.settled()
    await later(owned)
    if told:
        large = owned.world.upgrade(small, -1000000000077)
        await owned.settled()
    else:
        large = owned.world.add_group("Team", -1000000000077, [owned.world.person(MANAGER)])
        small.upgraded_to = large.id
    await begins(owned)
    await goes_on(owned, 1)
    await owned.taps("Show the story in the group", MANAGER)
    await later(owned)

    assert [(large.id,)] == owned.rows("SELECT group_id FROM team_groups")
    assert "The story is made up." in owned.world.last(MANAGER, large).text


async def test_what_the_group_sees_is_shown_in_nobodys_own_chat(owned: Play) -> None:
    await has_team(owned)
    await links(owned)
    await begins(owned)
    session = owned.rows("SELECT id FROM sessions")[0][0]
    for data in (f"1Gg:{session}:s", f"1Gg:{session}:x", f"1Gg:{session}:c", "1Gw"):
        assert "That button has moved." in (await forges(owned, data, MANAGER)).text, data
