"""What a text has in it that tells what it is about: words, meanings, pairs of them, and pieces of words.

The same function makes the features of the examples and those of a question, so both always match. It must be
quick, and must never keep a text.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.lookup_text import stem, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

LONGEST_PHRASE = 6  # words
MOST_MEANINGS = 10  # of a text, of which pairs are made
SHORTEST_MENDED = 4  # letters
TWO_SLIPS_FROM = 8  # letters; in a shorter word only one slip is mended
PIECE = 4  # letters
JOINING = frozenset(
    words(
        "a an the his her my their our your its of to is are has have had was were been be in on at and she he it"
        " they him them very so really all some just gone got going getting went turned turning well bit little"
        " right proper"
    )
)
# Meanings that explain danger away hang on small words, so they are taken only as they are written.
EXPLAINING = frozenset(
    {
        "long-ago",
        "asking",
        "no-harm",
        "dying-for",
        "past",
        "what-if",
        "every-day",
        "study",
        "despair",
        "present",
    }
)
# Meanings so common that a pair with one of them tells nothing; what they come to together is in the signs.
FRAMES = frozenset(
    {"first-person", "someone-else", "job-words", "long-ago", "asking", "every-day", "present", "dying-for"}
)


@dataclass(frozen=True)
class Seen:
    """A text as the look-up sees it. `known` is the share of its words that some example has."""

    words: tuple[str, ...]
    meanings: frozenset[str]
    signs: frozenset[str]
    known: float


@dataclass(frozen=True)
class Lexicon:
    """Which words have which meaning, and which words there are at all."""

    phrases: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, tuple[str, ...]]
    cores: Mapping[str, tuple[str, ...]]
    vocabulary: frozenset[str]
    signs: Mapping[str, frozenset[str]]
    _mended: dict[str, str] = field(default_factory=dict, repr=False)
    _by_letter: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def see(self, text: str, without: Collection[str] = ()) -> Seen:
        """The words of a text, with slips mended, and what they mean; `without` are words to pass over."""
        typed = [word for word in words(text) if word not in without]
        spelt = [self.mend(word) for word in typed]
        known = sum(word in self.vocabulary for word in spelt) / len(spelt) if spelt else 0.0
        meant = frozenset(self._meanings(spelt))
        return Seen(tuple(spelt), meant, frozenset(self._signs(meant)), known)

    def _signs(self, meant: frozenset[str]) -> Iterable[str]:
        """What the meanings come to together: a danger that is not over, asked about or only said."""
        groups = {group for group, members in self.signs.items() if members & meant}
        yield from groups
        yield from (f"{one}+{two}" for one, two in combinations(sorted(groups), 2))
        for sign in ("danger", "grave", "despair"):
            if sign in groups and "guard" not in groups:
                yield f"{sign}-guard"
        if len(self.signs["danger"] & meant) > 1:
            yield "dangers"

    def mend(self, word: str) -> str:
        """The word that was meant, where a slip of a finger made another of it."""
        if word in self.vocabulary or len(word) < SHORTEST_MENDED or not word.isalpha():
            return word
        allowed = 2 if len(word) >= TWO_SLIPS_FROM else 1
        near = process.extractOne(
            word, self._beginning_with(word[0]), scorer=OSA.distance, score_cutoff=allowed
        )
        return near[0] if near else word

    def _beginning_with(self, letter: str) -> list[str]:
        if not self._by_letter:
            sorted_by_letter = defaultdict(list)
            for word in sorted(self.vocabulary):
                if len(word) >= SHORTEST_MENDED:
                    sorted_by_letter[word[0]].append(word)
            self._by_letter.update(sorted_by_letter)
        return self._by_letter.get(letter, [])

    def _meanings(self, spelt: Sequence[str]) -> Iterable[str]:
        for start in range(len(spelt)):
            for size in range(1, min(LONGEST_PHRASE, len(spelt) - start) + 1):
                phrase = " ".join(spelt[start : start + size])
                yield from self.phrases.get(phrase, ())
                yield from self._begun(phrase, spelt[start + size - 1])
        bare = core(spelt)
        for start in range(len(bare)):
            for size in range(1, min(LONGEST_PHRASE, len(bare) - start) + 1):
                yield from self.cores.get(" ".join(bare[start : start + size]), ())

    def _begun(self, phrase: str, last: str) -> Iterable[str]:
        """Meanings of phrases with any ending: those that `phrase` begins with, up to its last word."""
        before = len(phrase) - len(last)
        for cut in range(before + 3, len(phrase) + 1):
            yield from self.beginnings.get(phrase[:cut], ())


def lexicon(
    meanings: Mapping[str, Iterable[str]],
    vocabulary: Iterable[str],
    signs: Mapping[str, Iterable[str]],
) -> Lexicon:
    """A lexicon from phrases by meaning; a star at the end of a phrase means any ending."""
    whole: dict[str, tuple[str, ...]] = {}
    begun: dict[str, tuple[str, ...]] = {}
    cores: dict[str, tuple[str, ...]] = {}
    for meaning, phrases in meanings.items():
        for phrase in phrases:
            _keep(begun if phrase.endswith("*") else whole, " ".join(words(phrase)), meaning)
            bare = core(words(phrase))
            whole_only = phrase.endswith("*") or meaning in EXPLAINING
            if not whole_only and len(bare) >= _least_core(phrase):
                _keep(cores, " ".join(bare), meaning)
    grouped = {group: frozenset(members) for group, members in signs.items()}
    return Lexicon(whole, begun, cores, frozenset(vocabulary), grouped)


def _keep(kept: dict[str, tuple[str, ...]], key: str, meaning: str) -> None:
    if meaning not in kept.get(key, ()):
        kept[key] = (*kept.get(key, ()), meaning)


def _least_core(phrase: str) -> int:
    """A phrase of several words must keep two: what is left of `on the floor` says too little alone."""
    return 1 if len(phrase.split()) == 1 else 2


def core(spelt: Sequence[str]) -> list[str]:
    """The stems of words without those that join them, so that `hit his head` is `hitting the head`."""
    return [stem(word) for word in spelt if word not in JOINING]


def features(seen: Seen) -> frozenset[str]:
    """What tells a text from another. The first sign says which kind of feature each is."""
    stems = [stem(word) for word in seen.words]
    meant = sorted(seen.meanings - FRAMES)[:MOST_MEANINGS]
    made = {f"w{one}" for one in stems}
    made |= {f"b{one} {two}" for one, two in pairwise(["^", *stems, "$"])}
    made |= {f"s{one} {two}" for one, two in zip(stems, stems[2:], strict=False)}
    made |= {f"c{one}" for one in meant}
    made |= {f"p{one} {two}" for one, two in combinations(meant, 2)}
    made |= {f"u{sign}" for sign in seen.signs}
    made |= {f"g{piece}" for word in set(seen.words) for piece in _pieces(word)}
    return frozenset(made)


def _pieces(word: str) -> list[str]:
    edged = f"_{word}_"
    return [edged[at : at + PIECE] for at in range(max(1, len(edged) - PIECE + 1))]
