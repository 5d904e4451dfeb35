"""Which card comes next: each rule by itself, and all of them over years of weeks with the shipped packs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.dealing import GENTLE_CARDS, STORY_RESTS_DAYS, next_card, option_order
from bot.learning.memory import Grade
from bot.learning.reading import following, next_to_read
from bot.learning.spacing import Met, Past, Reviewed
from content.kinds import Setting
from content.models import Kind, Level, Scenario
from tests.unit.fewer import FEW, SOME
from tests.unit.stories import A_DAY, A_WEEK, ADULTS, PACKS, TODAY, Learner, of, only

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from content.library import Pack

SAMPLE = next(iter(ADULTS.scenarios.values()))
PEOPLE = st.integers(1, 2**52)
WEEK = timedelta(days=7)
START = datetime(2026, 11, 25, tzinfo=UTC)
HALF_A_YEAR, TWO_YEARS = 26, 104  # weeks
RESTS = timedelta(days=STORY_RESTS_DAYS)
ANY_PACK = st.sampled_from(PACKS)


@st.composite
def thin_packs(draw: st.DrawFn) -> Pack:
    """Some cards of a pack, too few for any of the rules to hold."""
    pack = draw(ANY_PACK)
    cards = draw(
        st.lists(st.sampled_from(list(pack.scenarios.values())), min_size=2, max_size=9, unique=True)
    )
    return only(pack, cards)


@st.composite
def learners(draw: st.DrawFn, packs: st.SearchStrategy[Pack] = ANY_PACK) -> Learner:
    """Somebody who answers well or badly, some things always badly, and leaves some cards without an answer."""
    pack = draw(packs)
    bad = draw(st.sets(st.sampled_from(list(pack.principles))))
    return Learner(
        pack,
        habit(draw(st.integers(0, 2**32)), draw(st.floats(0, 1)), bad),
        draw(PEOPLE),
        draw(st.sampled_from([None, *Setting])),
    )


def habit(seed: int, ability: float, bad: set[str]) -> Callable[[Scenario], Grade | None]:
    """How somebody answers by chance: with this share of good answers, and never well about what is `bad`."""
    chance = Random(seed)  # noqa: S311 - nothing here has to be secret

    def answer(card: Scenario) -> Grade | None:
        if chance.random() < 0.05:
            return None
        well = card.principle not in bad and chance.random() < ability
        return Grade.GOOD if well else chance.choice([Grade.HARD, Grade.AGAIN])

    return answer


@SOME
@given(learners(), st.integers(0, 40), st.randoms(use_true_random=False))
def test_the_same_past_on_the_same_day_deals_the_same_card(
    learner: Learner, number: int, chance: Random
) -> None:
    """In whatever order the files were read."""
    learner.weekly(number)
    cards = list(learner.pack.scenarios.values())
    turned = sorted(cards, key=lambda _: chance.random())
    first, second = (
        next_card(learner.pack, order, learner.past, learner.today, learner.person_id, learner.setting)
        for order in (cards, turned)
    )

    assert first is second


@FEW
@given(learners())
def test_in_two_years_of_weeks_no_story_comes_again_within_eight_weeks(learner: Learner) -> None:
    last: dict[str, date] = {}
    for day, card in learner.weekly(TWO_YEARS):
        assert day - last.get(card.id, day - RESTS) >= RESTS
        last[card.id] = day


@FEW
@given(learners(), st.integers(1, 4))
def test_a_principle_never_comes_back_in_the_story_that_it_came_in_last(learner: Learner, days: int) -> None:
    last: dict[str, str] = {}
    for _, card in learner.weekly(HALF_A_YEAR, every=days * A_DAY):
        assert last.get(card.principle) != card.id
        last[card.principle] = card.id


@SOME
@given(learners(thin_packs()), st.integers(0, 9))
def test_no_story_comes_twice_running_however_few_there_are(learner: Learner, days: int) -> None:
    met = [card.id for _, card in learner.weekly(20, every=days * A_DAY)]

    assert all(one != other for one, other in pairwise(met))


@SOME
@given(learners(thin_packs()))
def test_if_all_stories_need_a_rest_the_one_met_longest_ago_comes(learner: Learner) -> None:
    """A pack with hardly any cards goes round and round."""
    size = len(learner.pack.scenarios)
    learner.weekly(size, every=A_DAY)
    order = [one.card for one in learner.past.dealt]

    assert order == [card.id for _, card in learner.weekly(size, every=A_DAY)]


@SOME
@given(learners())
def test_the_first_cards_are_day_to_day(learner: Learner) -> None:
    met = learner.weekly(GENTLE_CARDS)

    assert {Level.DAY_TO_DAY} == {card.level for _, card in met}


def test_a_pack_of_serious_cards_alone_begins_with_these() -> None:
    serious = [card for card in ADULTS.scenarios.values() if card.level is not Level.DAY_TO_DAY]

    assert Learner(only(ADULTS, serious)).meets() in serious


@FEW
@given(learners())
def test_of_four_cards_in_a_row_one_is_about_good_practice(learner: Learner) -> None:
    kinds = [card.kind for _, card in learner.weekly(TWO_YEARS)]

    for four in zip(kinds, kinds[1:], kinds[2:], kinds[3:], strict=False):
        assert Kind.GOOD_PRACTICE in four


@FEW
@given(learners())
def test_every_principle_is_met_within_half_a_year_of_weeks(learner: Learner) -> None:
    met = {card.principle for _, card in learner.weekly(HALF_A_YEAR)}

    assert set(learner.pack.principles) == met


@FEW
@given(learners())
def test_neither_themes_nor_emergencies_come_twice_running(learner: Learner) -> None:
    for (_, one), (_, other) in pairwise(learner.weekly(TWO_YEARS)):
        assert learner.pack.theme_of[one.id] != learner.pack.theme_of[other.id]
        assert {Level.EMERGENCY} != {one.level, other.level}


def test_a_weak_principle_comes_back_the_next_week_in_another_story() -> None:
    learner = Learner(ADULTS, lambda _: Grade.AGAIN)
    (_, first), (_, second) = learner.weekly(2)

    assert first.principle == second.principle
    assert first is not second


def test_a_strong_answer_makes_way_for_something_new() -> None:
    (_, first), (_, second) = Learner(ADULTS).weekly(2)

    assert first.principle != second.principle


def test_one_weak_principle_among_strong_ones_is_the_next_to_come_back() -> None:
    past = Past()
    for name in ADULTS.principles:
        past.add(Reviewed(name, TODAY, Grade.AGAIN if name == "write-facts" else Grade.GOOD))
    variants: dict[str, tuple[str, ...]] = {n: (of(ADULTS, n)[0].id,) for n in ADULTS.principles}
    met = Past(last_met=past.last_met, variants=variants, memories=past.memories, last_on=TODAY)

    assert "write-facts" == next_card(ADULTS, ADULTS.scenarios.values(), met, TODAY + A_WEEK, 1).principle


@FEW
@given(learners())
def test_no_principle_comes_three_times_running(learner: Learner) -> None:
    met = [card.principle for _, card in learner.weekly(TWO_YEARS)]

    assert not any(one == two == three for one, two, three in zip(met, met[1:], met[2:], strict=False))


def test_after_two_revisits_in_a_week_comes_what_is_not_due_yet() -> None:
    past, fresh = Past(), "say-it-kindly"
    for name in ADULTS.principles:
        past.add(Reviewed(name, TODAY if name == fresh else TODAY - A_WEEK, Grade.AGAIN))
    variants: dict[str, tuple[str, ...]] = {n: (of(ADULTS, n)[0].id,) for n in ADULTS.principles}
    cards = [card.id for card in ADULTS.scenarios.values() if card.kind is Kind.CHALLENGE][:3]
    met = [Met(cards[0], TODAY - A_WEEK, came_back=True)]
    met += [Met(card, TODAY - A_DAY, came_back=True) for card in cards[1:]]
    many = replace(past, variants=variants, dealt=met)
    few = replace(past, variants=variants, dealt=[*met[:2], replace(met[2], came_back=False)])
    fits = [card for card in ADULTS.scenarios.values() if card.kind is not Kind.GOOD_PRACTICE]

    assert fresh == next_card(ADULTS, fits, many, TODAY, 1).principle
    assert fresh != next_card(ADULTS, fits, few, TODAY, 1).principle


def test_a_principle_with_few_stories_waits_until_one_of_them_has_rested() -> None:
    """Three stories, always answered badly: each comes every eight weeks, and others in between."""
    name = "thank-the-challenger"
    children = next(pack for pack in PACKS if name in pack.principles)
    learner = Learner(children, lambda card: Grade.AGAIN if card.principle == name else Grade.GOOD)
    days = [day for day, card in learner.weekly(TWO_YEARS) if card.principle == name]

    assert 3 == len(of(children, name))
    assert all(later - first >= RESTS for first, later in zip(days, days[3:], strict=False))
    assert len(days) > TWO_YEARS // 6


def test_of_the_stories_of_a_principle_those_of_her_own_setting_come_first() -> None:
    for setting in (Setting.HOME_CARE, Setting.NURSING_HOME):
        learner = Learner(ADULTS, setting=setting)
        card = learner.meets()
        has_one = any(one.setting is setting for one in of(ADULTS, card.principle))

        assert has_one
        assert setting is card.setting


def test_stories_of_other_settings_come_too() -> None:
    met = {card.setting for _, card in Learner(ADULTS, setting=Setting.HOME_CARE).weekly(HALF_A_YEAR)}

    assert len(met) > 3


def test_a_card_about_a_page_comes_from_among_those_about_it() -> None:
    about = [card for card in ADULTS.scenarios.values() if card.level is Level.EMERGENCY][:2]
    learner = Learner(ADULTS)

    assert {card.id for card in about} == {learner.meets(about).id, learner.meets(about).id}


def chosen(met: list[Scenario], among: list[Scenario]) -> set[str]:
    """What people are dealt who met some cards two months apart: one of these, whatever lots they draw."""
    found = set()
    for person in range(1, 20):
        learner = Learner(ADULTS, person_id=person)
        for card in met:
            learner.meets([card])
            learner.today += RESTS
        found.add(learner.meets(among).id)
    return found


def test_of_the_stories_of_a_principle_those_met_less_often_come_first() -> None:
    twice, once, last = of(ADULTS, "say-it-kindly")[:3]

    assert {once.id} == chosen([twice, once, twice, last], [twice, once])


def test_a_story_that_is_new_in_the_pack_is_not_told_twice_because_of_that() -> None:
    old, older, new = of(ADULTS, "say-it-kindly")[:3]
    between = of(ADULTS, "ask-the-person")[0]

    assert {old.id} == chosen([older, old, older, old, new, between], [old, new])


def test_themes_take_turns() -> None:
    """Of two stories that suit as well, the one whose theme was not among the last three comes."""
    first, second, third, fresh = of(ADULTS, "say-it-kindly")[:4]
    pack = replace(ADULTS, theme_of={**ADULTS.theme_of, third.id: ADULTS.theme_of[first.id]})
    found = set()
    for person in range(1, 20):
        learner = Learner(pack, person_id=person)
        learner.meets([first])
        learner.meets([second])
        found.add(learner.meets([third, fresh]).id)

    assert {fresh.id} == found


def test_after_a_serious_card_a_lighter_one_comes_if_it_suits_as_well() -> None:
    serious = [card for card in of(ADULTS, "write-facts") if card.level is Level.SAFEGUARDING]
    light = [card for card in of(ADULTS, "write-facts") if card.level is Level.DAY_TO_DAY]
    before = [*light[:2], serious[0]]  # so many that the first steps are over

    assert {light[2].id} == chosen(before, [serious[1], light[2]])


def test_people_are_dealt_in_different_orders() -> None:
    firsts = {Learner(ADULTS, person_id=person).meets().id for person in range(1, 60)}

    assert len(firsts) > 3


def test_a_pack_without_cards_says_so() -> None:
    with pytest.raises(ValueError, match="empty"):
        next_card(ADULTS, [], Past(), TODAY, 1)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_principle_of_the_shipped_packs_has_three_stories(pack: Pack) -> None:
    """Fewer could not come back within eight weeks in another one."""
    assert [] == [name for name in pack.principles if len(of(pack, name)) < 3]


@SOME
@given(st.sampled_from([card for pack in PACKS for card in pack.scenarios.values()]), PEOPLE)
def test_options_are_shuffled_and_stay_so_for_a_person(shuffled: Scenario, person: int) -> None:
    order = option_order(person, shuffled)

    assert {option.key for option in shuffled.options} == set(order)
    assert len(shuffled.options) == len(order)
    assert order == option_order(person, shuffled.model_copy(update={"options": shuffled.options[::-1]}))


def test_options_stand_in_every_order_for_somebody() -> None:
    """So that nobody can pass on that the second one is the strong one."""
    orders = {tuple(option_order(person, SAMPLE)) for person in range(1, 100)}

    assert 6 == len(orders)


def test_the_order_of_options_is_the_same_in_every_release() -> None:
    """An old message keeps its letters: what was B stays B."""
    fixed = SAMPLE.model_copy(update={"id": "card-1"})

    assert ["b", "a", "c"] == option_order(4711, fixed)


PAGES = ["a", "b", "c", "d"]


def test_reading_begins_with_what_was_never_read() -> None:
    assert "a" == next_to_read(PAGES, {})
    assert "c" == next_to_read(PAGES, {"a": START, "b": START})
    assert "b" == next_to_read(PAGES, dict.fromkeys(PAGES, START + WEEK) | {"b": START})


@SOME
@given(st.lists(st.sampled_from(PAGES), unique=True), st.sampled_from([*PAGES, "gone"]))
def test_next_leads_on_to_another_page_and_first_to_unread_ones(read: list[str], current: str) -> None:
    last_read = dict.fromkeys(read, START)
    onward = following(PAGES, current, last_read)

    assert onward in PAGES
    assert onward != current
    assert onward not in last_read or set(PAGES) - {current} <= set(last_read)


def test_next_goes_round_and_stays_on_the_only_page() -> None:
    assert "a" == following(PAGES, "d", dict.fromkeys(PAGES, START))
    assert "a" == following(["a"], "a", {})


def test_next_visits_every_page_once_before_any_again() -> None:
    read = {"b": START}
    page, seen = "b", ["b"]
    for _ in range(3):
        page = following(PAGES, page, read)
        read[page] = START
        seen.append(page)

    assert ["b", "c", "d", "a"] == seen
