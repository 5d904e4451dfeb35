"""What dialling the lines has shown, matched with the lines as they are now; and which numbers are to be dialled.

A finding belongs to a number and not to a line: once the number in the file is another one, the finding says
nothing any more, and lines with the same number share it. Nothing here may show a number that `Line.phone`
withholds.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.contact_models import dialled
from content.contacts import National
from content.ring import Dialled, Known, provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from content.contact_models import Line
    from content.contacts import Contacts, Entry

EVERYWHERE = "england"  # stands where an area's id stands, for the national lines


@dataclass(frozen=True)
class Finding:
    """A number, by its mark, was dialled on a day, and answered as said or did not."""

    number: str
    day: date
    answered: bool


def mark_of(line: Line) -> str | None:
    """A short mark that stands for a line's number, whether or not it may be shown; None without a number."""
    if line.unchecked_phone is None:
        return None
    return hashlib.sha256(dialled(line.unchecked_phone).encode()).hexdigest()[:12]


def known(contacts: Contacts, findings: Iterable[Finding], withheld: Mapping[str, str]) -> Known:
    """What is known of the lines as they are now. `withheld` maps a line's id to the mark that its number had."""
    newest = {found.number: found for found in sorted(findings, key=lambda found: found.day)}
    marks = {entry.id: mark for entry in contacts.entries if (mark := mark_of(entry.line))}
    out = {mark for line, mark in withheld.items() if marks.get(line) == mark}
    return Known(
        {
            line: Dialled(newest[mark].day, newest[mark].answered)
            for line, mark in marks.items()
            if mark in newest
        },
        frozenset(line for line, mark in marks.items() if mark in out),
    )


def to_dial(contacts: Contacts) -> tuple[Entry, ...]:
    """The lines whose numbers somebody should dial: each number once. 999 is not for trying out."""
    first: dict[str, Entry] = {}
    for entry in contacts.entries:
        mark = mark_of(entry.line)
        if mark is not None and entry.id != National.EMERGENCY:
            first.setdefault(mark, entry)
    return tuple(first.values())


def overdue(contacts: Contacts, facts: Known, today: date) -> tuple[Entry, ...]:
    """Those of them that were never found right by this service, not for a year, or failed since."""
    return tuple(entry for entry in to_dial(contacts) if is_overdue(entry, facts, today))


def is_overdue(entry: Entry, facts: Known, today: date) -> bool:
    """Whether a line should be dialled."""
    return provenance(entry.line, today, facts.dialled.get(entry.id)).overdue


def parts(entry: Entry) -> tuple[str, str]:
    """A line's area and its name there, as routes and commands carry them."""
    if entry.area is None:
        return EVERYWHERE, entry.id
    return entry.area.id, entry.id.removeprefix(f"{entry.area.id}.")


def find(contacts: Contacts, area: str, line: str) -> Entry | None:
    """The line with these parts, if there is one."""
    found = contacts.entry(line if area == EVERYWHERE else f"{area}.{line}")
    return found if found is not None and parts(found) == (area, line) else None


def in_order(contacts: Contacts, first: Iterable[str]) -> list[Entry]:
    """The lines to dial: of the areas that are named, then the national lines, then all others by name."""
    wanted = set(first)

    def rank(entry: Entry) -> int:
        area = parts(entry)[0]
        return 0 if area in wanted else 1 if area == EVERYWHERE else 2

    return sorted(to_dial(contacts), key=rank)


def after(lines: Sequence[Entry], line_id: str) -> Sequence[Entry]:
    """Those that come after a line; all of them if it is not there."""
    places = [place for place, entry in enumerate(lines) if entry.id == line_id]
    return lines[places[0] + 1 :] if places else lines
