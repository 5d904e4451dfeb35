"""What a manager sees tells nothing about one person, whoever else conspires."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.counting import (
    ANSWERS,
    TAKING_PART,
    TIMES_LIKELIER,
    Band,
    Counted,
    Told,
    chance,
    told,
    told_parts,
)

FAR = 20  # chance numbers beyond this are too rare to matter
RARE = Fraction(1, 10**6)  # what is shown less often than this cannot be weighed without them


Seen = tuple[int, Band] | None


def seen(shown: Told | None) -> Seen:
    """What a manager would see, as something to count by."""
    return None if shown is None else (shown.size, shown.bands["it"])


def likelihood(number: int) -> Fraction:
    """How likely a chance number is."""
    return Fraction(1, 2 * TIMES_LIKELIER ** abs(number))


def outcomes(counted: Counted, enough: int) -> dict[Seen, Fraction]:
    """Everything that could be shown, and how likely each is, by going through all chances."""
    if counted.of < enough:
        return {seen(None): Fraction(1)}
    found: defaultdict[Seen, Fraction] = defaultdict(Fraction)
    for size, did in product(range(-FAR, FAR + 1), repeat=2):
        chances = iter((size, did))
        found[seen(told(counted, enough, chances.__next__))] += likelihood(size) * likelihood(did)
    return found


def did_it(did: int, of: int) -> Counted:
    return Counted(of, {"it": did})


def still() -> int:
    """No blur at all."""
    return 0


@pytest.mark.parametrize("of", range(TAKING_PART, 13))
def test_all_others_conspiring_cannot_tell_what_one_person_did(of: int) -> None:
    """The other people of the team do whatever helps most; she does it, or she does not."""
    for others in range(of):
        did, did_not = (
            outcomes(did_it(others + 1, of), TAKING_PART),
            outcomes(did_it(others, of), TAKING_PART),
        )
        assert most_telling(did, did_not) <= TIMES_LIKELIER


def most_telling(one: dict[Seen, Fraction], other: dict[Seen, Fraction]) -> float:
    """By how much anything shown can speak for one rather than the other, either way round."""
    seen = [shown for shown in {*one, *other} if max(one.get(shown, 0), other.get(shown, 0)) > RARE]
    ratios = [one[shown] / other[shown] for shown in seen]
    return round(float(max(*ratios, *(1 / ratio for ratio in ratios))), 3)


@pytest.mark.parametrize("before", range(TAKING_PART, 12))
def test_two_looks_around_one_joining_tell_neither_that_she_joined_nor_what_she_did(before: int) -> None:
    """Two numbers are blurred, the size and who did it, so each may be three times likelier."""
    for others, hers in product(range(before + 1), (0, 1)):
        without = outcomes(did_it(others, before), TAKING_PART)
        within = outcomes(did_it(others + hers, before + 1), TAKING_PART)
        assert most_telling(without, within) <= TIMES_LIKELIER**2


@given(of=st.integers(0, 7), did=st.integers(0, 7), seed=st.integers())
def test_below_the_least_number_hidden_and_empty_are_one(of: int, did: int, seed: int) -> None:
    draw = Random(seed).random  # noqa: S311 - a test
    assert None is told(did_it(min(did, of), of), ANSWERS, lambda: chance(draw))


@pytest.mark.parametrize(
    ("did", "of", "band"),
    [
        (0, 9, Band.FEW),
        (2, 9, Band.FEW),
        (3, 9, Band.HALF),
        (5, 9, Band.HALF),
        (6, 9, Band.MOST),
        (9, 9, Band.MOST),
    ],
)
def test_all_of_a_group_reads_as_most_of_it_and_nobody_as_few(did: int, of: int, band: Band) -> None:
    shown = told(did_it(did, of), ANSWERS, still)
    assert shown is not None
    assert {"it": band} == shown.bands


@pytest.mark.parametrize(("of", "size"), [(5, 5), (9, 5), (10, 10), (14, 10), (23, 20)])
def test_a_size_is_told_in_steps_of_five(of: int, size: int) -> None:
    assert Told(size, {"it": Band.FEW}) == told(did_it(0, of), TAKING_PART, still)


@given(parts=st.dictionaries(st.text(max_size=3), st.integers(0, 12), max_size=6))
def test_one_part_is_never_hidden_alone(parts: dict[str, int]) -> None:
    shown = told_parts({name: did_it(0, of) for name, of in parts.items()}, ANSWERS, still)
    hidden = [name for name, what in shown.items() if what is None]
    assert len(hidden) != 1 or len(parts) == 1
    assert all(parts[name] >= ANSWERS for name in shown if name not in hidden)


def test_chance_numbers_are_as_likely_as_they_are_said_to_be() -> None:
    draw = Random(7).random  # noqa: S311 - a test
    times = 60_000
    found = Counter(chance(draw) for _ in range(times))
    for number in range(-3, 4):
        assert float(likelihood(number)) == pytest.approx(found[number] / times, abs=0.01)
