"""Sessions, lines, dates and groups in both engines: what goes with what, and what nobody can put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage import codes, groups, session_dates, session_lines, sessions
from storage.codes import CodeMade, Purpose
from storage.groups import (
    EnoughHaveVoted,
    Group,
    GroupLetGo,
    GroupLinked,
    GroupMovedTo,
    VoteAsked,
    VoteEnded,
    VoteOpened,
)
from storage.people import Forgotten
from storage.schema import session_senders
from storage.session_dates import DateSet, SessionDate, TeamTime, TeamTimeAsked, TeamTimeSet
from storage.session_lines import LineSent, LinesLaidOut
from storage.sessions import (
    ActionAgreed,
    ActionSettled,
    ActionState,
    HandsCounted,
    PresentCounted,
    Session,
    SessionAt,
    SessionBegun,
    SessionDropped,
    SessionEnded,
)
from storage.teams import OF_A_TEAM, Team, TeamClosed, TeamMade
from tests.storage.rows import ANNA, NOON, TODAY, everything, join, write

if TYPE_CHECKING:
    from storage.codes import Code
    from storage.store import Store

TEAM, OTHER = 2**45 + 1, 2**45 + 2
GROUP, NEW = -100123, -100456
A = Session(2**45 + 7, TEAM, "two-for-thirty-eight", "staffing", 1, TODAY, NOON, None, None)
B = replace(A, id=A.id + 1, started_at=NOON + timedelta(days=7), held_on=TODAY + timedelta(days=7))
LATER = NOON + timedelta(minutes=20)
WHILE_IT_RUNS = ("session_hands", "session_lines", "session_senders", "session_polls")


async def teams_made(store: Store) -> None:
    """Two teams with a manager."""
    await join(store, ANNA)
    for number in (TEAM, OTHER):
        team = Team(number, "Rowan House", None, None, "adults", None, None, TODAY)
        await write(store, TeamMade(team, ANNA))


async def linked(store: Store, team: int, group: int, thread: int | None = None) -> Code:
    """A group is linked by a code of its own."""
    _clear, code = codes.new(Purpose.GROUP, team, NOON)
    await write(store, CodeMade(code), GroupLinked(Group(team, group, thread, TODAY), code))
    return code


async def of_team(store: Store, team: int) -> tuple[int, int | None] | None:
    async with store.reading() as transaction:
        found = await groups.of_team(transaction, team)
    return (found.group_id, found.thread) if found else None


def while_it_runs(session: Session) -> tuple[HandsCounted, LinesLaidOut, LineSent, VoteAsked, VoteOpened]:
    """What is kept while a session runs."""
    return (
        HandsCounted(session.id, TEAM, "a", 5, NOON),
        LinesLaidOut(session.id, TEAM, ("too-few", "seen-here"), NOON),
        LineSent(session.id, TEAM, "seen-here", "mark", NOON),
        VoteAsked(session.id, TEAM, NOON),
        VoteOpened(session.id, TEAM, 5, f"poll:{session.id}", NOON),
    )


async def test_what_is_counted_in_a_session_goes_when_it_ends_and_the_session_stays(store: Store) -> None:
    await teams_made(store)
    await write(
        store, SessionBegun(A), *while_it_runs(A), SessionEnded(A.id, 7, LATER), PresentCounted(A.id, 6)
    )

    rows = await everything(store)
    assert {name: [] for name in WHILE_IT_RUNS} == {name: rows[name] for name in WHILE_IT_RUNS}
    async with store.reading() as transaction:
        assert [6] == [one.present for one in await sessions.held(transaction, TEAM, 9)]
        assert 1 == await sessions.how_many_held(transaction, TEAM)
        assert 0 == await sessions.how_many_held(transaction, OTHER)


async def test_a_session_that_has_ended_is_changed_by_nothing(store: Store) -> None:
    await teams_made(store)
    await write(store, SessionBegun(A), SessionEnded(A.id, 7, LATER), PresentCounted(A.id, 6))
    before = await everything(store)
    await write(
        store,
        SessionAt(A.id, 3),
        SessionEnded(A.id, 5, NOON),
        PresentCounted(A.id, 9),
        SessionDropped(A.id),
        SessionBegun(A),
    )

    assert before == await everything(store)


async def test_one_that_is_begun_takes_the_place_of_what_was_left(store: Store) -> None:
    await teams_made(store)
    await write(store, SessionBegun(A), *while_it_runs(A), SessionBegun(B))

    rows = await everything(store)
    assert {name: [] for name in WHILE_IT_RUNS} == {name: rows[name] for name in WHILE_IT_RUNS}
    async with store.reading() as transaction:
        assert await sessions.under_way(transaction, TEAM, NOON) == B
        assert await sessions.find(transaction, A.id) is None
        assert await sessions.under_way(transaction, TEAM, B.started_at) is None


async def test_what_is_carried_is_agreed_on_again_and_what_is_done_is_not(store: Store) -> None:
    await teams_made(store)
    agreed = [ActionAgreed(A.id, TEAM, name, TODAY) for name in ("say-thanks", "kit-in-place")]
    await write(store, SessionBegun(A), *agreed)
    async with store.reading() as transaction:
        assert [] == await sessions.open_actions(transaction, TEAM), "not while the session runs"
    await write(store, SessionEnded(A.id, 7, LATER), SessionBegun(B))
    async with store.reading() as transaction:
        kit, thanks = await sessions.open_actions(transaction, TEAM)
    await write(store, ActionSettled(kit, ActionState.CARRIED, B), ActionSettled(thanks, ActionState.DONE, B))
    async with store.reading() as transaction:
        assert [] == await sessions.open_actions(transaction, TEAM)
        assert ["kit-in-place"] == [one.action for one in await sessions.actions(transaction, B.id)]


async def test_lines_are_rows_from_the_beginning_so_that_their_order_tells_nothing(store: Store) -> None:
    await teams_made(store)
    lines = ("too-few", "seen-here", "corners-cut")
    await write(store, SessionBegun(A), LinesLaidOut(A.id, TEAM, lines, NOON))
    for number, line in enumerate(("too-few", "corners-cut", "too-few")):
        await write(store, LineSent(A.id, TEAM, line, f"mark {number % 2}", NOON))

    async with store.reading() as transaction:
        assert {"too-few", "corners-cut"} == await session_lines.sent(transaction, A.id)
        assert 2 == await session_lines.senders(transaction, A.id)
        assert [2, 1, 0] == [
            await session_lines.sent_by(transaction, A.id, f"mark {one}") for one in range(3)
        ]
        marks = list(await transaction.execute(select(session_senders)))
    assert not [row for row in marks for line in lines if line in map(str, row)]
    rows = (await everything(store))["session_lines"]
    assert {NOON} == {row[-1] for row in rows}, "no line has a time of its own"


async def test_a_group_belongs_to_one_team_and_a_team_has_one_group(store: Store) -> None:
    await teams_made(store)
    await linked(store, TEAM, GROUP, 42)
    await linked(store, OTHER, GROUP)
    assert ((GROUP, 42), None) == (await of_team(store, TEAM), await of_team(store, OTHER))

    await linked(store, TEAM, NEW)
    await linked(store, OTHER, GROUP)
    assert ((NEW, None), (GROUP, None)) == (await of_team(store, TEAM), await of_team(store, OTHER))


async def test_a_code_for_a_group_is_good_once(store: Store) -> None:
    await teams_made(store)
    code = await linked(store, TEAM, GROUP)
    await write(store, GroupLetGo(group_id=GROUP), GroupLinked(Group(TEAM, GROUP, None, TODAY), code))

    assert await of_team(store, TEAM) is None


async def test_a_group_that_moved_is_followed_once_and_only_if_it_is_a_teams(store: Store) -> None:
    await teams_made(store)
    await linked(store, TEAM, GROUP, 42)
    await write(store, GroupMovedTo(GROUP, NEW), GroupMovedTo(GROUP, NEW), GroupMovedTo(-5, -6))
    assert (NEW, None) == await of_team(store, TEAM), "its topics are new too"

    await linked(store, OTHER, GROUP)
    await write(store, GroupMovedTo(GROUP, NEW))
    assert ((NEW, None), None) == (await of_team(store, TEAM), await of_team(store, OTHER))


async def test_a_vote_that_stayed_behind_in_a_group_that_moved_names_no_message_of_the_new_one(
    store: Store,
) -> None:
    await teams_made(store)
    await linked(store, TEAM, GROUP)
    await write(store, SessionBegun(A), VoteOpened(A.id, TEAM, 5, "ours", NOON), GroupMovedTo(GROUP, NEW))
    async with store.reading() as transaction:
        vote = await groups.vote_of(transaction, A.id)

    assert vote is not None
    assert 0 == vote.message


async def test_a_vote_that_nobody_closed_is_found_where_it_stands(store: Store) -> None:
    await teams_made(store)
    await linked(store, TEAM, GROUP)
    await write(store, SessionBegun(A), VoteOpened(A.id, TEAM, 5, "ours", NOON))
    async with store.reading() as transaction:
        found = await groups.left_open(transaction, NOON + timedelta(seconds=1))
        assert [(A.id, 5, GROUP)] == [(vote.session, vote.message, group) for vote, group in found]
        assert [] == await groups.left_open(transaction, NOON)

    await write(store, VoteEnded(A.id, read=True))
    async with store.reading() as transaction:
        assert [] == await groups.left_open(transaction, NOON + timedelta(days=1))


async def test_only_our_own_poll_counts_and_how_many_voted_is_not_known(store: Store) -> None:
    await teams_made(store)
    await write(store, SessionBegun(A), VoteAsked(A.id, TEAM, NOON), VoteAsked(A.id, TEAM, NOON))
    await write(store, VoteOpened(A.id, TEAM, 5, "ours", NOON), EnoughHaveVoted("another"))
    async with store.reading() as transaction:
        vote = await groups.vote_of(transaction, A.id)
        assert vote is not None
        assert not vote.enough
    await write(store, EnoughHaveVoted("ours"), VoteEnded(A.id, read=True))
    async with store.reading() as transaction:
        assert await groups.vote_of(transaction, A.id) == replace(vote, enough=True, closed=True)
        assert [] == await groups.open_votes(transaction, TEAM)
    await write(store, VoteEnded(A.id, read=False))
    assert [] == (await everything(store))["session_polls"]


async def test_a_team_that_is_closed_takes_all_of_it_along_and_leaves_the_other_teams(store: Store) -> None:
    await teams_made(store)
    await linked(store, TEAM, GROUP)
    time = TeamTime(TEAM, "thu", 840, TODAY)
    other = replace(A, id=9, team_id=OTHER)
    await write(store, SessionBegun(other), SessionBegun(A), *while_it_runs(A))
    await write(store, ActionAgreed(A.id, TEAM, "say-thanks", TODAY), TeamTimeSet(time))
    await write(
        store, DateSet(SessionDate(TEAM, 7, 0, LATER, cancelled=False)), TeamTimeAsked(ANNA, TEAM, TODAY)
    )
    await write(store, TeamClosed(TEAM))

    rows = await everything(store)
    assert [] == [row for table in OF_A_TEAM for row in rows[table.name] if TEAM in row]
    assert [9] == [row[0] for row in rows["sessions"]]


async def test_a_date_that_is_changed_keeps_one_row(store: Store) -> None:
    await teams_made(store)
    first = SessionDate(TEAM, 7, 0, LATER, cancelled=False)
    await write(store, DateSet(first), DateSet(replace(first, sequence=1, cancelled=True)))

    async with store.reading() as transaction:
        assert await session_dates.date_of(transaction, TEAM) == replace(first, sequence=1, cancelled=True)
        assert await session_dates.date_of(transaction, OTHER) is None


async def test_that_somebody_was_asked_goes_with_her(store: Store) -> None:
    await teams_made(store)
    await write(store, TeamTimeAsked(ANNA, TEAM, date(2026, 11, 20)), TeamTimeAsked(ANNA, TEAM, TODAY))
    async with store.reading() as transaction:
        assert await session_dates.asked_on(transaction, ANNA, TEAM) == TODAY
        assert await session_dates.asked_on(transaction, ANNA, OTHER) is None
    await write(store, Forgotten(ANNA))

    assert [] == (await everything(store))["team_time_asked"]
