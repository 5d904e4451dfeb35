"""Which areas and telephone lines a typed text asks for.

It gives ids only. Whether a number may be shown is decided later, and never here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from content.contacts import LineKind, National, line_id, lines_of
from content.lookup_model import model
from content.lookup_text import words
from content.places import NothingFound, OneArea, SeveralAreas, find_places
from content.search import Kind, Urgent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.contact_models import Area
    from content.contacts import Contacts
    from content.search import Finding

MOST_AREAS = 3
LINES_IN_DESPAIR = (National.EMERGENCY, National.SAMARITANS, National.SHOUT, National.NHS_111)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?\s+(?:[a-z]+\s+){1,2}(?:st|street|rd|road|row|lane|ave|avenue|close|ct|court)\b"
)
_CHILD = frozenset(
    words("child children childrens kid kids baby boy girl teen teenager lad lass yp young toddler")
)
_ADULT = frozenset(
    words(
        "adult adults lady man woman gentleman elderly old resident client pensioner nan gran grandad mum dad"
        " mother father neighbour patient tenant"
    )
)
_STAFF = frozenset(words("lado allegation allegations"))
_ABOUT_AREAS = frozenset(words("council safeguarding social duty mash edt lado services hours"))


def areas_in(text: str, contacts: Contacts, *, asked: bool) -> tuple[str, ...]:
    """Ids of the areas that a text names. Where no number is asked for, only a place behind `in` counts."""
    plain = " ".join(words(text))
    if asked:
        return _areas(_STREET.sub(" ", plain), contacts)
    behind = re.findall(r"\b(?:in|near) ((?:[a-z]+ ?){1,4})$", plain)
    return _areas(behind[-1], contacts, exact=True) if behind else ()


def _areas(plain: str, contacts: Contacts, *, exact: bool = False) -> tuple[str, ...]:
    found = find_places(plain, contacts)
    if isinstance(found, OneArea):
        return (found.place.area.id,) if found.exact or not exact else ()
    if isinstance(found, SeveralAreas) and not exact:
        return tuple(dict.fromkeys(place.area.id for place in found.places))[:MOST_AREAS]
    if isinstance(found, NothingFound):
        return _last_words(plain.split(), contacts) if not exact else ()
    return ()


def _last_words(typed: Sequence[str], contacts: Contacts) -> tuple[str, ...]:
    """People end with the town: the last words alone are tried, the longest name first."""
    for size in (3, 2, 1):
        if len(typed) > size:
            found = find_places(" ".join(typed[-size:]), contacts)
            if isinstance(found, OneArea):
                return (found.place.area.id,)
    return ()


def lines_for(text: str, finding: Finding, contacts: Contacts, areas: Sequence[str]) -> tuple[str, ...]:
    """Ids of the lines for a finding, best first; those of areas before the national ones unless one is named."""
    if finding.urgent is Urgent.WORKER_AT_RISK:
        return tuple(LINES_IN_DESPAIR)
    local = tuple(line for area in areas for line in _local(text, finding, contacts.area(area)))
    if finding.urgent is Urgent.EMERGENCY:
        return (National.EMERGENCY, *local)
    if finding.kind is not Kind.CONTACT:
        return local
    named = tuple(line for line in _named(text) if contacts.entry(line))
    wants_local = bool(set(words(text)) & _ABOUT_AREAS) or not named
    return tuple(dict.fromkeys([*named, *(local if wants_local or areas else ())]))


def _named(text: str) -> list[str]:
    """The national lines that a text names, the longest name first."""
    typed = " ".join(model().lexicon.mend(word) for word in words(text))
    raw = " ".join(words(text))
    found = [
        (len(name), line)
        for line, names in model().lists["lines"].items()
        for name in names
        if re.search(rf"\b{re.escape(' '.join(words(name)))}\b", f"{typed} | {raw}")
    ]
    return list(dict.fromkeys(line for _, line in sorted(found, key=lambda one: -one[0])))


def _local(text: str, finding: Finding, area: Area | None) -> list[str]:
    """An area's lines: those of the service that is asked for first."""
    if area is None:
        return []
    said = set(words(text))
    about_child = bool(said & _CHILD) or any(topic.startswith("child-") for topic in finding.topics[:1])
    kinds = [LineKind.ADULTS, LineKind.ADULTS_DUTY, LineKind.CHILDREN, LineKind.CHILDREN_DUTY]
    if said & _STAFF:
        kinds = [LineKind.LADO, LineKind.CHILDREN, LineKind.CHILDREN_DUTY]
    elif about_child and not said & _ADULT:
        kinds = [LineKind.CHILDREN, LineKind.CHILDREN_DUTY]
    elif said & _ADULT or finding.topics:
        kinds = kinds[:2]
    there = {kind for kind, _ in lines_of(area)}
    return [line_id(area, kind) for kind in kinds if kind in there]
