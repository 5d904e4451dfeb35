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

from content.lookup_own_end import frames
from content.lookup_tense import times
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
# Words that a question begins with.
OPENING = frozenset(
    words(
        "can could would will is are am do does did should shall when how what who why which where any whats"
    )
)
# Words after which comes how things are now, whatever was before.
TURNING = frozenset({"but", "now", "still", "today", "morning"})
# Words that a cry for help ends with, and those that tell about whom it is.
CRIES_END = frozenset({"do", "999", "ambulance"})
ONES = tuple([one] for one in words("he she hes shes his her my theyre"))
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
        "seen",
        "cannot-now",
        "despair",
        "present",
        "doing-harm",
        "cornered",
        "gore",
        "passing-out",
        "cannot-part",
        "lost-them",
        "goodbye-sent",
        "handed-over",
    }
)
# Meanings so common that a pair with one of them tells nothing; what they come to together is in the signs.
FRAMES = frozenset(
    {"first-person", "someone-else", "job-words", "long-ago", "asking", "every-day", "present", "dying-for"}
)
# Signs that nearly every text has one of. Alone they tell little, and must not outweigh the few known words.
WEAK = frozenset(words("other self job now question doing done if may alone")) | {"who-asks", "asks-leave"}


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
        signs = frozenset(self._signs(meant, spelt))
        turned = frozenset({"turned"}) if "danger" in signs and self._turns(spelt) else frozenset()
        return Seen(tuple(spelt), meant, signs | turned, known)

    def _turns(self, spelt: Sequence[str]) -> bool:
        """Whether danger is told after the last `but`, `now` or cry, with nothing there that explains it away."""
        turns = [place for place, word in enumerate(spelt) if word in TURNING or self._ends(spelt, place)]
        after = frozenset(self._meanings(spelt[turns[-1] + 1 :])) if turns else frozenset()
        return bool(after & self.signs["danger"]) and not after & self.signs["guard"]

    def _signs(self, meant: frozenset[str], spelt: Sequence[str]) -> Iterable[str]:
        """What the meanings come to together: a danger that is not over, asked about or only said."""
        groups = {group for group, members in self.signs.items() if members & meant}
        groups |= {"question"} if spelt and spelt[0] in OPENING else set()
        groups |= times(" ".join(spelt)) | frames(" ".join(spelt))
        yield from groups
        yield from (f"{one}+{two}" for one, two in combinations(sorted(groups), 2))
        for sign in ("danger", "grave", "despair"):
            if sign in groups and "guard" not in groups:
                yield f"{sign}-guard"
        if len(self.signs["danger"] & meant) > 1:
            yield "dangers"

    @staticmethod
    def _ends(spelt: Sequence[str], place: int) -> bool:
        """Whether a cry for help ends here, and the next word is who it is about: `what do i do she ...`."""
        return spelt[place] in CRIES_END and spelt[place + 1 : place + 2] in ONES

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

    def cores_in(self, spelt: Sequence[str]) -> Iterable[tuple[str, str]]:
        """The cores that words have, each with what it means."""
        bare = core(spelt)
        for start in range(len(bare)):
            for size in range(1, min(LONGEST_PHRASE, len(bare) - start) + 1):
                found = " ".join(bare[start : start + size])
                yield from ((found, meaning) for meaning in self.cores.get(found, ()))

    def _meanings(self, spelt: Sequence[str]) -> Iterable[str]:
        for start in range(len(spelt)):
            for size in range(1, min(LONGEST_PHRASE, len(spelt) - start) + 1):
                phrase = " ".join(spelt[start : start + size])
                yield from self.phrases.get(phrase, ())
                yield from self._begun(phrase, spelt[start + size - 1])
        yield from (meaning for _, meaning in self.cores_in(spelt))

    def _begun(self, phrase: str, last: str) -> Iterable[str]:
        """Meanings of phrases with any ending: those that `phrase` begins with, up to its last word."""
        before = len(phrase) - len(last)
        for cut in range(before + 3, len(phrase) + 1):
            yield from self.beginnings.get(phrase[:cut], ())


def lexicon(
    meanings: Mapping[str, Iterable[str]],
    vocabulary: Iterable[str],
    signs: Mapping[str, Iterable[str]],
    misleading: Collection[tuple[str, str]] = frozenset(),
) -> Lexicon:
    """A lexicon from phrases by meaning; a star at the end of a phrase means any ending.

    `misleading` are cores that, with the meaning beside them, are not to be known.
    """
    whole: dict[str, tuple[str, ...]] = {}
    begun: dict[str, tuple[str, ...]] = {}
    cores: dict[str, tuple[str, ...]] = {}
    for meaning, phrases in meanings.items():
        for phrase in phrases:
            _keep(begun if phrase.endswith("*") else whole, " ".join(words(phrase)), meaning)
            bare = core(words(phrase))
            whole_only = phrase.endswith("*") or meaning in EXPLAINING
            kept = not whole_only and len(bare) >= _least_core(phrase)
            if kept and (" ".join(bare), meaning) not in misleading:
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
    made |= {f"{'v' if sign in WEAK else 'u'}{sign}" for sign in seen.signs}
    made |= {f"g{piece}" for word in set(seen.words) for piece in _pieces(word)}
    return frozenset(made)


def _pieces(word: str) -> list[str]:
    edged = f"_{word}_"
    return [edged[at : at + PIECE] for at in range(max(1, len(edged) - PIECE + 1))]
