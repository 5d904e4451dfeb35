"""The look-up is as good as docs/lookup.md says, on messages that it has not learned from."""

from __future__ import annotations

import yaml

from content.lookup import examples
from content.lookup_text import even
from content.search import Urgent
from tests.lookup import judging
from tests.lookup.judging import HERE, SETS, everything


def test_there_is_enough_to_measure_with() -> None:
    ones = everything()

    assert len(ones) >= 250
    assert sum(bool(one.wanted.get("slang")) for one in ones) >= 60
    assert sum(one.group == "off-topic" for one in ones) >= 50
    assert {one.wanted["theme"] for one in ones if one.calm_topic} == set(examples.themes())


def test_no_message_is_measured_with_that_was_learned_from() -> None:
    learned = {even(example.text) for example in examples.examples()}
    single = {"lado", "hiya", "childline"}  # the only way to say it

    known = {even(one.wanted["q"]) for one in everything()} & learned

    assert len(known - single) <= 21, known


def test_danger_is_seen() -> None:
    assert judging.danger(everything()) >= 0.97


def test_danger_that_is_over_or_asked_about_is_no_alarm() -> None:
    assert judging.false_alarms(everything()) < 0.10


def test_plain_worries_seldom_bring_999_first() -> None:
    assert judging.alarms_in_plain_worries(everything()) <= 0.035


def test_a_worker_at_risk_is_seen() -> None:
    assert judging.danger(everything(), Urgent.WORKER_AT_RISK) >= 0.95


def test_on_a_set_whose_hand_wrote_examples_after_it_it_does_as_well_as_is_said() -> None:
    ones = list(judging.judged(judging.TWELFTH))
    calm = [one for one in ones if one.urgent is Urgent.NONE]

    assert judging.danger(ones) >= 0.97
    assert judging.danger(ones, Urgent.WORKER_AT_RISK) >= 0.95
    assert sum(one.found.urgent is not Urgent.NONE for one in calm) <= 13


def test_in_the_words_of_hands_that_wrote_no_example_it_does_as_well_as_is_said() -> None:
    """The measure of docs/lookup.md for strangers: lower than what is asked, and never to get worse."""
    ones = list(judging.judged(judging.UNSEEN))
    calm = [one for one in ones if one.urgent is Urgent.NONE]

    assert judging.danger(ones) >= 0.95
    assert judging.danger(ones, Urgent.WORKER_AT_RISK) >= 0.80
    assert sum(one.found.urgent is not Urgent.NONE for one in calm) <= 13


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
    for name in (*SETS, judging.TWELFTH, judging.UNSEEN):
        groups = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
        assert all(isinstance(entry["q"], str) for entries in groups.values() for entry in entries)
