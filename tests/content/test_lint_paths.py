"""The walk through a rehearsal: every node with every set of flags that one can have there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from content.lint import rehearsals
from content.lint.items import Lesson
from content.lint.paths import State, walk
from content.lint.rules import Bench
from content.lint.words import load_words
from content.models import Rehearsal
from content.source import SourceFile
from tests.content.seeds import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

END = {"says": "The end.", "ending": {"worked": "It worked.", "another_way": "Ask.", "words": "Say it."}}


def choice(to: str, *, sets: str = "", needs: str = "", key: str = "a") -> dict[str, Any]:
    """A choice that leads to a node."""
    return {"key": key, "text": "Something to say.", "to": to, "sets": sets.split(), "needs": needs.split()}


def talk(nodes: Mapping[str, Any]) -> Rehearsal:
    """A rehearsal with these nodes; lists are choices."""
    example = SourceFile(EXAMPLES / "rehearsal.yaml").data["rehearsals"][0]
    steps = {
        name: {"says": "Hm.", "choices": node} if isinstance(node, list) else node
        for name, node in nodes.items()
    }
    return Rehearsal.model_validate({**example, "start": next(iter(nodes)), "nodes": steps})


def found(rule: str, rehearsal: Rehearsal) -> list[str]:
    """The nodes that a rule finds something about."""
    bench = Bench(load_words(), date(2026, 11, 23))
    [check] = [made.check for made in rehearsals.RULES if made.name == rule]
    return [str(finding.where[1]) for finding in check(Lesson(rehearsal, "adults", "theme"), bench)]


def test_a_node_is_met_once_with_each_set_of_flags() -> None:
    paths = walk(talk({"a": [choice("b", sets="x"), choice("b", key="b")], "b": [choice("end")], "end": END}))

    flag = frozenset({"x"})
    assert {
        State("a"): 0,
        State("b", flag): 1,
        State("b"): 1,
        State("end", flag): 2,
        State("end"): 2,
    } == paths.steps


def test_the_way_to_an_ending_is_the_shortest() -> None:
    long_and_short = talk(
        {"a": [choice("b"), choice("end", key="b")], "b": [choice("end")], "end": END},
    )

    assert {"end": 1} == walk(long_and_short).endings


def test_a_choice_that_needs_a_flag_is_offered_only_with_it() -> None:
    nodes = {"a": [choice("b"), choice("b", sets="x", key="b")], "b": [choice("end", needs="x")], "end": END}

    assert ["b"] == found("dead-end", talk(nodes))
    assert ("b", "a") in walk(talk(nodes)).offered


def test_a_loop_with_an_exit_is_no_fault() -> None:
    nodes = {"a": [choice("b")], "b": [choice("a"), choice("end", key="b")], "end": END}

    assert [] == found("no-way-out", talk(nodes))


def test_a_loop_whose_exit_needs_a_flag_that_was_missed_is_a_fault() -> None:
    """Somebody who did not set the flag at the start can never leave, though others can."""
    nodes = {
        "a": [choice("b"), choice("b", sets="x", key="b")],
        "b": [choice("c"), choice("end", needs="x", key="b")],
        "c": [choice("b")],
        "end": END,
    }

    assert ["b", "c"] == found("no-way-out", talk(nodes))


@pytest.mark.parametrize(("steps", "expected"), [(10, []), (11, ["end"])])
def test_a_talk_of_more_than_ten_choices_is_over_long(steps: int, expected: list[str]) -> None:
    names = [f"n{number}" for number in range(steps)]
    nodes = {name: [choice(following)] for name, following in zip(names, [*names[1:], "end"], strict=True)}

    assert expected == found("over-long", talk({**nodes, "end": END}))
