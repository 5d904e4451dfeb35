"""`python -m content.lookup.train`: learns from the examples here, and writes `model.json` and `weights.bin`.

The same files always give the same model. It is run by whoever changes an example, never by the bot.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from content.lookup import examples
from content.lookup.examples import Example, Weight
from content.lookup.solving import Learned, Table, divide, fit, tabulate
from content.lookup_features import Lexicon, features, lexicon
from content.lookup_model import KINDS_OF_FEATURES, MODEL, SIGNS, THOUSAND, WEIGHTS, key
from content.lookup_text import words
from content.search import Kind, Urgent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

ALWAYS_KEPT = "wcuv"  # kinds of features that are kept even if one example has them; others need two
# How much an example counts in what is urgent: by its weight, or else by what it is.
COUNTS = {Weight.NEAR_MISS: 4.0, Weight.CALM: 5.0, Weight.MADE: 3.0}
AT_RISK, WORRY, DANGER, OTHER = 2.0, 6.0, 4.0, 1.0
MISLEADS_FROM = 2.5  # a core is kept where it has so many times more dangers than plain worries
STEPS = 127  # a weight is kept in one byte
_HERE = Path(__file__).parent
# What the model depends on, beside the YAML.
_CODE = (
    "lookup/examples.py",
    "lookup/patterns.py",
    "lookup/shipped.py",
    "lookup/solving.py",
    "lookup/train.py",
    "lookup_features.py",
    "lookup_model.py",
    "lookup_own_end.py",
    "lookup_tense.py",
    "lookup_text.py",
)


def made_from() -> str:
    """A short hash of all that the model is made from."""
    digest = hashlib.sha256()
    for path in sorted([*_HERE.rglob("*.yaml"), *(_HERE.parent / name for name in _CODE)]):
        digest.update(path.relative_to(_HERE.parent).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Made:
    """What is written down: a part for `model.json`, and the numbers that belong to it for `weights.bin`."""

    told: dict[str, Any]
    numbers: bytes


def train(known: Sequence[Example]) -> Made:
    """The model. Words and their meanings are those of what teaches more than urgency."""
    core = [example for example in known if not example.only_urgent]
    words_known = _lexicon(core)
    parts = [_about(core, words_known), _urgent(known, words_known)]
    numbers = b"".join(part.numbers for part in parts)
    told = {
        "made_from": made_from(),
        "numbers": digest(numbers),
        "weights": list(_placed(parts)),
        "phrases": words_known.phrases,
        "beginnings": words_known.beginnings,
        "cores": words_known.cores,
        "vocabulary": " ".join(sorted(words_known.vocabulary)),
        "signs": {group: sorted(members) for group, members in words_known.signs.items()},
        "glossary": examples.read("glossary.yaml"),
        "lists": _lists(),
    }
    return Made(told, numbers)


def digest(numbers: bytes) -> str:
    """A short hash by which a test knows that both files are of one training."""
    return hashlib.sha256(numbers).hexdigest()[:16]


def _placed(parts: Iterable[Made]) -> Iterator[dict[str, Any]]:
    """What is told of each part, with the place where its numbers begin."""
    at = 0
    for part in parts:
        yield {**part.told, "at": at}
        at += len(part.numbers)


def _about(known: Sequence[Example], words_known: Lexicon) -> Made:
    """What a message is about, and what it asks for."""
    found = [features(words_known.see(example.text)) for example in known]
    values = _values(found)
    themes = _themes(known, tabulate(found, values, (name for name in values if name[0] not in SIGNS)))
    return _written(values, [themes, _kinds(known, tabulate(found, values, values))])


def _urgent(known: Sequence[Example], words_known: Lexicon) -> Made:
    """Whether it tells of danger or despair: from more examples than the rest is the better for."""
    found = [features(words_known.see(example.text)) for example in known]
    values = _values(found)
    table, importance = tabulate(found, values, values), np.array(_importance(known))
    learned = []
    for answer in (Urgent.EMERGENCY, Urgent.WORKER_AT_RISK):
        side = np.array([1.0 if example.urgent is answer else -1.0 for example in known])
        learned.append(divide(f"urgent:{answer}", table, side, importance))
    return _written(values, learned)


def _written(values: dict[str, float], learned: Sequence[Learned]) -> Made:
    """What was learned together, for features that count so much, in the order of their keys."""
    names = sorted(values)
    keys = np.array([key(name) for name in names], "<u8")
    if len(set(keys.tolist())) < len(names):
        raise ValueError("two features have the same key: let `lookup_model.key` be longer.")
    order = keys.argsort()
    thousandths = np.rint(np.array([values[name] for name in names]) * THOUSAND).astype("<u2")
    weights = np.hstack([one.weights for one in learned])[order]
    scales = np.abs(weights).max(axis=0) / STEPS
    told = {
        "columns": [column for one in learned for column in one.columns],
        "features": len(names),
        "scales": [round(float(scale), 8) for scale in scales],
        "constants": [round(float(number), 4) for one in learned for number in one.constants],
    }
    steps = np.rint(weights / scales).astype(np.int8)
    return Made(told, b"".join(part.tobytes() for part in (keys[order], thousandths[order], steps)))


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


def _themes(known: Sequence[Example], table: Table) -> Learned:
    themes = sorted(examples.themes())
    about = np.array([example.theme or "" for example in known])
    rows = about != ""
    wanted = [(about[rows] == theme).astype(float) for theme in themes]
    return fit([f"theme:{theme}" for theme in themes], table.of(rows), wanted, np.ones(rows.sum()))


def _importance(known: Sequence[Example]) -> list[float]:
    def of(example: Example) -> float:
        if example.weight in COUNTS:
            return COUNTS[example.weight]
        if example.urgent is Urgent.NONE and (example.theme or example.kind):
            return WORRY
        return {Urgent.EMERGENCY: DANGER, Urgent.WORKER_AT_RISK: AT_RISK}.get(example.urgent, OTHER)

    return [of(example) for example in known]


def _kinds(known: Sequence[Example], table: Table) -> Learned:
    answers = (Kind.TOPIC, Kind.CONTACT, Kind.CHIT_CHAT, Kind.NONE)
    kinds = [example.kind for example in known if example.kind]
    rows = np.array([bool(example.kind) for example in known])
    wanted = [np.array([float(kind is answer) for kind in kinds]) for answer in answers]
    counts = Counter(kinds)
    importance = np.array([math.sqrt(len(kinds) / counts[kind]) for kind in kinds])
    return fit([f"kind:{answer}" for answer in answers], table.of(rows), wanted, importance)


def _lists() -> dict[str, Any]:
    personal = examples.read("personal.yaml")
    lists = {name: kept for name, kept in personal.items() if name not in {"personal", "not_personal"}}
    languages = {code: sorted(set(phrases)) for code, phrases in examples.languages().items()}
    return {**lists, "lines": examples.read("kinds.yaml")["lines"], "languages": languages}


def main() -> None:
    """Learn, and write the model."""
    made = train(examples.examples())
    MODEL.write_text(json.dumps(made.told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    WEIGHTS.write_bytes(made.numbers)
    for path in (MODEL, WEIGHTS):
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} kB.\n")


if __name__ == "__main__":
    main()
