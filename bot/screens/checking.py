"""Dialling the telephone lines one by one, for owners: what to dial, what to ask, and what was found.

An owner sees numbers here that nobody else is shown, because somebody has to find out whether they may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    CheckLine,
    CheckNext,
    CheckNumbers,
    Demote,
    FindOut,
    Found,
    Numbers,
    OutOfUse,
    Restore,
)
from bot.screens.numbers import hours_in_our_words
from bot.screens.screen import Button, Markup, Screen, Style, bold, line, lines, link, paragraphs, plain
from bot.screens.times import in_full
from bot.words import _, _n
from content.contact_models import Confidence
from content.contacts_known import parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from content.contacts import Entry

BEGINNING = ContentId("first")  # no line has this name, so all lines come after it
MOST_LISTED = 12


@dataclass(frozen=True)
class Report:
    """A line, and how often it was said not to work."""

    entry: Entry
    times: int


@dataclass(frozen=True)
class Finding:
    """What was found last: `found` on a day."""

    found: Found
    day: date


def check_numbers(to_dial: int, overdue: int, reports: Sequence[Report], out_of_use: int) -> Screen:
    """How many lines there are to dial, and which were said not to work."""
    text = paragraphs(
        bold(_("Check numbers")),
        plain(_("{overdue} of {all} numbers still need a call.").format(overdue=overdue, all=to_dial)),
        *([reported(reports)] if reports else []),
        plain(_("One after the other: dial, ask, and tap what you found. You can stop at any time.")),
    )
    begin = Button(_("Begin"), CheckNext(BEGINNING, BEGINNING), Style.PRIMARY)
    said = _n("{number} out of use", "{number} out of use", out_of_use).format(number=out_of_use)
    gone = [(Button(said, OutOfUse()),)] if out_of_use else []
    rows = (*_ways(reports), *gone, (Button(_("All numbers"), Numbers()),))
    return Screen(text, ((begin,), *rows))


def reported(reports: Sequence[Report]) -> Markup:
    """Which numbers were said not to work, and how often; not by whom, and of no team."""
    told = [
        plain(
            _n(
                "{phone} ({name}): said once not to work",
                "{phone} ({name}): said {times} times not to work",
                one.times,
            ).format(phone=_phone(one.entry), name=title(one.entry), times=one.times)
        )
        for one in reports[:MOST_LISTED]
    ]
    return lines(bold(_("Said not to work in the last 7 days")), *told)


def check_line(entry: Entry, found: Finding | None, *, withheld: bool) -> Screen:
    """One line: what to dial, what to ask, and four buttons for what was found."""
    shown = entry.line
    text = paragraphs(
        lines(bold(title(entry)), bold(_phone(entry)), plain(hours_in_our_words(shown.unchecked_hours))),
        lines(
            line(
                plain(_("Where we read it ({seen}):").format(seen=shown.seen)),
                link(_("source"), shown.source),
            ),
            *([line(link(_("Its web page"), shown.web))] if shown.web else []),
        ),
        *([plain(_("This number is not shown: its source is not good enough."))] if _is_low(entry) else []),
        *([plain(_("You took this number out of use."))] if withheld else []),
        *([_found(found, withheld=withheld)] if found else []),
        plain(
            _(
                "Say that you check numbers for care workers. Ask: who is this, at which hours, and who at night?"
            )
        ),
    )
    return Screen(text, (*_answers(entry), *_standing(entry, withheld=withheld)))


def out_of_use(entries: Sequence[Entry]) -> Screen:
    """The lines whose numbers an owner has taken out of use."""
    rows = tuple((_way(entry),) for entry in entries[:MOST_LISTED])
    text = paragraphs(bold(_("Out of use")), plain(_("People see the page of these, and not the number.")))
    return Screen(text, (*rows, (Button(_("Check numbers"), CheckNumbers()),)))


def daily_list(reports: Sequence[Report]) -> Screen:
    """What owners are told once a day: numbers that people said do not work."""
    text = paragraphs(bold(_("Numbers that did not work")), reported(reports))
    return Screen(text, (*_ways(reports), (Button(_("Check numbers"), CheckNumbers()),)))


def title(entry: Entry) -> str:
    """A line's area and name."""
    return entry.line.name if entry.area is None else f"{entry.area.name}: {entry.line.name}"


def findings() -> dict[Found, str]:
    """What can be found, in words."""
    return {
        Found.AS_SAID: _("Answers as said"),
        Found.OTHER: _("Answers as something else"),
        Found.SILENT: _("Does not answer"),
        Found.WRONG: _("Somebody else’s number"),
    }


def _found(found: Finding, *, withheld: bool) -> Markup:
    said = _("Found on {day}: {found}.").format(day=in_full(found.day), found=findings()[found.found].lower())
    if found.found in {Found.OTHER, Found.WRONG} and not withheld:
        return lines(plain(said), plain(_("Take it out of use, so that nobody else rings it?")))
    return plain(said)


def _answers(entry: Entry) -> list[tuple[Button, ...]]:
    here = _here(entry)
    return [(Button(label, FindOut(*here, found)),) for found, label in findings().items()]


def _standing(entry: Entry, *, withheld: bool) -> list[tuple[Button, ...]]:
    here = _here(entry)
    change = (
        Button(_("Put it back into use"), Restore(*here))
        if withheld
        else Button(_("Take it out of use"), Demote(*here), Style.DANGER)
    )
    following = Button(_("Next"), CheckNext(*here))
    return [(change,), (following, Button(_("Check numbers"), CheckNumbers()))]


def _ways(reports: Sequence[Report]) -> list[tuple[Button, ...]]:
    return [(_way(one.entry),) for one in reports[:MOST_LISTED]]


def _way(entry: Entry) -> Button:
    return Button(_phone(entry), CheckLine(*_here(entry)))


def _here(entry: Entry) -> tuple[ContentId, ContentId]:
    area, name = parts(entry)
    return ContentId(area), ContentId(name)


def _phone(entry: Entry) -> str:
    return entry.line.unchecked_phone or _("no number")


def _is_low(entry: Entry) -> bool:
    return entry.line.confidence is Confidence.LOW
