"""What a carer would say in a hard talk is seldom taken for despair: it must not stop a lesson."""

from __future__ import annotations

from functools import cache

import pytest

from content import library
from content.lookup import examples
from content.lookup_own_end import frames
from content.lookup_text import words
from content.search import Urgent, find

LIBRARY = library.load()
MOST_TAKEN_FOR_DESPAIR = 0.025
MOST_TAKEN_FOR_DANGER = 0.07  # in many of these talks somebody is hurt, missing or in pain


def choices() -> set[str]:
    """What can be said in the rehearsals of one pack."""
    return {
        choice.text
        for rehearsal in LIBRARY.packs["children"].rehearsals.values()
        for node in rehearsal.nodes.values()
        for choice in node.choices
    }


@cache
def said_in_talks() -> tuple[Urgent, ...]:
    """What the look-up makes of what can be said in the rehearsals of this pack; it learned from the other."""
    return tuple(find(text, LIBRARY.contacts).urgent for text in sorted(choices()))


def test_nothing_that_was_learned_can_be_chosen_in_the_rehearsals_measured_with() -> None:
    learned = {example.text for example in examples.examples()}

    assert set() == learned & choices()


@pytest.mark.parametrize(
    ("urgent", "most"),
    [(Urgent.WORKER_AT_RISK, MOST_TAKEN_FOR_DESPAIR), (Urgent.EMERGENCY, MOST_TAKEN_FOR_DANGER)],
)
def test_what_is_said_in_a_hard_talk_seldom_sounds_urgent(urgent: Urgent, most: float) -> None:
    said = said_in_talks()

    assert len(said) >= 250
    assert said.count(urgent) / len(said) <= most


@pytest.mark.parametrize(
    "text",
    [
        "would you mind knocking before you go in",
        "can we talk about how he was washed",
        "i'd rather you asked her first",
        "i dont want this to happen again",
        "i dont want this",
        "please stop now, she said no",
        "i felt bad when you laughed at him",
        "no thank you, not today",
    ],
)
def test_a_polite_sentence_is_no_cry_for_help(text: str) -> None:
    assert Urgent.NONE is find(text, LIBRARY.contacts).urgent


@pytest.mark.parametrize(
    "text",
    [
        "would you look after my kids when i am dead",
        "could you stay with me i want to kill myself",
        "please help me i dont want to live",
        "how do i tell my gp i am suicidal",
    ],
)
def test_a_cry_for_help_may_be_polite(text: str) -> None:
    assert Urgent.WORKER_AT_RISK is find(text, LIBRARY.contacts).urgent


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("my mum would be better off without me", {"own-end"}),
        ("nobody would notice if i was gone", {"own-end"}),
        ("been saving up my tablets", {"own-end"}),
        ("i am going to hang myself", {"own-end", "own-words"}),
        ("could you wait for her to answer", {"speaks"}),
        ("can you help me i want to end my life", {"own-end", "own-words", "speaks"}),
        ("left in a wet pad", set()),
    ],
)
def test_rules_know_the_frame_of_a_sentence(text: str, signs: set[str]) -> None:
    assert signs == frames(" ".join(words(text)))
