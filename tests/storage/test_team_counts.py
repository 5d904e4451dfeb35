"""What is told of teams: exact numbers are only read, blurred ones are only written, and once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.learning.windows import WEEK, last_closed
from storage import published, team_activity
from storage.confidence import Said
from storage.people import Forgotten
from storage.practice import Practised
from storage.published import TeamTold
from storage.reads import Read
from storage.showings import Answered, Dealt, deal
from storage.team_activity import Activity
from storage.teams import JoinedTeam, LeftTeam, Team, TeamClosed, TeamMade
from tests.storage.rows import ANNA, BEN, join, write

if TYPE_CHECKING:
    from storage.store import Store

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 11, 30)
SPAN = last_closed(datetime(2026, 11, 30, 9, tzinfo=UTC), WEEK, LONDON)
IN_IT = datetime(2026, 11, 25, 12, tzinfo=UTC)
BANK_HOUSE = Team(7, "Bank House", None, None, "adults", None, None, date(2026, 11, 1))


async def a_team(store: Store, *people: int) -> None:
    await join(store, *people)
    made = TeamMade(BANK_HOUSE, ANNA)
    await write(store, made, *(JoinedTeam(one, BANK_HOUSE.id, date(2026, 11, 23)) for one in people))


async def answered(store: Store, person: int, card: str, option: str, at: datetime = IN_IT) -> None:
    async with store.writing() as transaction:
        dealt = await deal(transaction, Dealt(person, f"on:{card}:{at}", card, "v", at))
        await Answered(dealt.id, person, option, at).write(transaction)


async def test_people_of_the_team_are_counted_for_what_they_did_in_the_span(store: Store) -> None:
    await a_team(store, ANNA, BEN)
    await write(store, Practised(ANNA, IN_IT.date(), IN_IT), Read(ANNA, "page", "v", IN_IT))
    await answered(store, BEN, "card", "a")
    await answered(store, ANNA, "card", "a", SPAN.ends)
    await answered(store, ANNA, "card", "a", SPAN.begins - timedelta(seconds=1))
    async with store.reading() as transaction:
        assert Activity(2, 1, 1, 1) == await team_activity.activity(transaction, BANK_HOUSE.id, SPAN)


async def test_who_joined_the_team_after_the_span_or_left_it_counts_for_nothing(store: Store) -> None:
    await a_team(store, ANNA, BEN)
    await answered(store, ANNA, "card", "a")
    await answered(store, BEN, "card", "a")
    await write(store, JoinedTeam(ANNA, BANK_HOUSE.id, MONDAY), LeftTeam(BEN))
    async with store.reading() as transaction:
        assert Activity(0, 0, 0, 0) == await team_activity.activity(transaction, BANK_HOUSE.id, SPAN)
        assert [] == await team_activity.answers(transaction, BANK_HOUSE.id, SPAN)


async def test_of_each_person_the_first_answer_to_a_card_counts(store: Store) -> None:
    await a_team(store, ANNA, BEN)
    await answered(store, ANNA, "card", "a")
    await answered(store, ANNA, "card", "b", IN_IT + timedelta(days=1))
    await answered(store, BEN, "card", "a")
    async with store.reading() as transaction:
        assert [team_activity.Answered("card", BANK_HOUSE.id, "a", 2)] == await team_activity.by_card(
            transaction, SPAN
        )


async def test_what_was_felt_is_known_up_to_the_end_of_the_span_without_what_was_skipped(
    store: Store,
) -> None:
    await a_team(store, ANNA)
    asked = [
        ("first", "saying", 2, IN_IT),
        ("first", "telling", None, IN_IT),
        ("six", "saying", 4, SPAN.ends),
    ]
    await write(store, *(Said(ANNA, wave, item, "1", value, at) for wave, item, value, at in asked))
    async with store.reading() as transaction:
        felt = await team_activity.felt(transaction, BANK_HOUSE.id, SPAN)
    assert [team_activity.Felt(ANNA, "first", "saying", 2)] == felt


async def test_what_was_told_once_stays_whatever_is_told_again(store: Store) -> None:
    await a_team(store, ANNA)
    first = TeamTold(BANK_HOUSE.id, "week", MONDAY, None)
    async with store.writing() as transaction:
        assert [BANK_HOUSE.id] == await published.unpublished(transaction, "week", MONDAY, 5)
        await published.publish(transaction, [first])
        await published.publish(transaction, [TeamTold(BANK_HOUSE.id, "week", MONDAY, "{}")])
        assert [first] == await published.of_team(transaction, BANK_HOUSE.id, MONDAY)
        assert [] == await published.unpublished(transaction, "week", MONDAY, 5)


async def test_forgetting_a_person_leaves_what_was_told_and_closing_the_team_does_not(store: Store) -> None:
    await a_team(store, ANNA)
    told = TeamTold(BANK_HOUSE.id, "week", MONDAY, None)
    async with store.writing() as transaction:
        await published.publish(transaction, [told])
    await write(store, Forgotten(ANNA))
    async with store.reading() as transaction:
        assert [told] == await published.of_team(transaction, BANK_HOUSE.id, MONDAY)
    await write(store, TeamClosed(BANK_HOUSE.id))
    async with store.reading() as transaction:
        assert [] == await published.of_team(transaction, BANK_HOUSE.id, MONDAY)


async def test_of_a_card_the_newest_is_found_that_is_not_hidden(store: Store) -> None:
    async with store.writing() as transaction:
        assert not await published.cards_published(transaction, MONDAY)
        await published.publish_cards(transaction, MONDAY, {"card": "told", "other": None})
        await published.publish_cards(transaction, MONDAY + timedelta(days=28), {"card": None})
        assert await published.cards_published(transaction, MONDAY)
        assert ("told", None) == (
            await published.of_card(transaction, "card"),
            await published.of_card(transaction, "other"),
        )
