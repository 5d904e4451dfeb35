"""When a principle is due again, replayed from the log: the same log always comes to the same."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning import memory
from bot.learning.memory import CEILING_DAYS, FLOOR_DAYS, GRADE_OF, Grade, Memory, reviewed
from bot.learning.spacing import (
    AT_ONCE,
    BREAK_DAYS,
    SPREAD_DAYS,
    Past,
    Reviewed,
    Standing,
    Strength,
    rating_of,
    replay,
    standing,
)
from content.models import Rating
from tests.unit.fewer import SOME
from tests.unit.stories import A_DAY, A_WEEK, ADULTS, LIBRARY, NOON, TODAY, Talked, Told, of

if TYPE_CHECKING:
    from random import Random

    from content.models import Scenario

LONDON = ZoneInfo("Europe/London")
GRADES = st.sampled_from(Grade)
KINDLY = "say-it-kindly"
TALK = next(talk for talk in ADULTS.rehearsals.values() if talk.principle == KINDLY)


def key(card: Scenario, rating: Rating) -> str:
    """The option with this rating."""
    return next(option.key for option in card.options if option.rating is rating)


def told(card: Scenario, rating: Rating, at: datetime = NOON) -> Told:
    """A story that was dealt and answered at once."""
    return Told(card.id, at, key(card, rating), at)


def remembered(*reviews: tuple[Grade, int]) -> Memory:
    """What is left of reviews, each so many days after the last."""
    on, left = TODAY, None
    for grade, gap in reviews:
        on += gap * A_DAY
        left = reviewed(left, grade, on)
    assert left is not None
    return left


STORY = next(
    card for card in of(ADULTS, KINDLY) if {Rating.STRONG, Rating.RISKY} <= {o.rating for o in card.options}
)


@pytest.mark.parametrize(
    ("reviews", "interval"),
    [
        ([(Grade.GOOD, 0)], 6),
        ([(Grade.GOOD, 0), (Grade.GOOD, 7)], 41),
        ([(Grade.GOOD, 0), (Grade.GOOD, 7), (Grade.GOOD, 42)], 120),
        ([(Grade.HARD, 0), (Grade.HARD, 7)], 14),
        ([(Grade.AGAIN, 0), (Grade.AGAIN, 7)], 6),
        ([(Grade.GOOD, 0), (Grade.GOOD, 7), (Grade.GOOD, 42), (Grade.AGAIN, 126)], 8),
    ],
)
def test_intervals_are_those_of_fsrs_between_floor_and_ceiling(
    reviews: list[tuple[Grade, int]], interval: int
) -> None:
    assert interval == remembered(*reviews).interval


@SOME
@given(st.lists(st.tuples(GRADES, st.integers(0, 400)), min_size=1, max_size=12))
def test_no_interval_is_shorter_than_the_floor_or_longer_than_the_ceiling(
    reviews: list[tuple[Grade, int]],
) -> None:
    assert FLOOR_DAYS <= remembered(*reviews).interval <= CEILING_DAYS


@SOME
@given(st.lists(st.tuples(GRADES, st.integers(1, 150)), max_size=8), st.integers(1, 150))
def test_a_better_answer_never_brings_a_principle_back_sooner(
    before: list[tuple[Grade, int]], gap: int
) -> None:
    intervals = [
        remembered(*before, (grade, gap)).interval for grade in (Grade.AGAIN, Grade.HARD, Grade.GOOD)
    ]

    assert sorted(intervals) == intervals


def test_the_same_answers_make_the_same_memory_after_a_restart() -> None:
    reviews = [(Grade.GOOD, 0), (Grade.HARD, 9), (Grade.AGAIN, 30), (Grade.GOOD, 8)]
    before = remembered(*reviews)
    memory._step.cache_clear()  # noqa: SLF001 - what a restart would forget

    assert before == remembered(*reviews)


def test_what_is_not_practised_comes_to_mind_less_and_less() -> None:
    left = remembered((Grade.GOOD, 0))
    recalls = [left.recall(TODAY + days * A_DAY) for days in (0, 6, 30, 300)]

    assert 1 == recalls[0]
    assert sorted(recalls, reverse=True) == recalls


def test_a_risky_choice_is_as_good_as_forgotten_and_none_is_easy() -> None:
    again = [rating for rating, grade in GRADE_OF.items() if grade is Grade.AGAIN]

    assert [Rating.RISKY, Rating.UNSAFE] == again
    assert set(Rating) == set(GRADE_OF)


def test_nothing_is_known_of_somebody_who_has_just_joined() -> None:
    found = standing(ADULTS, [], [], NOON, LONDON)

    assert list(ADULTS.principles) == list(found)
    assert {Strength.NEW} == {one.strength for one in found.values()}
    assert Standing(KINDLY) == found[KINDLY]


def test_a_story_that_was_only_looked_at_was_met_but_is_not_due() -> None:
    found = standing(ADULTS, [Told(STORY.id, NOON)], [], NOON, LONDON)[KINDLY]

    assert Standing(KINDLY, Strength.NEW, last_met=TODAY, variants=(STORY.id,)) == found


@pytest.mark.parametrize(
    ("rating", "strength"), [(Rating.STRONG, Strength.GROWING), (Rating.RISKY, Strength.WEAK)]
)
def test_an_answer_makes_a_principle_due_in_the_week_that_follows(rating: Rating, strength: Strength) -> None:
    found = standing(ADULTS, [told(STORY, rating)], [], NOON, LONDON)[KINDLY]

    assert Standing(KINDLY, strength, TODAY, TODAY + 6 * A_DAY, (STORY.id,)) == found


def test_two_good_answers_a_week_apart_make_a_principle_strong_and_one_risky_one_weak_again() -> None:
    first, second, third = of(ADULTS, KINDLY)[:3]
    strong = [told(first, Rating.STRONG), told(second, Rating.STRONG, NOON + A_WEEK)]
    bad = next(o.key for o in third.options if o.rating in {Rating.RISKY, Rating.UNSAFE})
    risky = Told(third.id, NOON + 3 * A_WEEK, bad, NOON + 3 * A_WEEK)

    assert Strength.STRONG is standing(ADULTS, strong, [], NOON, LONDON)[KINDLY].strength
    assert Strength.WEAK is standing(ADULTS, [*strong, risky], [], NOON, LONDON)[KINDLY].strength


def test_a_rehearsal_that_came_to_an_end_counts_as_a_good_answer() -> None:
    ended = standing(ADULTS, [], [Talked(TALK.id, NOON)], NOON, LONDON)[KINDLY]
    left = standing(ADULTS, [], [Talked(TALK.id, None)], NOON, LONDON)[KINDLY]

    assert Standing(KINDLY, Strength.GROWING, TODAY, TODAY + 6 * A_DAY) == ended
    assert Standing(KINDLY) == left


def test_a_late_answer_counts_on_the_day_on_which_it_was_given_where_she_is() -> None:
    """Half past eleven at night in summer time is the next day already."""
    shown_at = datetime(2027, 6, 2, 11, tzinfo=UTC)
    late = Told(STORY.id, shown_at, key(STORY, Rating.STRONG), datetime(2027, 6, 4, 23, 30, tzinfo=UTC))

    assert date(2027, 6, 5) == standing(ADULTS, [late], [], shown_at, LONDON)[KINDLY].last_met


def test_what_is_not_in_the_pack_counts_for_nothing() -> None:
    """Stories that were taken out, and those of the other pack."""
    other = next(iter(LIBRARY.packs["children"].scenarios.values()))
    log = [Told("gone", NOON, "a", NOON), Told(other.id, NOON, "a", NOON)]

    assert Past() == replay(ADULTS, log, [Talked("gone", NOON)], LONDON)


def test_an_option_that_is_gone_is_no_answer() -> None:
    gone = Told(STORY.id, NOON, "z", NOON)

    assert rating_of(ADULTS, gone) is None
    assert Strength.NEW is standing(ADULTS, [gone], [], NOON, LONDON)[KINDLY].strength


def test_the_rating_of_an_answer_is_that_of_the_chosen_option() -> None:
    assert Rating.RISKY is rating_of(ADULTS, told(STORY, Rating.RISKY))
    assert rating_of(ADULTS, Told(STORY.id, NOON)) is None
    assert rating_of(ADULTS, Told("gone", NOON, "a", NOON)) is None


@SOME
@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_the_order_in_which_the_log_is_read_changes_nothing(chance: Random, number: int) -> None:
    cards = list(ADULTS.scenarios.values())
    log = [
        told(card, Rating.STRONG, NOON + place * A_WEEK)
        for place, card in enumerate(chance.choices(cards, k=number))
    ]
    talks = [Talked(TALK.id, NOON + timedelta(days=chance.randint(0, 200), hours=1))]
    mixed = chance.sample(log, k=number)

    assert replay(ADULTS, log, talks, LONDON) == replay(ADULTS, mixed, talks, LONDON)


NAMES = list(ADULTS.principles)
REVIEWS = st.lists(st.tuples(st.sampled_from(NAMES), GRADES), min_size=1, max_size=30)


@SOME
@given(REVIEWS, st.integers(BREAK_DAYS, 400))
def test_after_a_break_two_are_due_and_the_others_within_three_weeks(
    reviews: list[tuple[str, Grade]], away: int
) -> None:
    past = Past()
    for name, grade in reviews:
        past.add(Reviewed(name, TODAY, grade))
    back = TODAY + away * A_DAY
    late = [name for name in NAMES if past.is_due(name, back)]
    due = sorted((day for name in late if (day := past.by(back).due_on(name))), reverse=True)

    assert min(AT_ONCE, len(late)) == sum(day <= back for day in due)
    assert all(day <= back + SPREAD_DAYS * A_DAY for day in due)
    later = [day for day in due if day > back]
    assert len(later) == len(set(later))


def test_the_weakest_stay_due_after_a_break() -> None:
    past = Past()
    for place, name in enumerate(NAMES):
        past.add(Reviewed(name, TODAY, Grade.AGAIN if place in {3, 7} else Grade.GOOD))
    back = TODAY + 40 * A_DAY

    assert [NAMES[3], NAMES[7]] == [name for name in NAMES if past.by(back).is_due(name, back)]


def after_a_break() -> tuple[Past, date]:
    """Somebody who answered all well on one day, and comes back on another."""
    past = Past()
    for name in NAMES:
        past.add(Reviewed(name, TODAY, Grade.GOOD))
    return past, TODAY + 40 * A_DAY


def test_what_was_spread_after_a_break_stays_so_from_the_first_tap_on() -> None:
    past, back = after_a_break()
    others = NAMES[1:]
    on_return = [past.by(back).due_on(name) for name in others]
    past.add(Reviewed(NAMES[0], back, Grade.GOOD))

    assert on_return == [past.by(back + 5 * A_DAY).due_on(name) for name in others]


def test_looking_at_how_it_stands_changes_nothing() -> None:
    past, back = after_a_break()
    past.by(back)

    assert past == after_a_break()[0]


def test_an_answer_takes_back_what_a_break_has_put_off() -> None:
    past, back = after_a_break()
    put_off = next(name for name in NAMES if not past.by(back).is_due(name, back))
    past.add(Reviewed(put_off, back, Grade.AGAIN))

    assert back + 6 * A_DAY == past.due_on(put_off)


def test_a_fortnight_is_no_break() -> None:
    """Whoever has a card every other week is not taken for somebody who was away."""
    past = Past()
    for name in NAMES:
        past.add(Reviewed(name, TODAY, Grade.GOOD))

    assert past is past.by(TODAY + 2 * A_WEEK)


def test_the_model_is_loaded_only_when_there_is_an_answer_to_reckon_with() -> None:
    code = "import sys, bot.learning.dealing, bot.learning.spacing; print('fsrs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.strip()


def test_reckoning_with_answers_loads_no_trainer() -> None:
    """The library can train itself by gigabytes of others, which the bot must never load."""
    code = (
        "import datetime, sys; from bot.learning import memory;"
        "memory.reviewed(None, memory.Grade.GOOD, datetime.date(2026, 1, 1));"
        "print(sorted({'torch', 'pandas', 'numpy', 'fsrs.optimizer'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()
