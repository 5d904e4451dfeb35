"""Turns measured values into the figures that are told: medians with their range, percentiles, promises."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Verdict(StrEnum):
    """What a figure says about a promise."""

    KEPT = "kept"
    BROKEN = "**not kept**"
    TOLD = "(no promise)"  # the figure is only told beside the others

    @classmethod
    def of(cls, holds: bool) -> Verdict:  # noqa: FBT001 - a comparison, made where it is called
        """Whether what was promised holds."""
        return cls.KEPT if holds else cls.BROKEN


@dataclass(frozen=True)
class Promise:
    """Something that a figure has to show, or that is told beside it."""

    what: str
    measured: str
    verdict: Verdict

    def __str__(self) -> str:
        """One row of a table."""
        return _row((self.what, self.measured, self.verdict))


@dataclass(frozen=True)
class Section:
    """What one benchmark has to tell: its heading, how it was measured, a table of figures, and the promises."""

    name: str
    title: str
    how: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    promises: Sequence[Promise]

    @property
    def kept(self) -> bool:
        """Whether every promise is kept."""
        return not any(promise.verdict is Verdict.BROKEN for promise in self.promises)

    def __str__(self) -> str:
        """Markdown, beginning with the heading."""
        figures = [_row(self.columns), _row(["---"] * len(self.columns)), *map(_row, self.rows)]
        promised = ["| promise | measured | |", "|---|---|---|", *map(str, self.promises)]
        return "\n".join([f"## {self.title}", "", self.how, "", *figures, "", *promised, ""])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so many of a hundred do not exceed.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[max(0, math.ceil(len(values) * share / 100) - 1)]


def spread(values: Sequence[float], form: str = ".0f", unit: str = "") -> str:
    """The median, and the range where there is more than one value."""
    middle = f"{median(values):{form}}{unit}"
    return middle if len(values) == 1 else f"{middle} ({min(values):{form}} to {max(values):{form}})"


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Ours to theirs, round by round: what else the machine did in a round touched both."""
    return [our / their for our, their in zip(ours, theirs, strict=True)]
