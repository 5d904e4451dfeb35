"""The look-up is as good as docs/lookup.md says, on messages that it has not learned from."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from content.lookup import examples
from content.lookup_text import even
from content.search import Urgent
from tests.lookup import judging
from tests.lookup.judging import HERE, SETS, everything

LATER = (judging.TWELFTH, *judging.STRANGERS, judging.UNSEEN, *judging.ABOUT)


def test_there_is_enough_to_measure_with() -> None:
    ones = everything()

    assert len(ones) >= 250
    assert sum(bool(one.wanted.get("slang")) for one in ones) >= 60
    assert sum(one.group == "off-topic" for one in ones) >= 50
    assert {one.wanted["theme"] for one in ones if one.calm_topic} == set(examples.themes())


@pytest.mark.parametrize(("names", "most"), [(SETS, 21), (LATER, 8)])
def test_no_message_is_measured_with_that_was_learned_from(names: tuple[str, ...], most: int) -> None:
    """But for a few short ones that anybody would write, such as `nspcc number`."""
    learned = {even(example.text) for example in examples.examples()}
    single = {"lado", "hiya", "childline"}  # the only way to say it

    known = {even(one.wanted["q"]) for name in names for one in judging.judged(name)} & learned

    assert len(known - single) <= most, known


def test_danger_is_seen() -> None:
    assert judging.danger(everything()) >= 0.97


def test_danger_that_is_over_or_asked_about_is_no_alarm() -> None:
    assert judging.false_alarms(everything()) < 0.10


def test_plain_worries_seldom_bring_999_first() -> None:
    assert judging.alarms_in_plain_worries(everything()) <= 0.035


def test_a_worker_at_risk_is_seen() -> None:
    assert judging.danger(everything(), Urgent.WORKER_AT_RISK) >= 0.95


@pytest.mark.parametrize(
    ("name", "dangers", "at_risk", "alarms"),
    [
        # Of those in danger and at risk, so many are seen; of all others, at most so many are taken for them.
        (judging.TWELFTH, 60, 38, 8),
        (judging.STRANGERS[0], 60, 45, 10),
        (judging.STRANGERS[1], 59, 59, 3),
        (judging.UNSEEN, 58, 59, 4),
    ],
)
def test_in_the_words_of_strangers_it_does_as_well_as_is_said(
    name: str, dangers: int, at_risk: int, alarms: int
) -> None:
    """The measures of docs/lookup.md: never to get worse."""
    ones = judging.judged(name)
    seen = Counter(one.urgent for one in ones if one.found.urgent is one.urgent)
    calm = [one for one in ones if one.urgent is Urgent.NONE]

    assert seen[Urgent.EMERGENCY] >= dangers
    assert seen[Urgent.WORKER_AT_RISK] >= at_risk
    assert sum(one.found.urgent is not Urgent.NONE for one in calm) <= alarms


@pytest.mark.parametrize(
    ("name", "first", "among_three"), [(judging.ABOUT[0], 0.83, 0.95), (judging.ABOUT[1], 0.85, 0.925)]
)
def test_strangers_find_their_page_and_number_and_are_warned_of_names(
    name: str, first: float, among_three: float
) -> None:
    ones = list(judging.judged(name))
    recall, precision = judging.personal(ones)

    assert judging.first(ones) >= first
    assert judging.among_three(ones) >= among_three
    assert judging.contacts(ones) >= 0.95
    assert recall >= 0.90
    assert precision >= 0.90
    assert judging.alarms_in_plain_worries(ones) <= 0.04


def test_private_details_are_seen_and_little_else_is_taken_for_them() -> None:
    recall, precision = judging.personal(everything())

    assert recall >= 0.90
    assert precision >= 0.90


def test_the_right_theme_stands_first_or_near() -> None:
    assert judging.first(everything()) >= 0.80
    assert judging.among_three(everything()) >= 0.93


def test_misspelt_words_and_dialect_are_understood() -> None:
    assert judging.slang(everything()) >= 0.85


def test_a_number_that_is_asked_for_is_a_number() -> None:
    assert judging.contacts(everything()) >= 0.95


def test_what_is_about_something_else_gets_no_page() -> None:
    assert judging.quiet(everything()) >= 0.90


def test_the_sets_are_lists_by_kind_of_person() -> None:
    for name in (*SETS, *LATER):
        groups = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
        assert all(isinstance(entry["q"], str) for entries in groups.values() for entry in entries)
