"""What was learned from the examples: a weight for each feature and answer, and how to add them up.

It is read once, when somebody first looks something up, so that starting costs nothing. It must never learn from
what people type.
"""

from __future__ import annotations

import base64
import json
import math
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from content.lookup_features import Lexicon, features

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from content.lookup_features import Seen

MODEL = Path(__file__).parent / "lookup" / "model.json"
# How much each kind of feature counts, by its first sign; chosen by measuring, see docs/lookup.md.
KINDS_OF_FEATURES = {"w": 1.0, "b": 0.5, "s": 0.3, "c": 1.2, "p": 0.35, "g": 0.35, "u": 1.5, "v": 0.6}
SIGNS = "uv"  # what tells danger from a story about it; it says nothing about themes
CONSTANT = 0.3  # as if every text had one more feature, with this square
_STEPS = 127  # a weight is kept in one byte
THOUSAND = 1000  # values are kept in thousandths


@dataclass(frozen=True)
class Entry:
    """One word of the glossary."""

    term: str
    also: tuple[str, ...]
    says: str
    theme: str


@dataclass(frozen=True, eq=False)
class Weights:
    """What was learned together. `columns` are the answers that there is a score for, as `theme:neglect`."""

    columns: tuple[str, ...]
    values: Mapping[str, float]
    rows: Mapping[str, int]
    weights: bytes
    scales: Sequence[float]
    constants: Sequence[float]

    def scores(self, has: Iterable[str]) -> dict[str, float]:
        """How well each answer fits these features; 1 is what an example of it has, 0 is what others have."""
        found = {feature: self.values[feature] for feature in has if feature in self.values}
        plain = [feature for feature in found if feature[0] not in SIGNS]
        signs = [feature for feature in found if feature[0] in SIGNS]
        of_words, of_signs = self._sums(found, plain), self._sums(found, signs)
        size_of_words = _size(found, plain)
        size_of_all = _size(found, [*plain, *signs])
        result = {}
        for place, column in enumerate(self.columns):
            theme = column.startswith("theme:")
            total = of_words[place] if theme else of_words[place] + of_signs[place]
            size = size_of_words if theme else size_of_all
            result[column] = total * self.scales[place] / size + self.constants[place]
        return result

    def _sums(self, found: Mapping[str, float], chosen: Sequence[str]) -> list[float]:
        width = len(self.columns)
        sums = [0.0] * width
        for feature in chosen:
            value, start = found[feature], self.rows[feature] * width
            row = memoryview(self.weights)[start : start + width].cast("b")
            sums = [total + value * weight for total, weight in zip(sums, row, strict=True)]
        return sums


@dataclass(frozen=True, eq=False)
class Model:
    """All that was learned. Of despair there are two opinions, the second from more examples."""

    made_from: str
    weights: tuple[Weights, ...]
    lexicon: Lexicon
    glossary: tuple[Entry, ...]
    lists: Mapping[str, Any]

    def scores(self, seen: Seen) -> dict[str, float]:
        """How well each answer fits a text; 1 is what an example of it has, 0 is what others have.

        Where there are two opinions, it is their mean: that was measured to be better than either.
        """
        has = features(seen)
        opinions: dict[str, list[float]] = {}
        for one in self.weights:
            for column, score in one.scores(has).items():
                opinions.setdefault(column, []).append(score)
        return {column: fmean(scores) for column, scores in opinions.items()}


def _size(found: Mapping[str, float], chosen: Sequence[str]) -> float:
    return math.sqrt(sum(found[feature] ** 2 for feature in chosen)) or 1.0


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of this release."""
    kept = json.loads(MODEL.read_text(encoding="utf-8"))
    return Model(
        made_from=kept["made_from"],
        weights=tuple(_weights(one) for one in kept["weights"]),
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


def _weights(kept: Mapping[str, Any]) -> Weights:
    names = _spread(kept["features"]).decode().split("\n")
    thousandths = struct.unpack(f"<{len(names)}H", _spread(kept["values"]))
    return Weights(
        columns=tuple(kept["columns"]),
        values={name: value / THOUSAND for name, value in zip(names, thousandths, strict=True)},
        rows={name: row for row, name in enumerate(names)},
        weights=_spread(kept["weights"]),
        scales=kept["scales"],
        constants=kept["constants"],
    )


def _spread(squeezed: str) -> bytes:
    return zlib.decompress(base64.b64decode(squeezed))


def _entry(entry: Mapping[str, Any]) -> Entry:
    return Entry(entry["term"], tuple(entry["also"]), entry["says"], entry["theme"])
