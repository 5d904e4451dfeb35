"""What is solved feature by feature is what all of it at once comes to."""

import math
import random

import numpy as np
import pytest

from content.lookup.solving import SMOOTHNESS, Learned, Table, divide, fit, tabulate
from content.lookup_model import CONSTANT

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

NAMES = [f"w{letter}" for letter in "abcdefghijkl"]
VALUES = {name: 1 + place / 10 for place, name in enumerate(NAMES)}


def rows_of(number: int) -> list[frozenset[str]]:
    chance = random.Random(7)  # noqa: S311 - the same rows each time
    return [frozenset(chance.sample(NAMES, chance.randint(1, 6))) for _ in range(number)]


def whole(table: Table) -> Numbers:
    made = np.zeros((len(table.lengths), table.width))
    for row, (end, length) in enumerate(zip(np.cumsum(table.lengths), table.lengths, strict=True)):
        made[row, table.columns[end - length : end]] = table.counts[end - length : end]
    return made


def test_a_row_is_as_long_as_any_other_and_ends_with_the_constant() -> None:
    made = whole(tabulate(rows_of(20), VALUES, NAMES))

    assert np.allclose((made[:, :-1] ** 2).sum(axis=1), 1)
    assert np.allclose(made[:, -1] ** 2, CONSTANT)


def test_what_is_not_used_or_has_no_value_is_left_out() -> None:
    made = whole(tabulate([frozenset({"wb", "wc", "wother"}), frozenset()], VALUES, {"wc"}))

    assert made[0].nonzero()[0].tolist() == [2, 12]
    assert made[1].nonzero()[0].tolist() == [12]


def test_some_rows_are_what_they_are_among_all() -> None:
    table, kept = tabulate(rows_of(20), VALUES, NAMES), np.arange(20) % 3 == 0

    assert np.allclose(whole(table)[kept], whole(table.of(kept)))


def test_ridge_regression_is_solved_as_exactly_as_weights_are_kept() -> None:
    table = tabulate(rows_of(60), VALUES, NAMES)
    places = np.arange(60)
    wanted, importance = (places % 2).astype(float), (1 + places % 3).astype(float)

    learned = fit(["answer"], table, [wanted], importance)

    made = whole(table)
    pulls = made.T * importance @ made + SMOOTHNESS * np.eye(table.width)
    exact = np.linalg.solve(pulls, made.T @ (importance * wanted))
    assert learned.weights[:, 0] == pytest.approx(exact[:-1], abs=1e-3)
    assert learned.constants[0] == pytest.approx(exact[-1] * math.sqrt(CONSTANT), abs=1e-3)


def test_what_divides_two_sides_tells_them_apart() -> None:
    table, side = told_apart()

    learned = divide("danger", table, side, np.full(60, 50.0))

    assert learned.columns == ["danger"]
    assert ((margins(table, side, learned)) > 0).all()


def test_whoever_stands_well_on_his_side_adds_nothing() -> None:
    table, side = told_apart()
    learned = divide("danger", table, side, np.full(60, 50.0))
    near = margins(table, side, learned) < 1.05

    again = divide("danger", table.of(near), side[near], np.full(near.sum(), 50.0))

    assert 3 < near.sum() < 60
    assert learned.weights == pytest.approx(again.weights, abs=5e-3)


def told_apart() -> tuple[Table, Numbers]:
    """Examples with a feature, on one side, and those without it."""
    found = rows_of(60)
    return tabulate(found, VALUES, NAMES), np.array([1.0 if "wd" in one else -1.0 for one in found])


def margins(table: Table, side: Numbers, learned: Learned) -> Numbers:
    """How far each row stands on its side; 1 is well."""
    scores = table.scores(np.array([*learned.weights[:, 0], 0.0])) + learned.constants[0]
    stands: Numbers = side * (2 * scores - 1)
    return stands
