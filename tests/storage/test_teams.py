"""Teams, managers, links and the audit, on both engines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage import audit, codes, managers, retention, rhythms, teams
from storage.audit import Act, Done, Role
from storage.codes import MOST_OPEN, MOST_WRONG, MOST_WRONG_OF_ALL, CodeMade, CodesClosed, Purpose, WrongCode
from storage.managers import (
    Asked,
    BecameManager,
    Manager,
    Managing,
    Refused,
    Request,
    StoppedManaging,
    TookOver,
)
from storage.notices import Noticed, PinnedRenewed
from storage.nudges import Kind
from storage.people import Changed, Forgotten
from storage.rhythms import RhythmChosen
from storage.schema import metadata, replies
from storage.teams import (
    OF_A_TEAM,
    JoinedTeam,
    Lead,
    LeftTeam,
    Manages,
    ManagesNoMore,
    Team,
    TeamChanged,
    TeamClosed,
    TeamMade,
)
from tests.storage.rows import ANNA, BEN, NOON, TODAY, everything, join, write

if TYPE_CHECKING:
    from storage.codes import Code
    from storage.store import Store

ROWAN = Team(2**47 + 5, "Rowan House", "care-home", "wigan", "adults", None, None, TODAY)
ELM = replace(ROWAN, id=7, name="Elm Court")
HOUR = timedelta(hours=1)


async def _open(store: Store, purpose: Purpose = Purpose.TEAM, team: int | None = ROWAN.id) -> Code:
    _clear, code = codes.new(purpose, team, NOON)
    await write(store, CodeMade(code))
    return code


async def _made(store: Store) -> None:
    """Anna manages Rowan House."""
    await join(store, ANNA, BEN)
    await write(store, BecameManager(Manager(ANNA, "bcdfgh", TODAY)), TeamMade(ROWAN, ANNA))


async def test_a_team_is_its_managers_and_nobody_elses(store: Store) -> None:
    await _made(store)
    async with store.reading() as transaction:
        assert ROWAN == await teams.of_manager(transaction, ANNA, ROWAN.id)
        assert None is await teams.of_manager(transaction, BEN, ROWAN.id)
        assert None is await teams.of_manager(transaction, ANNA, ELM.id)


async def test_a_lead_is_there_once_both_name_and_number_are(store: Store) -> None:
    await _made(store)
    found = []
    for changes in ({"lead_name": "Ms Okafor"}, {"lead_phone": "01204 337777"}):
        await write(store, TeamChanged(ROWAN.id, dict(changes)))
        async with store.reading() as transaction:
            team = await teams.find(transaction, ROWAN.id)
            found.append(team and team.lead)

    assert [None, Lead("Ms Okafor", "01204 337777")] == found


async def test_a_person_is_in_one_team_at_most(store: Store) -> None:
    await _made(store)
    await write(store, TeamMade(ELM, ANNA), JoinedTeam(BEN, ROWAN.id, TODAY), JoinedTeam(BEN, ELM.id, TODAY))
    async with store.reading() as transaction:
        assert ELM == await teams.of_member(transaction, BEN)
        assert [] == await teams.members(transaction, ROWAN.id)

    await write(store, LeftTeam(BEN))
    async with store.reading() as transaction:
        assert None is await teams.of_member(transaction, BEN)


async def test_closing_a_team_deletes_all_that_is_its_own_and_nothing_else(store: Store) -> None:
    await _made(store)
    before = await everything(store)
    await write(store, TeamMade(ELM, ANNA), JoinedTeam(BEN, ELM.id, TODAY))
    await _open(store, team=ELM.id)
    await write(store, TeamClosed(ELM.id))

    assert before == await everything(store)


def test_every_table_about_a_team_goes_with_it() -> None:
    about = {
        table.name
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "teams"
    }

    assert about == {table.name for table in OF_A_TEAM}


async def test_a_manager_who_goes_loses_every_role_and_the_team_goes_on(store: Store) -> None:
    await _made(store)
    await write(store, JoinedTeam(BEN, ROWAN.id, TODAY))
    for record in (StoppedManaging(ANNA), Forgotten(ANNA)):
        await write(store, record)
        async with store.reading() as transaction:
            assert None is await managers.find(transaction, ANNA)
            assert [] == await teams.managed(transaction, ANNA)
            assert [ROWAN] == await teams.without_manager(transaction)
            assert ROWAN == await teams.of_member(transaction, BEN)


async def test_a_manager_who_goes_wants_no_notes_about_teams_any_more(store: Store) -> None:
    await _made(store)
    await write(
        store, *(RhythmChosen(ANNA, kind, ("mon",), 540, NOON) for kind in (Kind.TEAM_NOTE, Kind.EXCERPT))
    )
    await write(store, StoppedManaging(ANNA))
    async with store.reading() as transaction:
        assert {Kind.EXCERPT} == set(await rhythms.of_person(transaction, ANNA))


async def test_who_alone_manages_a_team_is_known_before_she_goes(store: Store) -> None:
    await _made(store)
    await write(store, TeamMade(ELM, ANNA), Manages(BEN, ELM.id, TODAY))
    async with store.reading() as transaction:
        assert [ROWAN] == await teams.managed_alone(transaction, ANNA)

    await write(store, ManagesNoMore(BEN, ELM.id))
    async with store.reading() as transaction:
        assert [ELM, ROWAN] == await teams.managed_alone(transaction, ANNA)


async def test_owners_see_letters_and_names_of_teams(store: Store) -> None:
    await _made(store)
    await write(store, TeamMade(ELM, ANNA), BecameManager(Manager(BEN, "zzzzzz", TODAY)))
    async with store.reading() as transaction:
        listed = await managers.listed(transaction)

    assert [Managing("bcdfgh", TODAY, ("Elm Court", "Rowan House")), Managing("zzzzzz", TODAY, ())] == listed


async def test_a_request_is_open_until_somebody_decides(store: Store) -> None:
    await join(store, ANNA, BEN)
    hers, his = Request(ANNA, "bcdfgh", NOON), Request(BEN, "zzzzzz", NOON + HOUR)
    await write(store, Asked(hers), Asked(his), Asked(replace(hers, reference="other")))
    async with store.reading() as transaction:
        assert [hers, his] == await managers.requests(transaction)

    await write(store, BecameManager(Manager(ANNA, "bcdfgh", TODAY)), Refused("zzzzzz", NOON + HOUR))
    async with store.reading() as transaction:
        assert [] == await managers.requests(transaction)
        assert None is await managers.request_of(transaction, ANNA)
        assert replace(his, refused_at=NOON + HOUR) == await managers.request_of(transaction, BEN)


async def test_a_request_is_let_go_of_after_a_fortnight(store: Store) -> None:
    await join(store, ANNA)
    await write(store, Asked(Request(ANNA, "bcdfgh", NOON)))
    for days, there in ((14, True), (15, False)):
        async with store.writing() as transaction:
            now = NOON + timedelta(days=days)
            await retention.let_go(transaction, now, now.date())
            assert there is (await managers.request_of(transaction, ANNA) is not None)


async def test_a_code_is_found_by_itself_only_and_until_it_expires(store: Store) -> None:
    await _made(store)
    clear, code = codes.new(Purpose.TEAM, ROWAN.id, NOON)
    await write(store, CodeMade(code))
    async with store.reading() as transaction:
        assert code == await codes.find(transaction, clear, NOON)
        assert None is await codes.find(transaction, clear.swapcase(), NOON)
        assert None is await codes.find(transaction, clear, code.expires_at)
        assert None is await codes.find(transaction, code.hash, NOON)
    assert clear not in str(await everything(store))


async def test_a_ticket_opens_the_link_for_one_person_only(store: Store) -> None:
    await _made(store)
    code = await _open(store)
    async with store.reading() as transaction:
        assert code == await codes.with_ticket(transaction, code.id, code.ticket(ANNA), ANNA, NOON)
        assert None is await codes.with_ticket(transaction, code.id, code.ticket(ANNA), BEN, NOON)
        assert None is await codes.with_ticket(transaction, code.id, code.hash, ANNA, NOON)


async def test_of_many_links_the_oldest_make_way(store: Store) -> None:
    await _made(store)
    made = [await _open(store) for _ in range(MOST_OPEN + 2)]
    async with store.reading() as transaction:
        left = await codes.open_links(transaction, Purpose.TEAM, ROWAN.id, NOON)

    assert MOST_OPEN == len(left)
    assert {code.id for code in left} < {code.id for code in made}


async def test_closing_links_leaves_those_of_another_purpose(store: Store) -> None:
    await _made(store)
    await _open(store)
    kept = [await _open(store, Purpose.HANDOVER), await _open(store, Purpose.MANAGER, None)]
    await write(store, CodesClosed(Purpose.TEAM, ROWAN.id))
    async with store.reading() as transaction:
        assert [] == await codes.open_links(transaction, Purpose.TEAM, ROWAN.id, NOON)
        assert kept == [
            *await codes.open_links(transaction, Purpose.HANDOVER, ROWAN.id, NOON),
            *await codes.open_links(transaction, Purpose.MANAGER, None, NOON),
        ]


async def test_of_two_who_take_a_role_at_once_one_has_it(store: Store) -> None:
    await _made(store)
    code = await _open(store, Purpose.HANDOVER)
    takers = [Manager(ANNA, "bcdfgh", TODAY), Manager(BEN, "zzzzzz", TODAY)]
    await write(store, StoppedManaging(ANNA))
    await asyncio.gather(*(write(store, TookOver(code, one, NOON)) for one in takers))
    async with store.reading() as transaction:
        assert 1 == len(await teams.managers_of(transaction, ROWAN.id))
        assert 1 == await managers.count(transaction)
        assert [Act.HANDOVER_LINK_USED] == [one.act for one in await audit.latest(transaction, 9)]


async def test_wrong_codes_are_counted_by_person_and_hour(store: Store) -> None:
    await write(store, *[WrongCode(ANNA, NOON)] * MOST_WRONG)
    async with store.reading() as transaction:
        assert not await codes.may_try(transaction, ANNA, NOON + timedelta(minutes=59))
        assert await codes.may_try(transaction, BEN, NOON)
        assert await codes.may_try(transaction, ANNA, NOON + HOUR)


async def test_too_many_wrong_codes_of_all_together_stop_everybody_for_the_hour(store: Store) -> None:
    await write(store, *(WrongCode(number, NOON) for number in range(1, MOST_WRONG_OF_ALL + 1)))
    async with store.reading() as transaction:
        assert not await codes.may_try(transaction, ANNA, NOON)
        assert await codes.may_try(transaction, ANNA, NOON + HOUR)


async def test_the_audit_keeps_400_days(store: Store) -> None:
    done = Done(Act.TEAM_MADE, Role.MANAGER, ROWAN.id, NOON)
    await write(store, done)
    for days, kept in ((400, [done]), (401, [])):
        async with store.writing() as transaction:
            now = NOON + timedelta(days=days)
            await retention.let_go(transaction, now, now.date())
            assert kept == await audit.latest(transaction, 9)


async def test_a_notice_waits_as_a_reply_for_each(store: Store) -> None:
    await write(store, Noticed((ANNA, BEN), "1Ml", NOON))
    async with store.reading() as transaction:
        rows = await transaction.execute(select(replies.c.chat_id, replies.c.route, replies.c.edits))

        assert [(ANNA, "1Ml", None), (BEN, "1Ml", None)] == [tuple(row) for row in rows]


async def test_pinned_numbers_of_a_team_are_renewed_where_there_are_any(store: Store) -> None:
    await _made(store)
    await write(store, JoinedTeam(ANNA, ROWAN.id, TODAY), JoinedTeam(BEN, ROWAN.id, TODAY))
    await write(store, Changed(BEN, {"pinned_message": 12}))
    for _twice in range(2):
        await write(store, PinnedRenewed(ROWAN.id, "1nr", NOON))
    async with store.reading() as transaction:
        rows = await transaction.execute(select(replies.c.chat_id, replies.c.route, replies.c.edits))

        assert [(BEN, "1nr", 12)] == [tuple(row) for row in rows]
