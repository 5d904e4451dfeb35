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
from content.lookup_model import CONSTANT, KINDS_OF_FEATURES, MODEL, SIGNS
from content.lookup_text import words
from content.search import Kind, Urgent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SMOOTHNESS = 1.0  # how far the model stays from learning the examples by heart
ALWAYS_KEPT = "wcu"  # kinds of features that are kept even if one example has them; others need two
NEAR_MISS, AT_RISK, OTHER = 3.0, 2.0, 1.0  # how much an example counts in what is urgent
STEPS = 127
_HERE = Path(__file__).parent
# What the model depends on, beside the YAML.
_CODE = ("lookup/examples.py", "lookup/train.py", "lookup_features.py", "lookup_model.py", "lookup_text.py")


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
    """The model, as it is written down."""
    words_known = _lexicon(known)
    found = [features(words_known.see(example.text)) for example in known]
    values = _values(found)
    names = sorted(values)
    plain = _matrix(found, values, [name for name in names if name[0] != SIGNS], names)
    whole = _matrix(found, values, names, names)
    learned = [_themes(known, plain), _urgent(known, whole), _kinds(known, whole)]
    return {
        "made_from": made_from(),
        "columns": [column for one in learned for column in one.columns],
        "features": "\n".join(names),
        "values": [round(values[name], 3) for name in names],
        **_packed(np.hstack([one.weights for one in learned])),
        "constants": [round(float(number), 4) for one in learned for number in one.constants],
        "phrases": words_known.phrases,
        "beginnings": words_known.beginnings,
        "cores": words_known.cores,
        "vocabulary": " ".join(sorted(words_known.vocabulary)),
        "signs": {group: sorted(members) for group, members in words_known.signs.items()},
        "glossary": examples.read("glossary.yaml"),
        "lists": _lists(),
    }


def _lexicon(known: Sequence[Example]) -> Lexicon:
    meanings = examples.meanings()
    vocabulary = {word for example in known for word in words(example.text)}
    vocabulary.update(examples.right_words())
    for phrases in meanings.values():
        for phrase in phrases:
            vocabulary.update(words(phrase)[: -1 if phrase.endswith("*") else None])
    return lexicon(meanings, vocabulary, examples.read("signs.yaml"))


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


def _urgent(known: Sequence[Example], matrix: NDArray[np.float32]) -> Learned:
    answers = (Urgent.EMERGENCY, Urgent.WORKER_AT_RISK)
    wanted = [[float(example.urgent is answer) for answer in answers] for example in known]
    return _fit([f"urgent:{answer}" for answer in answers], matrix, np.array(wanted), _importance(known))


def _importance(known: Sequence[Example]) -> list[float]:
    def of(example: Example) -> float:
        if example.weight is Weight.NEAR_MISS:
            return NEAR_MISS
        return OTHER if example.urgent is Urgent.NONE else AT_RISK

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
    alike = (matrix @ matrix.T).astype(np.float64) + CONSTANT
    solved = np.linalg.solve(alike * roots * roots.T + SMOOTHNESS * np.eye(len(wanted)), wanted * roots)
    shares = solved * roots
    weights = (matrix.T @ shares.astype(np.float32)).astype(np.float64)
    return Learned(columns, weights, CONSTANT * shares.sum(axis=0))


def _packed(weights: Numbers) -> dict[str, Any]:
    scales = np.abs(weights).max(axis=0) / STEPS
    steps = np.rint(weights / scales).astype(np.int8)
    return {
        "scales": [round(float(scale), 8) for scale in scales],
        "weights": base64.b64encode(zlib.compress(steps.tobytes(), 9)).decode(),
    }


def _lists() -> dict[str, Any]:
    personal = examples.read("personal.yaml")
    lists = {name: kept for name, kept in personal.items() if name not in {"personal", "not_personal"}}
    languages = {code: sorted(set(phrases)) for code, phrases in examples.languages().items()}
    return {**lists, "lines": examples.read("kinds.yaml")["lines"], "languages": languages}


def main() -> None:
    """Learn, and write the model."""
    made = train(examples.examples())
    MODEL.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{MODEL.name}: {len(made['values'])} features, {MODEL.stat().st_size // 1024} kB.\n")


if __name__ == "__main__":
    main()
