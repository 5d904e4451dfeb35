"""How hard a text is to read: the Flesch-Kincaid grade, worked out here with nothing downloaded.

Hyphenation alone finds too few syllables ("people" may be broken nowhere), and that reads a grade or two too low.
So each word counts as many syllables as its hyphens or its groups of vowels give, whichever are more. What is
left is a rule of thumb: a low grade is no proof that a text is plain.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen  # type: ignore[import-untyped]  # it carries no types

_HYPHENS = pyphen.Pyphen(lang="en_GB")

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n\n")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
# A last "e" is silent (but not in "table"), and so are most "-es" and "-ed".
_SILENT_END = re.compile(
    r"(?:[^aeiouyl]e|[aeiouy]le|[^aeiouyszxcghl]es|[aeiouy]les|[^aeiouytdl]ed|[aeiouy]led|gues?)$"
)
# In these compounds the "e" in the middle is silent too: careful, sometimes, safeguard.
_SILENT_INSIDE = re.compile(
    r"[aeiouy][^aeiouy]+e(?=(?:ful|less|ly|ment|thing|body|times|what|where|guard|work|side)s?(?:ing|ed)?$)"
)
_TWO_TOGETHER = re.compile(r"(?<![cstg])ia|io(?!n)|iu|eing|yi|[^q]ua[lt]|iet|dea$|rea$|cipe$")

_SHORT = "it"


def sentences(text: str) -> list[str]:
    """The sentences of a text. A blank line ends one too."""
    return [part for part in _SENTENCE_END.split(text.strip()) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of a text; "don't" and "on-call" are one each. Figures are none."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has, rather one too many than one too few."""
    parts = word.lower().replace("’", "'").split("-")
    return sum(max(1, _hyphens(part), _vowels(part)) for part in parts)


def _hyphens(part: str) -> int:
    return len(_HYPHENS.positions(part)) + 1


def _vowels(part: str) -> int:
    bare = part.replace("'", "")
    silent = len(_SILENT_END.findall(bare)) + len(_SILENT_INSIDE.findall(bare))
    return len(_VOWELS.findall(bare)) + len(_TWO_TOGETHER.findall(bare)) - silent


@lru_cache(maxsize=10_000)
def grade(text: str, services: re.Pattern[str] | None = None) -> float:
    """The Flesch-Kincaid grade of a text, rounded to one place. 0 for a text without words.

    Names of services that match `services`, and words in capitals such as CQC, count as one short word each:
    nobody can choose easier ones.
    """
    plain = services.sub(_SHORT, text) if services else text
    counted = [_SHORT if word.isupper() else word for word in words(plain)]
    if not counted:
        return 0.0
    per_sentence = len(counted) / max(1, len(sentences(plain)))
    per_word = sum(map(syllables, counted)) / len(counted)
    return max(0.0, round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1))
