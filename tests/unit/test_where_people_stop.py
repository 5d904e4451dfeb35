"""Where people stop: counted by the log alone, in fives, with both numbers beside each share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.where_people_stop import (
    LEFT_AFTER,
    Sending,
    Share,
    Stage,
    Step,
    cards,
    rounded,
    sending,
    share,
    talks,
)
from bot.screens.stopping import Stops, where_people_stop
from tests.unit.fewer import FEW
from tests.unit.samples import NOON
from tests.unit.screening import check
from tests.unit.telegram_html import read

LONG_AGO = NOON - LEFT_AFTER - timedelta(days=3)
NOBODY = Step(None, None, None, None)


@dataclass(frozen=True)
class Card:
    person_id: int
    occasion: str = "after:0"
    shown_at: datetime = LONG_AGO
    answered: bool = True


@dataclass(frozen=True)
class Talk:
    person_id: int
    answers: int
    touched_at: datetime = LONG_AGO
    ended: bool = False


@dataclass(frozen=True)
class Told:
    person_id: int
    state: str
    occasion: str = "week:2026-11-25"


def test_who_does_not_answer_in_a_week_has_left_and_who_does_anything_later_came_back() -> None:
    answered = [Card(person) for person in range(10)]
    left = [Card(person, answered=False) for person in range(10, 20)]
    back = [Card(person, "week:2026-11-25", NOON) for person in range(10, 15)]

    found = cards([*answered, *left, *back], [], NOON)

    assert Step(20, 10, 10, 5) == found[Stage.FIRST]
    assert Step(5, 5, None, None) == found[Stage.WEEKLY]
    assert NOBODY == found[Stage.MORE]


def test_a_talk_counts_as_coming_back_to_a_card() -> None:
    left = [Card(person, answered=False) for person in range(5)]

    assert 5 == cards(left, [Talk(person, 1, NOON) for person in range(5)], NOON)[Stage.FIRST].came_back


def test_who_may_still_be_thinking_has_neither_answered_nor_left() -> None:
    thinking = [Card(person, shown_at=NOON - LEFT_AFTER, answered=False) for person in range(6)]

    assert Step(5, None, None, None) == cards(thinking, [], NOON)[Stage.FIRST]


def test_each_step_of_a_talk_is_reached_by_those_who_answered_the_one_before() -> None:
    stopped = [Talk(person, 1) for person in range(10)]
    ended = [Talk(person, 2, ended=True) for person in range(10, 20)]

    assert [Step(20, 20, None, None), Step(20, 10, 10, None)] == talks([], [*stopped, *ended], NOON)


def test_only_the_last_talk_of_a_person_counts() -> None:
    first = [Talk(person, 0, LONG_AGO - timedelta(days=1)) for person in range(5)]
    last = [Talk(person, 1, ended=True) for person in range(5)]

    assert [Step(5, 5, None, None)] == talks([], [*last, *first], NOON)


def test_of_messages_each_share_is_of_the_step_before() -> None:
    people = range(100)
    states = ["sent"] * 80 + ["unknown"] * 10 + ["lapsed"] * 10
    messages = [Told(person, state) for person, state in zip(people, states, strict=True)]
    answered = [Card(person, "week:2026-11-25") for person in range(40)]
    another_week = [Card(person, "week:2026-11-18") for person in range(40, 80)]

    found = sending(messages, [*answered, *another_week])

    assert Sending(Share(90, 100), Share(80, 90), Share(40, 80)) == found


@pytest.mark.parametrize(("count", "shown"), [(0, None), (4, None), (5, 5), (9, 5), (10, 10), (104, 100)])
def test_counts_are_rounded_down_to_fives_and_fewer_are_not_there(count: int, shown: int | None) -> None:
    assert shown == rounded(count)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["after:0", "week:1", "after:4"]), st.booleans()))
)
def test_no_count_about_fewer_than_five_people_comes_out(log: list[tuple[int, str, bool]]) -> None:
    dealt = [Card(person, occasion, LONG_AGO, answered) for person, occasion, answered in log]
    found = cards(dealt, [], NOON)
    people = {stage: {one.person_id for one in dealt if _is_of(one, stage)} for stage in Stage}

    for stage, step in found.items():
        counts = [step.reached, step.answered, step.left, step.came_back]
        assert all(count is None or (count >= 5 and count % 5 == 0) for count in counts)
        assert (step.reached is None) == (len(people[stage]) < 5)
        assert all(count is None or (step.reached is not None and count <= step.reached) for count in counts)


def _is_of(card: Card, stage: Stage) -> bool:
    if stage is Stage.WEEKLY:
        return card.occasion.startswith("week:")
    return (card.occasion == "after:0") is (stage is Stage.FIRST) and not card.occasion.startswith("week:")


NONE = share(0, 0)
EMPTY = Stops(dict.fromkeys(Stage, NOBODY), [], Sending(NONE, NONE, NONE), NONE, NONE)


def test_every_percentage_stands_beside_both_of_its_numbers() -> None:
    stops = replace(EMPTY, blocked=share(12, 203), away=share(21, 203), talks=[Step(60, 45, 10, 5)])
    said = read(where_people_stop(stops).text)

    assert "Blocked the bot: 10 of 200 (5 %)" in said
    assert "Away for a time: 20 of 200 (10 %)" in said
    assert "Step 1: came 60, answered 45 of 60 (75 %), left 10, came back 5 of 10" in said


def test_of_few_no_percentage_is_made_up_from_rounded_numbers() -> None:
    assert "Blocked the bot: 5 of 10\n" in read(where_people_stop(replace(EMPTY, blocked=share(9, 10))).text)


def test_a_service_with_nobody_in_it_has_no_number() -> None:
    said = read(where_people_stop(EMPTY).text).partition("Cards\n")[2].partition("All numbers")[0]

    assert not any(sign.isdigit() for sign in said)


COUNTS = st.none() | st.integers(1, 2**20).map(lambda steps: steps * 5)
STEPS = st.builds(Step, COUNTS, COUNTS, COUNTS, COUNTS)
SHARES = st.builds(Share, COUNTS, COUNTS)


@FEW
@given(
    st.builds(
        Stops,
        st.fixed_dictionaries(dict.fromkeys(Stage, STEPS)),
        st.lists(STEPS, max_size=8),
        st.builds(Sending, SHARES, SHARES, SHARES),
        SHARES,
        SHARES,
    )
)
def test_telegram_takes_the_screen_whatever_was_counted(stops: Stops) -> None:
    check(where_people_stop(stops))
