"""What is told of teams is told once, after the week, and says nothing of who joined or left since."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.delivery.desk import Desk
from bot.delivery.publishing import ALL_CARDS, Publishing
from bot.handlers.visit import Unsigned
from bot.learning import telling
from bot.learning.counting import Band, Told, chance
from bot.learning.telling import ANSWERED, READ, STRONG, TEAM, TOOK_PART
from content.library import load
from content.models import Rating
from storage import published
from storage.people import Forgotten
from storage.practice import Practised
from storage.showings import Answered, Dealt, deal
from storage.teams import JoinedTeam, LeftTeam, Team, TeamMade
from tests.storage.rows import join, write

if TYPE_CHECKING:
    from storage.store import Store

LIBRARY = load()
LONDON = ZoneInfo("Europe/London")
WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
AFTER = datetime(2026, 11, 30, 0, 5, tzinfo=UTC)
CARD = next(iter(LIBRARY.packs["adults"].scenarios.values()))
STRONG_KEY = next(option.key for option in CARD.options if option.rating is Rating.STRONG)
TEAMS = {7: range(100, 108), 8: range(200, 203), 9: range(300, 301)}


class Bench:
    """Three teams of eight, three and one, who all answered the same card on Wednesday."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = MovableClock(WEDNESDAY, running=False)
        desk = Desk(LIBRARY, self.clock, LONDON, "us", Unsigned.LABEL)
        self.publishing = Publishing(store, desk, blur=lambda: 0)

    async def begin(self) -> None:
        for team, people in TEAMS.items():
            await join(self.store, *people)
            made = Team(team, f"Team {team}", None, None, "adults", None, None, date(2026, 11, 1))
            joined = (JoinedTeam(one, team, date(2026, 11, 23)) for one in people)
            await write(self.store, TeamMade(made, people[0]), *joined)
            for person in people:
                await self.answers(person)

    async def answers(self, person: int, option: str = STRONG_KEY, at: datetime = WEDNESDAY) -> None:
        async with self.store.writing() as transaction:
            dealt = await deal(transaction, Dealt(person, f"on:{at}", CARD.id, "v", at))
            await Answered(dealt.id, person, option, at).write(transaction)
            await Practised(person, at.date(), at).write(transaction)

    async def told(self, team: int, measure: str = telling.WEEK) -> dict[str, Told] | None:
        """What was told of the week, or of the four weeks, that ended last; None if nothing was yet."""
        async with self.store.reading() as transaction:
            found = await published.of_team(transaction, team, MONDAY)
        texts = [one.told for one in found if one.measure == measure]
        return telling.told_again(texts[0]) if texts else None

    async def after(self, moment: datetime = AFTER) -> None:
        """The week is over, and what may be told is."""
        self.clock.jump_to(moment)
        while await self.publishing.step():
            pass


async def test_nothing_is_told_of_a_week_before_it_is_over(store: Store) -> None:
    bench = Bench(store)
    await bench.begin()
    await bench.after(datetime(2026, 11, 29, 23, 59, tzinfo=UTC))
    assert None is await bench.told(7)


async def test_a_week_is_told_of_teams_with_enough_people_and_hidden_of_others(store: Store) -> None:
    bench = Bench(store)
    await bench.begin()
    await bench.after()
    most = {TOOK_PART: Band.MOST, READ: Band.FEW, ANSWERED: Band.MOST}
    assert {TEAM: Told(5, most)} == await bench.told(7)
    assert {} == await bench.told(8)


async def test_who_joins_leaves_answers_or_forgets_later_changes_nothing_that_was_told(store: Store) -> None:
    bench = Bench(store)
    await bench.begin()
    await bench.after()
    before = await bench.told(7)
    await write(store, *(LeftTeam(one) for one in range(100, 104)), Forgotten(104))
    await bench.answers(105, at=WEDNESDAY + timedelta(days=1))
    await bench.after(AFTER + timedelta(days=2))
    assert before == await bench.told(7)


async def test_a_principle_is_told_after_four_weeks_once_eight_have_answered(store: Store) -> None:
    bench = Bench(store)
    await bench.begin()
    await bench.after()
    assert {CARD.principle: Told(5, {STRONG: Band.MOST})} == await bench.told(7, telling.THEMES)
    assert {} == await bench.told(8, telling.THEMES)


async def told_of_card(bench: Bench) -> dict[str, Told]:
    async with bench.store.reading() as transaction:
        return telling.told_again(await published.of_card(transaction, CARD.id))


async def test_how_others_chose_is_told_of_a_card_that_people_of_three_teams_answered(store: Store) -> None:
    bench = Bench(store)
    await bench.begin()
    await bench.after()
    bands = dict.fromkeys("abcd", Band.FEW) | {STRONG_KEY: Band.MOST}
    assert {CARD.id: Told(10, bands)} == await told_of_card(bench)


async def test_how_others_chose_is_hidden_while_they_are_of_two_teams(store: Store) -> None:
    bench = Bench(store)
    await bench.begin()
    await write(store, LeftTeam(300))
    await bench.after()
    assert {} == await told_of_card(bench)


async def test_of_what_is_told_of_the_cards_nothing_is_counted_again(store: Store) -> None:
    bench = Bench(store)
    await bench.begin()
    await bench.after()
    async with store.reading() as transaction:
        assert await published.cards_published(transaction, MONDAY)
        assert None is await published.of_card(transaction, ALL_CARDS)
    before = await told_of_card(bench)
    await write(store, *(Forgotten(one) for one in TEAMS[7]))
    await bench.after(AFTER + timedelta(days=1))
    assert before == await told_of_card(bench)


async def test_chance_is_added_to_what_is_told(store: Store) -> None:
    """Many teams who all did the same are not told the same."""
    bench = Bench(store)
    people = {team: range(team * 1000, team * 1000 + 6) for team in range(1, 41)}
    for team, members in people.items():
        await join(store, *members)
        made = Team(team, "one of many", None, None, "adults", None, None, date(2026, 11, 1))
        await write(store, TeamMade(made, members[0]))
        await write(store, *(JoinedTeam(one, team, date(2026, 11, 23)) for one in members))
        await write(store, *(Practised(one, WEDNESDAY.date(), WEDNESDAY) for one in members[:3]))
    desk = Desk(LIBRARY, bench.clock, LONDON, "us", Unsigned.LABEL)
    blur = partial(chance, Random(3).random)  # noqa: S311 - a test
    bench.publishing = Publishing(store, desk, blur)
    await bench.after()
    told = [await bench.told(team) for team in people]
    assert set(Band) == {one[TEAM].bands[TOOK_PART] for one in told if one}
