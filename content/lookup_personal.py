"""Whether a text says who or where somebody is: a name, a room, an address, a number. By rules, not by learning.

A warning too many teaches people to pass over warnings, so a word that is also a name counts only where it stands
like one. This module must never say what it found, only that it found something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from content.lookup_model import model
from content.lookup_text import MOST_WORDS, even, words

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST_OWNER = 4  # letters
LONGEST = 4096  # characters; Telegram sends no longer text
_EMAIL = re.compile(
    r"\S{1,64}@\S{1,99}\.\w{2,}|\b\w{1,64} at \w+ dot (?:com|co|org|net|uk)\b"
    r"|\bat [\w-]{1,64}\.(?:com|org|net|co\.uk)\b"
)
_POSTCODE = re.compile(r"\b(?:gir ?0aa|[a-z]{1,2}\d[a-z\d]?\s*\d[abd-hjlnp-uw-z]{2})\b")
_PHONE = re.compile(r"(?<!\d)(?:\+44|0044|0)[\s-]?(?:\d[\s-]?){9,10}(?!\d)")
_NHS = re.compile(r"(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")
_INSURANCE = re.compile(r"\b[a-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b")
_BANK = re.compile(
    r"\b\d{2}-\d{2}-\d{2}\b|\b(?:account|acc|sort code|policy)\s?(?:no|number)?\s?(?:is\s)?\d{6,8}\b"
)
_BIRTH = re.compile(
    r"\b(?:dob|d\.o\.b\.?|born|date of birth|birthday)\b.{0,12}\d|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d\b"
)
_REFERENCE = re.compile(
    r"\b(?:ref|reference|nhs|hospital|patient|client|record|case|file|mosaic|id)\s?(?:id|no|num|number|ref)?\.?\s?"
    r"(?:is\s|:\s?)?(?:[a-z]{0,3}\d{5,})\b"
)
_KEY_SAFE = re.compile(r"\b(?:key ?safe|key ?code|door ?code|pin)\b\D{0,16}\d{4}\b")
_HOME = re.compile(
    r"\b(?:at|in|from) ([a-z]+) (?:care home|nursing home|residential home|lodge|manor|court|grange)\b"
)
_NO_NAME_OF_A_HOME = frozenset(
    words(
        "a an the my our your their this that his her one any some another each every residential nursing old big"
    )
)
_PLATE = re.compile(r"\b(?:reg|registration|plate|number plate)\b.{0,6}\b[a-z]{2}\d{2}\s?[a-z]{3}\b")
_PATTERNS = (
    *(_EMAIL, _POSTCODE, _PHONE, _NHS, _INSURANCE),
    *(_BANK, _BIRTH, _REFERENCE, _KEY_SAFE, _PLATE),
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mister|mx|dr|doctor|sr|prof)\b\.?\s+([a-z]\.|[a-z][a-z'-]+)")
# What follows a title and is no name: Dr said, Mrs from next door, miss my family.
_NOT_AFTER_TITLE = frozenset(
    [
        *words(
            "from next said says is was came comes wont doesnt didnt has had hasnt will would wouldnt isnt"
        ),
        *words(
            "a an the and or that who in at on to for of with about not never always if when because being"
        ),
        *words("called rang visit visits did does told wants wanted gave put call notes office number"),
        *words("surgery practice round today yesterday tomorrow sir universe england world carers somebody"),
        *words("my our your her his him she he they them you me us one people everyone everybody home work"),
        *words("wrote writes asks asked explained old going seeing having out days something whatever thing"),
        *words("things wasnt it appointment"),
    ]
)
# Whom a name may follow at once: nurse Thandeka, little Jaydon, owd Albert.
_PEOPLE = frozenset(
    words(
        "nurse sister carer senior uncle auntie aunty granny grandad nan old owd little young resident client"
        " patient tenant mum mam dad brother son daughter neighbour colleague manager deputy cook lad girl boy"
    )
)
_NAMED = re.compile(r"\b(?:called|named|name is|names|name's|known as)\s+([a-z][a-z'-]+)")
_NUMBER = re.compile(r"\d{1,4}[a-z]?")
_OPEN_ENDED = frozenset(
    {"carers", "staff", "residents", "people", "hours", "minutes", "days", "weeks", "months"}
)


@dataclass(frozen=True)
class _Names:
    """Names, and what stands around them."""

    sure: frozenset[str]
    words_too: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    nobody: tuple[str, ...]
    places: frozenset[str]
    numbers: frozenset[str]
    streets: frozenset[str]


@lru_cache(maxsize=1)
def _names() -> _Names:
    lists = model().lists
    words_too = frozenset(lists["names_that_are_words"].split())
    return _Names(
        sure=frozenset(lists["names"].split()) - words_too,
        words_too=words_too,
        before=frozenset(lists["before_names"]),
        after=frozenset(lists["after_names"]),
        nobody=tuple(even(phrase) for phrase in lists["not_names"]),
        places=frozenset(lists["numbered_places"]),
        numbers=frozenset(lists["numbers_in_words"]),
        streets=frozenset(lists["streets"]),
    )


def is_personal(text: str) -> bool:
    """Whether a text seems to say who or where somebody is."""
    shown = text[:LONGEST]
    plain = _without_nobody(even(shown))
    home = _HOME.search(plain)
    return (
        any(pattern.search(plain) for pattern in _PATTERNS)
        or (home is not None and home[1] not in _NO_NAME_OF_A_HOME)
        or _placed(plain)
        or _named(shown, plain)
    )


def _without_nobody(plain: str) -> str:
    for phrase in _names().nobody:
        plain = plain.replace(phrase, " ")
    return plain


def _named(shown: str, plain: str) -> bool:
    title, named = _TITLE.search(plain), _NAMED.search(plain)
    if title and title[1] not in _NOT_AFTER_TITLE:
        return True
    if named and named[1] in _names().sure | _names().words_too:
        return True
    left = set(re.findall(r"[a-z0-9]+", plain))
    said = [word.replace("’", "'") for word in _WORD.findall(shown)][:MOST_WORDS]
    return any(
        even(said[at]).split("-")[0] in left and (_is_name(said, at) or _is_rare_name(said, at))
        for at in range(len(said))
    )


def _is_name(said: Sequence[str], at: int) -> bool:
    """Whether a word is somebody's name, by itself or by what stands beside it."""
    word = even(said[at].split("'")[0].split("-")[0])
    bare = word[:-1] if word.endswith("s") and said[at].lower().endswith(("'s", "s'")) else word
    names = _names()
    if bare in names.sure or _owner(said[at]) in names.sure:
        return True
    if bare not in names.words_too:
        return False
    before = even(said[at - 1]) if at else ""
    after = even(said[at + 1]) if at + 1 < len(said) else ""
    capital = said[at][:1].isupper() and not said[at].isupper() and at > 0
    told = after in names.after and before in {"", "and", "about", "but", "because", "when", *names.before}
    owns = said[at].lower().endswith("'s") and at + 1 < len(said)
    return (
        capital or told or owns or before in {"mr", "mrs", "ms", "miss", "called", "named", "sister", "carer"}
    )


