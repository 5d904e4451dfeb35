"""Every button of managers, owners and sessions, pressed by somebody whose it is not."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_type_hints

from bot import routes
from bot.callback_data import every_route, pack
from bot.demo.messages import Kind
from bot.demo.world import GROUP_ID
from tests.journeys.managing import (
    DEAD,
    MANAGER,
    MOVED,
    SECOND,
    TEAM,
    forges,
    has_team,
    invites,
    later,
    link_of,
    makes_team,
    opens,
)
from tests.journeys.play import GRACE as MEMBER
from tests.journeys.test_session import begins, goes_on
from tests.journeys.test_session_group import closes, links, opens_vote, poll_of, votes

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.demo.messages import Message
    from tests.journeys.play import Play

RIVAL, OUTSIDER = SECOND, "Kemi"
RIVALS_TEAM = "Elm Court"
OF_MANAGERS = ("managers", "teams", "team_numbers", "team_papers", "session", "session_dates", "groups")
# What anybody may open: the ways in, papers about privacy, and what is asked of her alone.
FOR_ALL = {
    *(routes.GoToTeam, routes.GoToInvite, routes.GoToSession, routes.GoToLines, routes.SessionLines),
    *(routes.AskToManage, routes.RequestRole, routes.RoleTaken, routes.Governance, routes.GovernancePaper),
    *(routes.TeamTimeQuestion, routes.TakeTeamTime, routes.PassTeamTime),
}
FOR_MEMBERS = {
    *(routes.TeamNumbers, routes.TeamPicture, routes.WhyBlurred, routes.SessionLog, routes.SendLine),
}
FOR_ANY_MANAGER = {
    *(routes.Teams, routes.AskTeamName, routes.AskStopManaging, routes.StopManaging),
    *(routes.WantNotes, routes.NoNotes, routes.TeamNotes),
}
OF_TEAMS = ("teams", "managers", "team_managers", "team_members", "codes", "audit", "sessions", "session_")


def forgeries(known: dict[str, object]) -> dict[type[Route], str]:
    """Callback data for each route of managers, as somebody would write it who knows every number there is."""
    modules = tuple(f"bot.routes.{name}" for name in OF_MANAGERS)
    leaves = [leaf for leaf in every_route() if leaf.__module__ in modules]
    return {leaf: pack(leaf(**_filled(leaf, known))) for leaf in leaves}


def _filled(leaf: type[Route], known: dict[str, object]) -> dict[str, object]:
    kinds = get_type_hints(leaf)
    return {name: _value(kinds[name], known.get(name)) for name in leaf.names}


def _value(kind: Any, known: object) -> object:  # noqa: ANN401 - a type hint may be anything
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    if known is not None:
        return known
    return 0 if kind is int else kind("bolton")


async def known_of(play: Play, code: str) -> dict[str, object]:
    """All that could be found out about the team and its session."""
    team, session, card, theme = play.rows("SELECT team_id, id, card, theme FROM sessions")[0]
    return {
        **dict.fromkeys(("session", "agreed_in"), session),
        **dict.fromkeys(("code", "seed"), routes.LinkCode(code)),
        "team": team,
        "card": card,
        "theme": theme,
        "pack": "adults",
        "option": "a",
        "action": "say-thanks",
        "day": date(2026, 11, 24),
        "minutes": 600,
        "step": 3,
        "hands": 5,
        "present": 6,
        "reference": play.rows("SELECT reference FROM managers ORDER BY person_id DESC")[-1][0],
    }


def of_teams(play: Play) -> list[str]:
    """What is kept about teams and their talks."""
    wanted = tuple(f'INSERT INTO "{name}' for name in OF_TEAMS)
    return [line for line in play.everything() if line.startswith(wanted)]


async def becomes_rival(play: Play) -> None:
    """Another manager, with a team of her own, who runs nothing."""
    await play.joins(RIVAL)
    await play.says("/managers", MANAGER)
    link = await link_of(play, "Make a link for a manager")
    await opens(play, link, RIVAL)
    await play.taps("Yes, I manage it", RIVAL)
    await makes_team(play, RIVALS_TEAM, who=RIVAL)


async def test_no_button_of_managers_does_or_tells_anything_to_whom_it_is_not_for(owned: Play) -> None:
    code = await has_team(owned)
    await becomes_rival(owned)
    await opens(owned, code, MEMBER)
    await owned.taps("Days", MEMBER)
    owned.world.add_person(OUTSIDER, 5001, "worker")
    await owned.joins(OUTSIDER)
    await begins(owned)
    written = forgeries(await known_of(owned, code))
    before = of_teams(owned)
    people = {OUTSIDER: FOR_ALL, MEMBER: FOR_ALL | FOR_MEMBERS, RIVAL: FOR_ALL | FOR_ANY_MANAGER}

    for who, allowed in people.items():
        for leaf, data in written.items():
            if leaf not in allowed:
                answer = await forges(owned, data, who)
                assert MOVED in answer.text, (who, leaf)
                assert TEAM not in answer.text, (who, leaf)
    assert before == of_teams(owned)
    assert TEAM in (await forges(owned, written[routes.TeamHome], MANAGER)).text


async def test_a_role_that_was_handed_on_opens_nothing_any_more(owned: Play) -> None:
    """She keeps every old button, and the team and its session go on without her."""
    code = await has_team(owned)
    await becomes_rival(owned)
    await owned.says("/team", MANAGER)
    await owned.taps("Managers and hand-over", MANAGER)
    link = await link_of(owned, "Make a link for a manager")
    await opens(owned, link, RIVAL)
    await owned.taps("Yes, I manage it", RIVAL)
    await begins(owned)
    written = forgeries(await known_of(owned, code))
    await forges(owned, written[routes.StopManagingTeam], MANAGER)
    before = of_teams(owned)
    owned.sayso.desk.owners = frozenset()

    for leaf, data in written.items():
        if leaf not in FOR_ALL | FOR_ANY_MANAGER:
            assert MOVED in (await forges(owned, data, MANAGER)).text, leaf
    assert before == of_teams(owned)


async def test_codes_cannot_be_guessed_by_trying(owned: Play) -> None:
    """After five wrong ones in an hour the right one is as dead as they are, and the answer is the same."""
    right = await has_team(owned)
    guesses = [f"{number:022d}" for number in range(5)]
    answers = [(await opens(owned, guess, MEMBER)).text for guess in guesses]
    now = (await opens(owned, right, MEMBER)).text
    await owned.goes_to(owned.clock.now() + timedelta(hours=1))
    an_hour_later = (await opens(owned, right, MEMBER)).text

    assert {now} == set(answers)
    assert DEAD in now
    assert TEAM in an_hour_later


async def test_a_group_cannot_be_had_by_two_teams_of_one_manager(owned: Play) -> None:
    """Else a vote of one team would be read as that of the other: the second code is met with silence."""
    await has_team(owned)
    await links(owned)
    first = owned.rows("SELECT team_id FROM team_groups")
    await owned.says("/team", MANAGER)
    await owned.taps("Your teams", MANAGER)
    await makes_team(owned, RIVALS_TEAM)
    other = owned.rows(f"SELECT id FROM teams WHERE name = '{RIVALS_TEAM}'")[0][0]
    shown = await forges(owned, pack(routes.MakeGroupCode(other)), MANAGER)
    said = len(owned.world.messages(MANAGER, GROUP_ID))
    owned.world.say(MANAGER, f"/start {shown.text.split('/start ')[1].split()[0]}", GROUP_ID)
    await owned.settled()
    await later(owned)

    assert first == owned.rows("SELECT team_id FROM team_groups")
    assert said + 1 == len(owned.world.messages(MANAGER, GROUP_ID)), "only what she wrote herself"


async def test_a_vote_that_moved_to_another_group_is_never_read_with_fewer_than_five(owned: Play) -> None:
    """The group is let go of and linked anew while four have voted: what they chose goes unread."""
    await has_team(owned)
    await links(owned)
    await opens_vote(owned)
    await votes(owned, 4)
    code = await code_for_group_again(owned)
    owned.world.say(MANAGER, f"/start {code}", GROUP_ID)
    await owned.settled()
    await later(owned)

    assert [] == [one for one in owned.world.messages(MANAGER, GROUP_ID) if one.kind is Kind.POLL]
    assert "stopPoll" not in {call.method for call in owned.world.calls}


async def code_for_group_again(play: Play) -> str:
    """Let go of the group in the middle of a session, and ask for another code."""
    team = play.rows("SELECT id FROM teams")[0][0]
    await forges(play, pack(routes.LetGoGroup(team)), MANAGER)
    shown = await forges(play, pack(routes.MakeGroupCode(team)), MANAGER)
    return shown.text.split("/start ")[1].split()[0]


async def test_five_votes_that_a_forged_update_claims_open_no_vote_of_four(owned: Play) -> None:
    """The number of a poll is known to nobody but Telegram; another one opens nothing."""
    await has_team(owned)
    await links(owned)
    await opens_vote(owned)
    await votes(owned, 4)
    poll = poll_of(owned).poll
    assert poll is not None
    for forged in (f"{poll.id}0", poll.id.upper() + "x", "", "0"):
        owned.world.inject({"poll": {"id": forged, "total_voter_count": 5, "is_closed": False}})
    await owned.settled()
    await closes(owned)

    assert "stopPoll" not in {call.method for call in owned.world.calls}


async def test_who_leads_and_works_in_her_own_team_is_one_of_them_and_sends_no_line(owned: Play) -> None:
    """She opens her own link: she is counted like anybody, but the lines of a session are closed to her."""
    await has_team(owned)
    await opens(owned, await invites(owned), MANAGER)
    await owned.taps("Join the team", MANAGER)
    await begins(owned)
    await goes_on(owned, 1)
    owned.world.start(MANAGER, "lines")
    await owned.settled()

    assert 1 == owned.rows("SELECT count(*) FROM team_members")[0][0]
    assert "No talk of your team is on now." in owned.world.last(MANAGER).text


async def test_the_file_of_a_manager_holds_nobody_but_herself(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code, MEMBER)
    await owned.taps("Days", MEMBER)
    await owned.taps("A", MEMBER)
    answer = await owned.says("/mydata", MANAGER)
    text = content_of(owned, answer)

    assert str(owned.world.person(MANAGER).id) in text
    assert str(owned.world.person(MEMBER).id) not in text


def content_of(play: Play, message: Message) -> str:
    assert message.file is not None
    kept = play.world.files.content(message.file.path)
    assert kept is not None
    return kept[1].decode()
