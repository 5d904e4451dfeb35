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
    r"[^\s@]{1,64}@[^\s@]{1,99}\.\w{2,}|\b\w{1,64} at \w+ dot (?:com|co|org|net|uk)\b"
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
_TITLE = re.compile(
    r"\b(mr (?:and|&) mrs|mr|mrs|ms|miss|mister|mx|dr|doctor|sr|prof)\b\.?\s+([a-z]\.|[a-z][a-z'-]+)"
)
_DOCTORS = frozenset({"doctor", "dr"})
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
_NAMED = re.compile(
    r"\b(?:called|named|name is|names|name's|known as|they call(?: me| her| him)?)\s+([a-z][a-z'-]+)"
)
# Whom a church, a day or a town is called after: nobody of today.
_SAINT = re.compile(r"\b(?:st|saint)\.? ([a-z]+?)(?:'?s)?\b")
_NUMBER = re.compile(r"\d{1,4}[a-z]?")
_NO_STREET = frozenset(words("in on at to way of and a mg ml"))
_OPEN_ENDED = frozenset(words("carers staff residents people hours minutes days nights weeks months litres"))


@dataclass(frozen=True)
class _Names:
    """Names, and what stands around them."""

    sure: frozenset[str]
    words_too: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    after_strange: frozenset[str]
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
        after_strange=frozenset([*lists["after_names"], *lists["after_strange_names"].split()]),
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
    return _SAINT.sub(lambda found: " " if _is_listed(found[1]) else found[0], plain)


def _named(shown: str, plain: str) -> bool:
    if any(_is_titled(title, word, shown) for title, word in _TITLE.findall(plain)):
        return True
    if any(_is_called(word, shown) for word in _NAMED.findall(plain)):
        return True
    left = set(re.findall(r"[a-z0-9]+", plain))
    said = [word.replace("’", "'") for word in _WORD.findall(shown)][:MOST_WORDS]
    return any(
        even(said[at]).split("-")[0] in left and (_is_name(said, at) or _is_rare_name(said, at))
        for at in range(len(said))
    )


def _is_titled(title: str, word: str, shown: str) -> bool:
    """Whether a name follows a title. Doctors do things more often than they are named: doctor telling me."""
    if word in _NOT_AFTER_TITLE:
        return False
    if title not in _DOCTORS or _is_listed(word) or word not in model().lexicon.vocabulary:
        return True
    return word.capitalize() in shown and not word.endswith(("ing", "ed"))


def _is_called(word: str, shown: str) -> bool:
    """Whether somebody is said to be called so: by a name that is known, or has a capital letter."""
    return _is_listed(word) or word.capitalize() in shown


def _is_listed(word: str) -> bool:
    return word in _names().sure | _names().words_too


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
    """Whether a word that nobody uses stands like a name.

    That is with a capital letter behind a word for a person, or first, before what somebody does or has.
    """
    if at:
        return said[at - 1].lower() in _PEOPLE and said[at][:1].isupper() and _is_strange(said[at])
    if len(said) == 1 or not _is_strange(said[0]):
        return False
    bare = _bare(said[0])
    does = even(said[1]) in _names().after_strange or said[0].lower().endswith("'s")
    return does and len(bare) >= SHORTEST_OWNER and model().lexicon.mend(bare) == bare


def _is_strange(word: str) -> bool:
    """Whether a word is none that the look-up knows."""
    known = model().lexicon.vocabulary
    return not word.isupper() and not {_bare(word), even(word).replace("'", "")} & known


def _bare(word: str) -> str:
    return even(word.split("'", maxsplit=1)[0].split("-", maxsplit=1)[0])


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
            return street[0] not in _NO_STREET
    return False
