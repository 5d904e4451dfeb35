"""`python -m content.lookup.train`: learns from the examples beside it, and writes `model.json`.

The same files always give the same model. It is run by whoever changes an example, never by the bot.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from content.lookup import examples
from content.lookup.examples import Example, Weight
from content.lookup_features import Lexicon, features, lexicon
from content.lookup_model import CONSTANT, KINDS_OF_FEATURES, MODEL, SIGNS, THOUSAND
from content.lookup_text import words
from content.search import Kind, Urgent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SMOOTHNESS = 1.0  # how far the model stays from learning the examples by heart
ALWAYS_KEPT = "wcuv"  # kinds of features that are kept even if one example has them; others need two
# How much an example counts in what is urgent: by its weight, or else by what it is.
COUNTS = {Weight.NEAR_MISS: 3.0, Weight.CALM: 1.5}
AT_RISK, WORRY, DANGER, OTHER = 2.0, 3.0, 1.3, 1.0
MISLEADS_FROM = 2.5  # a core is kept where it has so many times more dangers than plain worries
PRECISION = 1e-4  # of a solution: weights are kept as whole steps of a byte
ROUNDS = 6  # after so many, hardly an example changes its place
STEPS = 127
_HERE = Path(__file__).parent
# What the model depends on, beside the YAML.
_CODE = (
    "lookup/examples.py",
    "lookup/patterns.py",
    "lookup/train.py",
    "lookup_features.py",
    "lookup_model.py",
    "lookup_own_end.py",
    "lookup_tense.py",
    "lookup_text.py",
)


@dataclass(frozen=True)
class Learned:
    """Weights of some answers: a row a feature, a column an answer, and what each answer starts from."""

    columns: list[str]
    weights: Numbers
    constants: Numbers


def made_from() -> str:
    """A short hash of all that the model is made from."""
    digest = hashlib.sha256()
    for path in sorted([*_HERE.rglob("*.yaml"), *(_HERE.parent / name for name in _CODE)]):
        digest.update(path.relative_to(_HERE.parent).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def train(known: Sequence[Example]) -> dict[str, Any]:
    """The model, as it is written down. Words and their meanings are those of what teaches more than despair."""
    core = [example for example in known if not example.only_despair]
    words_known = _lexicon(core)
    return {
        "made_from": made_from(),
        "weights": [_rest(core, words_known), _despair(known, words_known)],
        "phrases": words_known.phrases,
        "beginnings": words_known.beginnings,
        "cores": words_known.cores,
        "vocabulary": " ".join(sorted(words_known.vocabulary)),
        "signs": {group: sorted(members) for group, members in words_known.signs.items()},
        "glossary": examples.read("glossary.yaml"),
        "lists": _lists(),
    }


def _rest(known: Sequence[Example], words_known: Lexicon) -> dict[str, Any]:
    found = [features(words_known.see(example.text)) for example in known]
    values = _values(found)
    names = sorted(values)
    # One at a time: each of these takes some gigabytes.
    themes = _themes(known, _matrix(found, values, [name for name in names if name[0] not in SIGNS], names))
    whole = _matrix(found, values, names, names)
    urgent = [_urgent(known, whole, answer) for answer in (Urgent.EMERGENCY, Urgent.WORKER_AT_RISK)]
    return _written(values, [themes, *urgent, _kinds(known, whole)])


def _despair(known: Sequence[Example], words_known: Lexicon) -> dict[str, Any]:
    """A second opinion on despair, from more examples than the rest is the better for."""
    found = [features(words_known.see(example.text)) for example in known]
    values = _values(found)
    names = sorted(values)
    return _written(values, [_urgent(known, _matrix(found, values, names, names), Urgent.WORKER_AT_RISK)])


def _written(values: dict[str, float], learned: Sequence[Learned]) -> dict[str, Any]:
    """What was learned together, for features that count so much."""
    names = sorted(values)
    return {
        "columns": [column for one in learned for column in one.columns],
        "features": _squeezed("\n".join(names).encode()),
        "values": _squeezed(_thousandths([values[name] for name in names])),
        **_packed(np.hstack([one.weights for one in learned])),
        "constants": [round(float(number), 4) for one in learned for number in one.constants],
    }


def _lexicon(known: Sequence[Example]) -> Lexicon:
    meanings = examples.meanings()
    vocabulary = {word for example in known for word in words(example.text)}
    vocabulary.update(examples.right_words())
    for phrases in meanings.values():
        for phrase in phrases:
            vocabulary.update(words(phrase)[: -1 if phrase.endswith("*") else None])
    signs = examples.read("signs.yaml")
    return lexicon(meanings, vocabulary, signs, _misleading(known, lexicon(meanings, vocabulary, signs)))


def _misleading(known: Sequence[Example], whole: Lexicon) -> set[tuple[str, str]]:
    """Cores of dangers that plain worries have nearly as often as dangers do, as `down` and `sat` once were."""
    grave = whole.signs["danger"] | whole.signs["despair"]
    calm: Counter[tuple[str, str]] = Counter()
    urgent: Counter[tuple[str, str]] = Counter()
    for example in known:
        plain = example.urgent is Urgent.NONE and example.theme and example.weight is Weight.PLAIN
        if plain or example.urgent is not Urgent.NONE:
            found = {one for one in whole.cores_in(words(example.text)) if one[1] in grave}
            (calm if plain else urgent).update(found)
    return {one for one, count in calm.items() if count * MISLEADS_FROM > urgent[one]}


def _values(found: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each feature counts: the rarer, the more; by its kind."""
    counts = Counter(feature for one in found for feature in one)
    most = 1 + math.log(len(found))
    return {
        feature: KINDS_OF_FEATURES[feature[0]] * (1 + math.log(len(found) / count)) / most
        for feature, count in counts.items()
        if count > 1 or feature[0] in ALWAYS_KEPT
    }


