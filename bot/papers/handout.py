"""Cards as sheets for talks in a team: of each a page for everybody, and a page for whoever leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.papers.book import answers
from bot.papers.layout import CLOSE, Sheet, draft_words
from bot.screens.practising import LETTERS
from bot.words import _
from content.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.models import Excerpt, Scenario

# A sheet is made anew for each version of its card: the day it was made says nothing, and only spoils the cache.
NO_DAY = date(2026, 1, 1)
LINES_TO_WRITE_ON = 4


@dataclass(frozen=True)
class CardSheet:
    """What a sheet is made of. `theme` is its plain name."""

    scenario: Scenario
    theme: str
    excerpt: Excerpt | None
    draft: bool
    version: str


def handout(sheet: CardSheet) -> bytes:
    """The two pages, as a PDF."""
    return handouts(sheet.scenario.title, (sheet,))


def handouts(title: str, sheets: Iterable[CardSheet]) -> bytes:
    """The pages of several cards in one PDF, each card on pages of its own."""
    paper = Sheet(title, CLOSE, NO_DAY)
    for sheet in sheets:
        _for_the_team(paper, sheet)
        _for_the_leader(paper, sheet)
    return paper.made()


def _for_the_team(paper: Sheet, sheet: CardSheet) -> None:
    card = sheet.scenario
    paper.chapter(card.title)
    paper.note(_("Theme: {theme}").format(theme=sheet.theme), after=4)
    paper.para(card.situation, after=4)
    paper.para(card.question, style="B", after=4)
    for letter, option in zip(LETTERS, card.options, strict=False):
        paper.hanging(f"\u25a1 {letter}", option.text, beside=14, after=4)
    paper.subheading(_("What would you say, in your own words?"))
    paper.ruled(LINES_TO_WRITE_ON)
    paper.note(_("This is practice, not a report. No real names or places, please. In danger now? Ring 999."))
    if sheet.draft:
        paper.note(draft_words())


def _for_the_leader(paper: Sheet, sheet: CardSheet) -> None:
    card = sheet.scenario
    paper.chapter(_("For whoever leads the talk"))
    paper.para(card.facilitator.note)
    paper.labelled(_("Twenty minutes"), _plan())
    paper.subheading(_("Two questions"))
    for number, question in enumerate(card.facilitator.questions, 1):
        paper.hanging(str(number), question)
    paper.subheading(_("What each choice leads to"))
    answers(paper, card)
    if card.good_to_notice or card.kind is Kind.GOOD_PRACTICE:
        paper.para(_("There is good practice in this story. Ask who saw it, and what to say to that person."))
    if sheet.excerpt is not None:
        paper.para(_("To read before: “{title}”, a page of the pack.").format(title=sheet.excerpt.title))


def _plan() -> str:
    return _(
        "2 minutes: say what this is, and that nobody is tested. 3: read the story aloud. 5: choose in pairs."
        " 7: talk about the two questions. 3: each says one thing to try."
    )
