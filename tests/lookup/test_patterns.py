"""Messages are made from patterns alone, and when something was is told by how it is put."""

from __future__ import annotations

from collections import Counter

import pytest

from content.lookup import examples
from content.lookup.patterns import Filler, made
from content.lookup_tense import times

READ = examples.read("patterns.yaml")


def test_the_same_patterns_always_make_the_same_messages() -> None:
    assert made(READ) == made(READ)


def test_nothing_that_is_made_still_has_a_gap() -> None:
    every = made(READ)

    assert [] == [
        text
        for text in (*every.dangers, *every.calm, *every.at_risk, *every.not_at_risk)
        if set("<>{}") & set(text) or text != text.strip()
    ]


def test_no_message_is_made_both_as_a_danger_and_as_a_story() -> None:
    every = made(READ)

    assert set() == set(every.dangers) & set(every.calm)
    assert set() == set(every.at_risk) & set(every.not_at_risk)


def test_every_danger_is_told_as_it_is_as_it_was_and_by_its_name() -> None:
    assert {4} == {len(forms) for forms in READ["events"]}
    assert len(READ["events"]) >= 70


def test_words_come_in_turn_and_equally_often() -> None:
    filler = Filler({"who": ["she", "he"], "where": ["here", "there"]})

    made_so = Counter(filler.fill("<who> is <where>") for _ in range(8))

    assert {"she is here": 4, "he is there": 4} == made_so


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("he fell in 2019", "dated"),
        ("he fell two years back", "dated"),
        ("she choked in summer", "dated"),
        ("he is hitting her", "doing"),
        ("she collapsed", "done"),
        ("if he falls", "if"),
        ("do i need permission", "asks-leave"),
        ("im on my own with him", "alone"),
    ],
)
def test_when_something_is_shows_in_how_it_is_told(text: str, sign: str) -> None:
    assert sign in times(text)


@pytest.mark.parametrize("text", ["he is choking", "no pulse", "blood everywhere"])
def test_what_happens_now_has_no_date(text: str) -> None:
    assert "dated" not in times(text)
