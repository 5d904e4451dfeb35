"""Finds the weights that examples teach. Knows nothing of what they are about.

An example has some hundred of a hundred thousand features, so only those that it has are kept and counted. With
all of them, and each example held against each other one, the same took five minutes and nine gigabytes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from content.lookup_model import CONSTANT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SMOOTHNESS = 1.0  # how far the weights stay from learning the examples by heart
PRECISION = 1e-4  # of a solution: weights are kept as whole steps of a byte
ROUNDS = 6  # after so many, hardly an example changes its place


@dataclass(frozen=True)
class Table:
    """The features of examples, row after row, and how much each counts there.

    What a row does not have is left out. Every row ends with one more, the constant, in the last column of all.
    """

    columns: NDArray[np.int64]
    counts: Numbers
    lengths: NDArray[np.int64]
    width: int

    def of(self, rows: NDArray[np.bool_]) -> Table:
        """Some of the rows."""
        kept = np.repeat(rows, self.lengths)
        return Table(self.columns[kept], self.counts[kept], self.lengths[rows], self.width)

    def scores(self, weights: Numbers) -> Numbers:
        """What each row comes to with these weights."""
        starts = np.cumsum(self.lengths) - self.lengths
        total: Numbers = np.add.reduceat(self.counts * weights[self.columns], starts)
        return total

    def gathered(self, shares: Numbers) -> Numbers:
        """What the rows come to in each column, each row taken so many times."""
        spread = self.counts * np.repeat(shares, self.lengths)
        total: Numbers = np.bincount(self.columns, spread, self.width).astype(np.float64)
        return total


def tabulate(found: Sequence[frozenset[str]], values: Mapping[str, float], used: Iterable[str]) -> Table:
    """The `used` features of examples, each row made so long that the squares in it come to one."""
    places, allowed = {name: place for place, name in enumerate(sorted(values))}, set(used)
    columns: list[int] = []
    counts: list[float] = []
    lengths = []
    for one in found:
        kept = [name for name in sorted(one) if name in allowed]
        size = math.sqrt(sum(values[name] ** 2 for name in kept)) or 1.0
        columns += [*(places[name] for name in kept), len(places)]
        counts += [*(values[name] / size for name in kept), math.sqrt(CONSTANT)]
        lengths.append(len(kept) + 1)
    return Table(np.array(columns), np.array(counts), np.array(lengths), len(places) + 1)


@dataclass(frozen=True)
class Learned:
    """Weights of some answers: a row a feature, a column an answer, and what each answer starts from."""

    columns: list[str]
    weights: Numbers
    constants: Numbers


def fit(columns: list[str], table: Table, wanted: Sequence[Numbers], importance: Numbers) -> Learned:
    """Ridge regression for each answer."""
    return _learned(columns, [_ridge(table, one, importance) for one in wanted])


def _learned(columns: list[str], weights: Sequence[Numbers]) -> Learned:
    side_by_side = np.stack(weights, axis=1)
    return Learned(columns, side_by_side[:-1], side_by_side[-1] * math.sqrt(CONSTANT))


def _ridge(table: Table, wanted: Numbers, importance: Numbers, weights: Numbers | None = None) -> Numbers:
    """The weights by which examples come nearest to what is wanted; by conjugate gradients, from `weights` on."""

    def pulled(by: Numbers) -> Numbers:
        return table.gathered(importance * table.scores(by)) + SMOOTHNESS * by

    goal = table.gathered(importance * wanted)
    found = np.zeros(table.width) if weights is None else weights
    rest = goal - pulled(found)
    way, size = rest, _dot(rest, rest)
    enough = PRECISION**2 * _dot(goal, goal)
    while size > enough:
        along = pulled(way)
        step = size / _dot(way, along)
        found = found + step * way
        rest = rest - step * along
        before, size = size, _dot(rest, rest)
        way = rest + size / before * way
    return found


def _dot(one: Numbers, other: Numbers) -> float:
    """Added up in one order, unlike by BLAS, so that the number of processors changes nothing."""
    return float((one * other).sum())


def divide(column: str, table: Table, side: Numbers, importance: Numbers) -> Learned:
    """What divides examples on one side (1) from those on the other (-1): a support vector machine.

    With squared losses, by Newton's method. Unlike in `fit`, those that stand well on their side add nothing, so
    what is hard to tell apart counts most.
    """
    weights = _ridge(table, side, importance)
    near = side * table.scores(weights) < 1
    for _ in range(ROUNDS):
        weights = _ridge(table.of(near), side[near], importance[near], weights)
        nearer = side * table.scores(weights) < 1
        if (nearer == near).all():
            break
        near = nearer
    learned = _learned([column], [weights])
    # From -1 and 1 to 0 and 1, as all other scores are.
    return Learned([column], learned.weights / 2, (learned.constants + 1) / 2)