def _is_rare_name(said: Sequence[str], at: int) -> bool:
    """Whether a word that nobody uses stands like a name: with a capital letter, behind a word for a person."""
    return at > 0 and said[at - 1].lower() in _PEOPLE and _is_strange(said[at])


def _is_strange(word: str) -> bool:
    """Whether a word has a capital letter and is none that the look-up knows."""
    plain = even(word.split("'", maxsplit=1)[0].split("-", maxsplit=1)[0])
    return word[:1].isupper() and not word.isupper() and plain not in model().lexicon.vocabulary


def _owner(word: str) -> str:
    """Whose: people leave the apostrophe out. Short words are left alone, for too many of them are words."""
    plain = even(word)
    return plain[:-1] if plain.endswith("s") and len(plain) > SHORTEST_OWNER else ""


def _placed(plain: str) -> bool:
    """Whether a room or a house is named: room 7, flat 3b, 14 beech avenue."""
    said = re.findall(r"[a-z0-9]+", plain)[: 4 * MOST_WORDS]
    names = _names()
    for word, following in pairwise(said):
        if word in names.places and (_NUMBER.fullmatch(following) or following in names.numbers):
            return True
    return any(_is_address(said, at, names) for at in range(len(said)))


def _is_address(said: Sequence[str], at: int, names: _Names) -> bool:
    """A house number, one or two words, and a word for a street."""
    if not _NUMBER.fullmatch(said[at]):
        return False
    for size in (2, 3):
        street = said[at + 1 : at + 1 + size]
        usable = len(street) == size and street[-1] in names.streets
        if usable and not (set(street[:-1]) & _OPEN_ENDED) and not any(word.isdigit() for word in street):
            return street[0] not in {"in", "on", "at", "to", "way", "of", "and", "a"}
    return False
