"""From what somebody types to the council's area: towns, mistakes in spelling, and names that are in two places.

A wrong area would give wrong numbers, so a name is only taken for an area when nothing else comes near it; all
else leads to a question or to nothing. This module must never keep what is typed, and looks no further into
anything that is shaped like a postcode.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from content.place_index import LONGEST_NAME, Index, Meaning, Place, even, index_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from content.contacts import Contacts

MOST_SUGGESTIONS = 3
LONGEST_TYPED = 200  # characters; a name of a place is far shorter
# Likeness runs from 0 to 100. The limits were chosen on the tables in tests/content/test_places.py, and on all
# slips of one letter in all names: with these, none of 36 000 slips was mended to an area that was not meant.
SURE = 80
RIVAL = 10
SUGGESTED = 74
SURE_WITH_ANOTHER_FIRST_LETTER = 92
SHORTEST_MENDED = 5  # letters; a slip in a shorter word leaves too little to go by
SHORTEST_SUGGESTED = 4
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "great", "little", "upper", "lower", "mid", "new", "old"}
)
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b")
_BEFORE_PLACES = frozenset({"in", "near", "at", "from", "around"})
# Words around a name that do not change which place is meant.
_AROUND_NAMES = _BEFORE_PLACES | frozenset(
    {
        "the",
        "i",
        "im",
        "am",
        "we",
        "are",
        "is",
        "it",
        "its",
        "live",
        "work",
        "working",
        "city",
        "council",
        "borough",
    }
    | {
        "metropolitan",
        "mbc",
        "county",
        "district",
        "area",
        "town",
        "please",
        "hi",
        "hello",
        "england",
        "and",
        "of",
    }
)
# Names that are also everyday words: inside a sentence they count only after in, near, at or from.
_EVERYDAY = frozenset(
    {
        "sale",
        "march",
        "reading",
        "hart",
        "fleet",
        "bath",
        "rye",
        "wells",
        "crook",
        "walker",
        "felling",
        "barking",
    }
    | {"eden", "rugby", "leek", "shaw", "lees", "moore", "parr", "grange", "flint", "mold", "grays", "sutton"}
    | {
        "stone",
        "deane",
        "nelson",
        "boston",
        "hyde",
        "standish",
        "speke",
        "dover",
        "poole",
        "weston",
        "stanley",
    }
)


@dataclass(frozen=True)
class OneArea:
    """One area. If not `exact` the spelling was mended: show the name, and let the person say no."""

    place: Place
    exact: bool


@dataclass(frozen=True)
class SeveralAreas:
    """A question to ask: one of these areas, or somewhere in `elsewhere` (nations), or uncovered England."""

    places: tuple[Place, ...]
    nations: tuple[str, ...] = ()
    uncovered: bool = False


@dataclass(frozen=True)
class OutsideEngland:
    """A place in Wales, Scotland or Northern Ireland; two of them if both have one of that name."""

    name: str
    nations: tuple[str, ...]


@dataclass(frozen=True)
class NotCovered:
    """A place in England whose council has no lines here."""

    name: str


@dataclass(frozen=True)
class NothingFound:
    """No place; perhaps one of the suggestions was meant."""

    suggestions: tuple[Place, ...] = ()
    looks_like_postcode: bool = False


Found = OneArea | SeveralAreas | OutsideEngland | NotCovered | NothingFound


def find_places(text: str, contacts: Contacts) -> Found:
    """The area that a typed text names."""
    if _POSTCODE.search(text.casefold()):
        return NothingFound(looks_like_postcode=True)
    if len(text) > LONGEST_TYPED:
        return NothingFound()
    index = index_of(contacts)
    words = even(text).split()
    core = _core(words)
    meaning = _known(words, index) or _known(core, index)
    if meaning:
        return _found(meaning, exact=True)
    return _mended(core, index) or _inside(words, index) or _nearest(core, index)


def _core(words: list[str]) -> list[str]:
    """The words without those around a name."""
    kept = [number for number, word in enumerate(words) if word not in _AROUND_NAMES]
    return words[kept[0] : kept[-1] + 1] if kept else []


def _known(words: Sequence[str], index: Index) -> Meaning | None:
    """What a text means that is one name, or names side by side that agree, as in Hale, Trafford."""
    whole = index.get(" ".join(words)) or index.get("".join(words))
    if whole or not words:
        return whole
    named, left = _names_in(words, index)
    if left or not named:
        return None
    return _agreed(named)


def _agreed(named: Sequence[Meaning]) -> Meaning | None:
    """The one area that all these names can mean. Leicester, Leicestershire does not say which of the two."""
    if len(named) == 1:
        return named[0]
    common = set.intersection(*({place.area.id for place in meaning.places} for meaning in named))
    places = [place for place in named[0].places if place.area.id in common]
    if len(places) != 1 or _is_city_of_a_county(places[0]):
        return None
    return Meaning(named[0].name, (places[0],))


def _is_city_of_a_county(place: Place) -> bool:
    return even(place.area.name).startswith(even(place.name)) and place.name != place.area.name


def _names_in(words: Sequence[str], index: Index) -> tuple[list[Meaning], list[str]]:
    """The names in a text, the longest first at each place, and the words that belong to none."""
    named: list[Meaning] = []
    left: list[str] = []
    start = 0
    while start < len(words):
        sizes = range(min(LONGEST_NAME, len(words) - start), 0, -1)
        size = next((size for size in sizes if " ".join(words[start : start + size]) in index), 0)
        if size and not _is_everyday(words, start, size):
            named.append(index[" ".join(words[start : start + size])])
        elif words[start] not in _AROUND_NAMES:
            left.append(words[start])
        start += size or 1
    return named, left


def _is_everyday(words: Sequence[str], start: int, size: int) -> bool:
    lone = size == 1 and words[start] in _EVERYDAY and len(words) > 1
    return lone and (start == 0 or words[start - 1] not in _BEFORE_PLACES)


def _found(meaning: Meaning, *, exact: bool) -> Found:
    alone = not meaning.nations and not meaning.uncovered
    if meaning.places:
        one = alone and len(meaning.places) == 1
        return OneArea(meaning.places[0], exact) if one else _question([meaning])
    return OutsideEngland(meaning.name, meaning.nations) if meaning.nations else NotCovered(meaning.name)


def _question(meanings: Sequence[Meaning]) -> SeveralAreas:
    return SeveralAreas(
        places=_each_area_once(chain.from_iterable(meaning.places for meaning in meanings)),
        nations=tuple(dict.fromkeys(chain.from_iterable(meaning.nations for meaning in meanings))),
        uncovered=any(meaning.uncovered for meaning in meanings),
    )


def _mended(core: Sequence[str], index: Index) -> Found | None:
    """What a text with slips in it means, if one name is clearly nearest; a question if two are near."""
    typed = " ".join(core)
    if len(typed) < SHORTEST_MENDED:
        return None
    near = [(name, score) for name, score in _alike(typed, index, SURE) if _could_be(name, score, core)]
    if not near:
        return None
    close = [index[name] for name, score in near if score > near[0][1] - RIVAL]
    same = all(_targets(meaning) == _targets(close[0]) for meaning in close)
    return _found(close[0], exact=False) if same else _unsure(close)


def _could_be(name: str, score: float, core: Sequence[str]) -> bool:
    """Whether a slip of the finger makes one of the other: East Lancashire is no slip for West Lancashire."""
    words = name.split()
    begins_alike = name[0] == core[0][0] or score >= SURE_WITH_ANOTHER_FIRST_LETTER
    return begins_alike and len(words) == len(core) and _DIRECTIONS & set(words) == _DIRECTIONS & set(core)


def _unsure(meanings: Sequence[Meaning]) -> Found | None:
    question = _question(meanings)
    return question if question.places else None


def _targets(meaning: Meaning) -> tuple[frozenset[str], tuple[str, ...], bool]:
    return frozenset(place.area.id for place in meaning.places), meaning.nations, meaning.uncovered


def _inside(words: Sequence[str], index: Index) -> Found | None:
    """The names inside a longer text. Other words may change what is meant, so this is always a question."""
    named, _ = _names_in(words, index)
    if named:
        question = _question(named)
        return question if question.places else _found(named[0], exact=True)
    return next((found for part in _after_in(words) if (found := _asked(_mended(part, index)))), None)


def _after_in(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """What could be a name, with slips in it, behind the last in, near, at or from; the longest first."""
    at = max((number for number, word in enumerate(words) if word in _BEFORE_PLACES), default=len(words))
    tail = words[at + 1 :]
    return (tail[:size] for size in range(min(LONGEST_NAME, len(tail)), 0, -1))


def _asked(found: Found | None) -> Found | None:
    return SeveralAreas((found.place,)) if isinstance(found, OneArea) else found


def _nearest(core: Sequence[str], index: Index) -> NothingFound:
    typed = " ".join(core)
    if len(typed) < SHORTEST_SUGGESTED:
        return NothingFound()
    near = chain.from_iterable(index[name].places for name, _ in _alike(typed, index, SUGGESTED))
    return NothingFound(_each_area_once(near)[:MOST_SUGGESTIONS])


def _alike(typed: str, index: Index, least: float) -> list[tuple[str, float]]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 3 MB that a start does not need

    found = process.extract(typed, index.keys(), scorer=fuzz.ratio, limit=10, score_cutoff=least)
    return [(name, score) for name, score, _ in found]


def _each_area_once(places: Iterable[Place]) -> tuple[Place, ...]:
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.area.id, place)
    return tuple(first.values())
