"""Which principles are shown at all, and whether that tells what one person answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest

from bot.learning import telling
from bot.learning.counting import ANSWERS, TIMES_LIKELIER, Counted, told_parts
from tests.conftest import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.models import Scenario

FAR = 9  # chance numbers beyond this are too rare to matter here
LIBRARY = load()
PACK = LIBRARY.packs["adults"]
CROWD = range(1, ANSWERS + 1)  # who conspire with the manager
HER = 99

Shown = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Answer:
    """What somebody chose."""

    person_id: int
    card: str
    option: str


def likelihood(number: int) -> Fraction:
    return Fraction(1, 2 * TIMES_LIKELIER ** abs(number))


def outcomes(sizes: dict[str, int]) -> dict[Shown, Fraction]:
    """What is shown of parts of these sizes, and how likely each is, by going through all chances."""
    large = sum(size >= ANSWERS for size in sizes.values())
    found: defaultdict[Shown, Fraction] = defaultdict(Fraction)
    for numbers in product(range(-FAR, FAR + 1), repeat=large):
        parts = {name: Counted(size, {}) for name, size in sizes.items()}
        shown = told_parts(parts, ANSWERS, iter(numbers).__next__)
        weight = Fraction(1)
        for number in numbers:
            weight *= likelihood(number)
        found[tuple((name, one.size if one else None) for name, one in shown.items())] += weight
    return found


@pytest.mark.parametrize("others", range(ANSWERS, ANSWERS + 4))
def test_which_principle_is_hidden_with_another_does_not_tell_who_answered_it(others: int) -> None:
    """The others bring two principles level, so that her answer alone decides which is the smaller."""
    without = outcomes({"left": others, "right": others, "hidden": 1})
    within = outcomes({"left": others + 1, "right": others, "hidden": 1})

    rare = Fraction(1, 1000)  # what was cut off with the chance numbers that are far away
    often = {shown for shown in {*without, *within} if max(without[shown], within[shown]) > rare}
    assert often
    for shown in often:
        assert without[shown] <= within[shown] * TIMES_LIKELIER + rare
        assert within[shown] <= without[shown] * TIMES_LIKELIER + rare


def card_of(principle: str) -> Scenario:
    return next(card for card in PACK.scenarios.values() if card.principle == principle)


def still() -> int:
    """No blur at all."""
    return 0


def told(answers: list[Answer], blur: Callable[[], int] = still) -> str | None:
    """What is kept of the principles."""
    return telling.kept(telling.principles(answers, LIBRARY.scenario, PACK.principles, blur))


def test_the_first_answer_to_a_principle_hides_no_other_one() -> None:
    """All others answer two principles and nobody a third: if she does, nothing about the two may change."""
    first, second, third, *_rest = sorted(card.principle for card in one_card_each())
    crowd = [
        Answer(person, card.id, card.options[0].key)
        for person in CROWD
        for card in map(card_of, (first, second))
    ]
    hers = Answer(HER, card_of(third).id, card_of(third).options[0].key)

    assert told(crowd) is not None
    assert told(crowd) == told([*crowd, hers])


def one_card_each() -> list[Scenario]:
    return [card_of(name) for name in {card.principle for card in PACK.scenarios.values()}]


def test_an_answer_to_what_was_taken_out_of_the_content_counts_for_nothing() -> None:
    assert None is told([Answer(person, "no-such-card", "a") for person in CROWD])
