"""The record of learning: what somebody practised in a span of time, to bring to supervision or to file for CPD.

It holds no name: there is an empty line to write it on by hand. It says what was met, never what was chosen, and
never claims that anybody's work was assessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.papers.layout import NORMAL, Sheet
from bot.papers.standards import standard
from bot.screens.confidence import felt_line
from bot.screens.times import in_full
from bot.words import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.screens.confidence import Felt

LINES_TO_WRITE_ON = 5
GAP = 4.0  # millimetres between two parts


@dataclass(frozen=True)
class Theme:
    """One theme in plain words, and how many stories, pages and talks of it were met."""

    name: str
    items: int


@dataclass(frozen=True)
class RecordOfLearning:
    """What a record of learning says. `begins` and `ends` are the days that it is about, `minutes` are counted.

    `standards` are numbers of the Care Certificate. `felt` is empty unless the learner wants it in.
    """

    begins: date
    ends: date
    days: int
    minutes: int
    stories: int
    pages: int
    talks: int
    themes: tuple[Theme, ...]
    standards: tuple[int, ...]
    felt: tuple[Felt, ...] = ()


def record_of_learning(made_of: RecordOfLearning) -> bytes:
    """The record, as a PDF."""
    sheet = Sheet(_("Record of learning"), NORMAL, made_of.ends)
    sheet.chapter(_("Record of learning"))
    _whose(sheet, made_of)
    _practised(sheet, made_of)
    _themes(sheet, made_of)
    _standards(sheet, made_of)
    _felt(sheet, made_of)
    _reflection(sheet)
    return sheet.made()


def _whose(sheet: Sheet, made_of: RecordOfLearning) -> None:
    sheet.para(_("Challenging poor practice, practised with Say So."))
    span = _("From {begins} to {ends}.").format(begins=in_full(made_of.begins), ends=in_full(made_of.ends))
    sheet.para(span, style="B")
    sheet.labelled(_("Name (write it here yourself)"), " ", after=0)
    sheet.ruled(1)


def _practised(sheet: Sheet, made_of: RecordOfLearning) -> None:
    sheet.subheading(_("What I practised"))
    stories = _n("{number} story answered", "{number} stories answered", made_of.stories)
    pages = _n("{number} page read", "{number} pages read", made_of.pages)
    talks = _n("{number} talk rehearsed", "{number} talks rehearsed", made_of.talks)
    days = _n("on {number} day", "on {number} days", made_of.days)
    minutes = _n("about {number} minute in all", "about {number} minutes in all", made_of.minutes)
    counted = [(stories, made_of.stories), (pages, made_of.pages), (talks, made_of.talks)]
    counted += [(days, made_of.days), (minutes, made_of.minutes)]
    _listed(sheet, [said.format(number=number) for said, number in counted])
    note = _("Minutes are counted from taps on stories, pages and talks, rather too few than too many.")
    sheet.note(note, after=GAP)


def _themes(sheet: Sheet, made_of: RecordOfLearning) -> None:
    if not made_of.themes:
        return
    sheet.subheading(_("What it was about"))
    _listed(sheet, [f"{theme.name} ({theme.items})" for theme in made_of.themes])


def _standards(sheet: Sheet, made_of: RecordOfLearning) -> None:
    if not made_of.standards:
        return
    sheet.subheading(_("Care Certificate standards that it touches"))
    for number in made_of.standards:
        sheet.hanging(str(number), standard(number), after=0.5)
    sheet.note(_("This is knowledge evidence only. It does not assess practice."), after=GAP)


def _felt(sheet: Sheet, made_of: RecordOfLearning) -> None:
    if not made_of.felt:
        return
    sheet.subheading(_("How ready I felt to:"))
    _listed(sheet, [felt_line(felt) for felt in made_of.felt])


def _listed(sheet: Sheet, told: Sequence[str]) -> None:
    """Short lines under each other, and a gap below the last."""
    for place, said in enumerate(told, 1):
        sheet.hanging("–", said, after=GAP if place == len(told) else 0.5)


def _reflection(sheet: Sheet) -> None:
    sheet.heading(_("My reflection"), needs=90)
    for question in (_("What did I notice or do differently at work?"), _("What will I try next?")):
        sheet.para(question, after=0)
        sheet.ruled(LINES_TO_WRITE_ON)
    sheet.note(_("No real names or places of people you care for, please."))