def _matrix(
    found: Sequence[frozenset[str]], values: dict[str, float], used: Iterable[str], names: Sequence[str]
) -> NDArray[np.float32]:
    places, allowed = {name: place for place, name in enumerate(names)}, set(used)
    made = np.zeros((len(found), len(names)), np.float32)
    for row, one in enumerate(found):
        kept = [feature for feature in sorted(one) if feature in allowed]
        size = math.sqrt(sum(values[feature] ** 2 for feature in kept)) or 1.0
        for feature in kept:
            made[row, places[feature]] = values[feature] / size
    return made


def _themes(known: Sequence[Example], matrix: NDArray[np.float32]) -> Learned:
    themes = sorted(examples.themes())
    rows = [row for row, example in enumerate(known) if example.theme]
    wanted = [[float(known[row].theme == theme) for theme in themes] for row in rows]
    return _fit([f"theme:{theme}" for theme in themes], matrix[rows], np.array(wanted), [1.0] * len(rows))


def _urgent(known: Sequence[Example], matrix: NDArray[np.float32], answer: Urgent) -> Learned:
    wanted = np.array([[float(example.urgent is answer)] for example in known])
    return _divide(f"urgent:{answer}", matrix, wanted, _importance(known))


def _importance(known: Sequence[Example]) -> list[float]:
    def of(example: Example) -> float:
        if example.weight in COUNTS:
            return COUNTS[example.weight]
        if example.urgent is Urgent.NONE and example.theme and example.weight is Weight.PLAIN:
            return WORRY
        return {Urgent.EMERGENCY: DANGER, Urgent.WORKER_AT_RISK: AT_RISK}.get(example.urgent, OTHER)

    return [of(example) for example in known]


def _kinds(known: Sequence[Example], matrix: NDArray[np.float32]) -> Learned:
    answers = (Kind.TOPIC, Kind.CONTACT, Kind.CHIT_CHAT, Kind.NONE)
    rows = [row for row, example in enumerate(known) if example.kind]
    wanted = [[float(known[row].kind is answer) for answer in answers] for row in rows]
    counts = Counter(known[row].kind for row in rows)
    weights = [math.sqrt(len(rows) / counts[known[row].kind]) for row in rows]
    return _fit([f"kind:{answer}" for answer in answers], matrix[rows], np.array(wanted), weights)


