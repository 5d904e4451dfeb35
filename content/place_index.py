"""The names of places, made even so that spelling habits do not matter, with what each name can mean.

It is built once from the contacts and never changes. It must keep every meaning of a name: whoever drops one
turns a question into a guess.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.contact_models import Area
    from content.contacts import Contacts

LONGEST_NAME = 5  # words, as in Bath and North East Somerset
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SHORTEST_SQUEEZED = 6


@dataclass(frozen=True)
class Place:
    """A name that was typed, or nearly, and the area where a place of that name is."""

    area: Area
    name: str


@dataclass(frozen=True)
class Meaning:
    """All that a name can mean: areas with lines, other nations, and parts of England without lines."""

    name: str
    places: tuple[Place, ...] = ()
    nations: tuple[str, ...] = ()
    uncovered: bool = False


Index = dict[str, Meaning]


def even(text: str) -> str:
    """Text as names are compared: small letters of English, single spaces, no signs, `st` for saint."""
    letters = unicodedata.normalize("NFKD", text.casefold()).replace("&", " and ")
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign) and sign not in "'’")
    words = _NOT_LETTERS.sub(" ", plain).split()
    return " ".join("st" if word == "saint" else word for word in words)


@lru_cache(maxsize=2)
def index_of(contacts: Contacts) -> Index:
    """Every name that the contacts know, each with all its meanings."""
    index: Index = {}
    for name, meaning in _named(contacts):
        for key in _keys(name):
            index[key] = _joined(index[key], meaning) if key in index else meaning
    return index


def _named(contacts: Contacts) -> Iterator[tuple[str, Meaning]]:
    for area in contacts.areas:
        for name in (area.name, *area.also_known_as):
            plain = _IN_BRACKETS.sub("", name)
            for spelling in dict.fromkeys((plain, name)):
                yield spelling, Meaning(plain, places=(Place(area, plain),))
    for nation, towns in contacts.elsewhere.nations.items():
        for name in (nation, *towns):
            yield name, Meaning(name, nations=(nation,))
    for name in contacts.elsewhere.england:
        yield name, Meaning(name, uncovered=True)


def _keys(name: str) -> tuple[str, ...]:
    """The name, and for longer ones the name without spaces, as in sthelens."""
    key = even(name)
    squeezed = key.replace(" ", "")
    return (key, squeezed) if squeezed != key and len(squeezed) >= _SHORTEST_SQUEEZED else (key,)


def _joined(one: Meaning, other: Meaning) -> Meaning:
    known = {place.area.id for place in one.places}
    return Meaning(
        one.name,
        one.places + tuple(place for place in other.places if place.area.id not in known),
        one.nations + tuple(nation for nation in other.nations if nation not in one.nations),
        one.uncovered or other.uncovered,
    )
