"""What may be shown of a group: one function for every number that a manager sees. Pure.

Nothing can be told from it about one person, even by somebody who knows what everybody else did. A number that
only rounds would fail there: whoever can steer all the others brings it to the edge and sees on which side it
falls. So each number is blurred first, by chance, and all that is shown follows from the blurred one: whatever is
shown is at most `TIMES_LIKELIER` times likelier if she did than if she did not (differential privacy with the
geometric mechanism; Ghosh, Roughgarden and Sundararajan, "Universally utility-maximizing privacy mechanisms",
STOC 2009). Each number is blurred once and then kept (`storage/published.py`): looking again tells nothing new.

The one exact thing is whether there are enough people at all. Below that a number is not there, as if it were
empty, and no setting turns that off.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TAKING_PART = 5  # people, before anything is said of who takes part
ANSWERS = 8  # people who answered, before anything is said of how
TIMES_LIKELIER = 3
SIZE_STEP = 5  # a group's size is told in steps of so many people


class Band(StrEnum):
    """How many of a group, and never more exactly: all of it reads as most of it, and nobody as few."""

    FEW = "few"
    HALF = "half"
    MOST = "most"


@dataclass(frozen=True)
class Counted:
    """How many people there are, and how many of them did each thing. Exact: never shown or kept as it is."""

    of: int
    did: Mapping[str, int]


@dataclass(frozen=True)
class Told:
    """What may be shown: the size of the group, from `size` to four more, and for each thing a band."""

    size: int
    bands: Mapping[str, Band]


def told(counted: Counted, enough: int, blur: Callable[[], int]) -> Told | None:
    """What may be shown of a group, or None if it is too small. Each call of `blur` gives one chance number."""
    if counted.of < enough:
        return None
    size = max(counted.of + blur(), enough)
    return Told(_step(size, enough), {name: _band(did + blur(), size) for name, did in counted.did.items()})


def told_parts(parts: Mapping[str, Counted], enough: int, blur: Callable[[], int]) -> dict[str, Told | None]:
    """What may be shown of the parts of a whole.

    One part that is hidden alone would be the whole without the others, for whoever knows the whole: the smallest
    of the others is hidden with it. Which is the smallest follows from the blurred sizes too: of two that are
    equally large, one more person would else decide for certain which of them is there.
    """
    shown = {name: told(counted, enough, blur) for name, counted in parts.items()}
    there = [(what.size, name) for name, what in shown.items() if what is not None]
    if there and len(there) == len(shown) - 1:
        shown[min(there)[1]] = None
    return shown


def chance(draw: Callable[[], float]) -> int:
    """A chance number: 0 in half of all cases, each step away from it a third as likely as the step before.

    `draw` gives numbers from 0 up to, not including, 1, and must not be guessable.
    """
    return _steps(draw) - _steps(draw)


def _steps(draw: Callable[[], float]) -> int:
    steps = 0
    while draw() * TIMES_LIKELIER < 1:
        steps += 1
    return steps


def _band(did: int, of: int) -> Band:
    if did * 3 < of:
        return Band.FEW
    return Band.HALF if did * 3 < of * 2 else Band.MOST


def _step(size: int, enough: int) -> int:
    return max(size - size % SIZE_STEP, enough - enough % SIZE_STEP)
