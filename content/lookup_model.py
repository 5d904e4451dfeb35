"""What was learned from the examples: a weight for each feature and answer, and how to add them up.

It is read once, when somebody first looks something up, so that starting costs nothing. It must never learn from
what people type.
"""

from __future__ import annotations

import json
import math
import os
import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from content.lookup_features import Lexicon, features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from content.lookup_features import Seen

MODEL = Path(__file__).parent / "lookup" / "model.json"
WEIGHTS = MODEL.with_name("weights.bin")
# How much each kind of feature counts, by its first sign; chosen by measuring, see docs/lookup.md.
KINDS_OF_FEATURES = {"w": 1.0, "b": 0.9, "s": 0.6, "c": 1.2, "p": 0.35, "g": 0.35, "u": 1.5, "v": 0.6}
SIGNS = "uv"  # what tells danger from a story about it; it says nothing about themes
CONSTANT = 0.3  # as if every text had one more feature, with this square
THOUSAND = 1000  # values are kept in thousandths
KEY_BYTES, VALUE_BYTES = 8, 2  # a weight takes one


@dataclass(frozen=True)
class Entry:
    """One word of the glossary."""

    term: str
    also: tuple[str, ...]
    says: str
    theme: str


@dataclass(frozen=True, eq=False)
class Weights:
    """What was learned together. `columns` are the answers that there is a score for, as `theme:neglect`.

    Of the features only their keys are kept, in order: a hundred thousand names would take thirty megabytes. The
    rows of weights stay on the disk, and the hundred that a text needs are read: `row` gives one by its place.
    """

    columns: tuple[str, ...]
    keys: Sequence[int]
    thousandths: Sequence[int]
    row: Callable[[int], Sequence[int]]
    scales: Sequence[float]
    constants: Sequence[float]

    def scores(self, has: Iterable[str]) -> dict[str, float]:
        """How well each answer fits these features; 1 is what an example of it has, 0 is what others have."""
        found = [(feature, place) for feature in has if (place := self._place(feature)) is not None]
        plain = [place for feature, place in found if feature[0] not in SIGNS]
        signs = [place for feature, place in found if feature[0] in SIGNS]
        of_words, of_signs = self._sums(plain), self._sums(signs)
        size_of_words, size_of_all = self._size(plain), self._size([*plain, *signs])
        result = {}
        for number, column in enumerate(self.columns):
            theme = column.startswith("theme:")
            total = of_words[number] if theme else of_words[number] + of_signs[number]
            size = size_of_words if theme else size_of_all
            result[column] = total * self.scales[number] / size + self.constants[number]
        return result

    def _place(self, feature: str) -> int | None:
        sought = key(feature)
        place = bisect_left(self.keys, sought)
        return place if place < len(self.keys) and self.keys[place] == sought else None

    def _sums(self, places: Sequence[int]) -> list[float]:
        sums = [0.0] * len(self.columns)
        for place in places:
            value = self.thousandths[place] / THOUSAND
            sums = [total + value * weight for total, weight in zip(sums, self.row(place), strict=True)]
        return sums

    def _size(self, places: Sequence[int]) -> float:
        return math.sqrt(sum((self.thousandths[place] / THOUSAND) ** 2 for place in places)) or 1.0


@dataclass(frozen=True, eq=False)
class Model:
    """All that was learned: what is about themes and kinds, and, from more examples, what is urgent.

    `made_from` and `numbers` are hashes of the examples and of the file of weights, for tests.
    """

    made_from: str
    numbers: str
    weights: tuple[Weights, ...]
    lexicon: Lexicon
    glossary: tuple[Entry, ...]
    lists: Mapping[str, Any]

    def scores(self, seen: Seen) -> dict[str, float]:
        """How well each answer fits a text; 1 is what an example of it has, 0 is what others have."""
        has = features(seen)
        return {column: score for one in self.weights for column, score in one.scores(has).items()}


def key(feature: str) -> int:
    """What a feature is known by. Training looks that no two have the same."""
    return int.from_bytes(blake2b(feature.encode(), digest_size=KEY_BYTES).digest(), "little")


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of this release."""
    kept = json.loads(MODEL.read_text(encoding="utf-8"))
    held = os.open(WEIGHTS, os.O_RDONLY)
    return Model(
        made_from=kept["made_from"],
        numbers=kept["numbers"],
        weights=tuple(_weights(one, held) for one in kept["weights"]),
        lexicon=Lexicon(
            phrases={phrase: tuple(meanings) for phrase, meanings in kept["phrases"].items()},
            beginnings={phrase: tuple(meanings) for phrase, meanings in kept["beginnings"].items()},
            cores={phrase: tuple(meanings) for phrase, meanings in kept["cores"].items()},
            vocabulary=frozenset(kept["vocabulary"].split()),
            signs={group: frozenset(members) for group, members in kept["signs"].items()},
        ),
        glossary=tuple(_entry(entry) for entry in kept["glossary"]),
        lists=kept["lists"],
    )


def _weights(kept: Mapping[str, Any], held: int) -> Weights:
    """What was learned together: keys of its features, then their values, then a row of weights each."""
    count, at, width = kept["features"], kept["at"], len(kept["columns"])
    values = at + count * KEY_BYTES
    rows = values + count * VALUE_BYTES

    def row(place: int) -> Sequence[int]:
        return memoryview(os.pread(held, width, rows + place * width)).cast("b")

    return Weights(
        columns=tuple(kept["columns"]),
        keys=_numbers("Q", os.pread(held, values - at, at)),
        thousandths=_numbers("H", os.pread(held, rows - values, values)),
        row=row,
        scales=kept["scales"],
        constants=kept["constants"],
    )


def _numbers(kind: Literal["Q", "H"], held: bytes) -> Sequence[int]:
    """They are written with the lowest byte first, as nearly every machine has them."""
    numbers = array(kind, held)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _entry(entry: Mapping[str, Any]) -> Entry:
    return Entry(entry["term"], tuple(entry["also"]), entry["says"], entry["theme"])