def _fit(
    columns: list[str], matrix: NDArray[np.float32], wanted: Numbers, importance: Sequence[float]
) -> Learned:
    """Ridge regression, solved over the examples, of which there are fewer than features."""
    roots = np.sqrt(np.array(importance))[:, None]
    shares = _shares(_alike(matrix), roots, wanted)
    weights = (matrix.T @ shares.astype(np.float32)).astype(np.float64)
    return Learned(columns, weights, CONSTANT * shares.sum(axis=0))


def _alike(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much each two examples have in common."""
    alike = matrix @ matrix.T
    alike += np.float32(CONSTANT)
    return alike


def _shares(alike: NDArray[np.float32], roots: Numbers, wanted: Numbers) -> Numbers:
    """What each example adds to the weights of each answer.

    By conjugate gradients, for twenty thousand examples are too many to be solved at once: a table of them has a
    gigabyte and a half, and LAPACK ends with a segmentation fault there.
    """

    def weighed(shares: Numbers) -> Numbers:
        between: Numbers = roots * (alike @ (roots * shares).astype(np.float32))
        return between + SMOOTHNESS * shares

    goal = wanted * roots
    shares, rest = np.zeros_like(goal), goal.copy()
    way, size = rest, (rest**2).sum(axis=0)
    enough = size * PRECISION**2
    while (size > enough).any():
        along = weighed(way)
        step = size / (way * along).sum(axis=0)
        shares += step * way
        rest = rest - step * along
        before, size = size, (rest**2).sum(axis=0)
        way = rest + size / before * way
    return shares * roots


def _divide(
    column: str, matrix: NDArray[np.float32], wanted: Numbers, importance: Sequence[float]
) -> Learned:
    """What divides examples that are urgent from those that are not.

    Unlike in `_fit`, those that stand well on their side add nothing, so what is hard to tell apart counts most.
    """
    alike, roots, side = _alike(matrix), np.sqrt(np.array(importance))[:, None], 2 * wanted - 1
    begun = alike @ _shares(alike, roots, side).astype(np.float32)
    shares = _divided(alike, roots, side, (side * begun)[:, 0] < 1)
    weights = (matrix.T @ shares.astype(np.float32)).astype(np.float64)
    # From -1 and 1 to 0 and 1, as all other scores are.
    return Learned([column], weights / 2, (CONSTANT * shares.sum(axis=0) + 1) / 2)


def _divided(alike: NDArray[np.float32], roots: Numbers, side: Numbers, near: NDArray[np.bool_]) -> Numbers:
    """A support vector machine with squared losses, by Newton's method: `near` are those that count."""
    shares = np.zeros_like(side)
    for _ in range(ROUNDS):
        rows = np.flatnonzero(near)
        shares = np.zeros_like(side)
        shares[rows] = _shares(alike[np.ix_(rows, rows)], roots[rows], side[rows])
        nearer = (side * (alike[:, rows] @ shares[rows].astype(np.float32)))[:, 0] < 1
        if (nearer == near).all():
            break
        near = nearer
    return shares


def _packed(weights: Numbers) -> dict[str, Any]:
    scales = np.abs(weights).max(axis=0) / STEPS
    steps = np.rint(weights / scales).astype(np.int8)
    return {
        "scales": [round(float(scale), 8) for scale in scales],
        "weights": _squeezed(steps.tobytes()),
    }


def _thousandths(numbers: Sequence[float]) -> bytes:
    whole: bytes = np.rint(np.array(numbers) * THOUSAND).astype("<u2").tobytes()
    return whole


def _squeezed(plain: bytes) -> str:
    return base64.b64encode(zlib.compress(plain, 9)).decode()


def _lists() -> dict[str, Any]:
    personal = examples.read("personal.yaml")
    lists = {name: kept for name, kept in personal.items() if name not in {"personal", "not_personal"}}
    languages = {code: sorted(set(phrases)) for code, phrases in examples.languages().items()}
    return {**lists, "lines": examples.read("kinds.yaml")["lines"], "languages": languages}


def main() -> None:
    """Learn, and write the model."""
    made = train(examples.examples())
    MODEL.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{MODEL.name}: {MODEL.stat().st_size // 1024} kB.\n")


if __name__ == "__main__":
    main()
