"""The word lists of words.yaml: phrases that rules look for, so that a dignity lead can edit them.

It turns phrases into patterns. It never decides what a find means; that is for the rules.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from content.models import Strict
from content.source import SourceFile

WORDS = Path(__file__).with_name("words.yaml")

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|(?<!\w)['‘][^'’]*(?:['’]\w[^'’]*)*['’](?!\w)")
_NOT = re.compile(r"\b(?:not|never|no|nobody|don't|without|cannot|stop|instead)\b|n['’]t\b", re.IGNORECASE)
# Matches nowhere: an empty list finds nothing, where an empty pattern would find everything.
_NOTHING = r"(?!)"

Phrases = tuple[str, ...]


class WordLists(Strict):
    """Every list of words.yaml; that file says what each is for."""

    avoid: dict[str, str]
    stale: dict[str, str]
    real: Phrases
    absolutes: Phrases
    catch_all: Phrases
    verdicts: Phrases
    shaming: Phrases
    recipients: Phrases
    soon: Phrases
    who_else: Phrases
    adult_leads: Phrases
    child_leads: Phrases
    credit: Phrases
    way_back: Phrases
    polite: Phrases
    forbidden: dict[str, Phrases]
    known: Phrases
    explain: dict[str, Phrases]
    services: Phrases
    not_names: Phrases


def load_words(path: Path = WORDS) -> WordLists:
    """The word lists of a file.

    Raises:
        BrokenContentError: with every fault of the file.
    """
    return SourceFile(path).parse(WordLists)


@lru_cache(maxsize=256)
def pattern(phrases: Phrases) -> re.Pattern[str]:
    """Finds any of the phrases, as whole words, in capitals or not; a star at the end is any ending."""
    any_of = "|".join(map(_one, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)" if phrases else _NOTHING, re.IGNORECASE)


def _one(phrase: str) -> str:
    stem = r"\s+".join(re.escape(word) for word in phrase.rstrip("*").split())
    return rf"{stem}\w*" if phrase.endswith("*") else stem


def found(phrases: Phrases, text: str) -> list[str]:
    """What of the phrases stands in the text, as it is written there."""
    return [match.group() for match in pattern(phrases).finditer(text)]


def asked_for(phrases: Phrases, sentence: str) -> list[str]:
    """What of the phrases a sentence asks for; after a "not" or "never" it asks for none."""
    finds = pattern(phrases).finditer(sentence)
    return [find.group() for find in finds if not _NOT.search(sentence[: find.start()])]


def unquoted(text: str) -> str:
    """The text without what somebody says in it."""
    return _QUOTED.sub(" ", text)


def quoted(text: str) -> list[str]:
    """What somebody says in the text, with its quotes."""
    return _QUOTED.findall(text)
