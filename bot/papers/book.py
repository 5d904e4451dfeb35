"""One's own copy of a pack: what people in the pilot valued, on the phone or printed.

What each choice of a card leads to stands at the end, so that one can think first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.papers.layout import LARGE, NORMAL, Sheet, draft_words
from bot.screens.practising import LETTERS, rated
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from content.library import Pack
    from content.models import Excerpt, Scenario

LINES_TO_WRITE_ON = 14


@dataclass(frozen=True)
class NumberLine:
    """One telephone line as it is printed; all but the number and the address in words."""

    heading: str
    name: str
    phone: str | None
    hours: str
    origin: str
    web: str | None


@dataclass(frozen=True)
class OwnCopy:
    """What a book is made of. `drafts` are ids of items that nobody has signed off."""

    pack: Pack
    area: str | None
    numbers: tuple[NumberLine, ...]
    drafts: frozenset[str]
    large: bool
    made_on: date
    version: str


@dataclass(frozen=True)
class Part:
    """One theme of a book: the pages to read and the cards to think about, those only that are printed."""

    name: str
    excerpts: tuple[Excerpt, ...]
    cards: tuple[Scenario, ...]


def book(copy: OwnCopy) -> bytes:
    """The book, as a PDF."""
    sheet = Sheet(copy.pack.name, LARGE if copy.large else NORMAL, copy.made_on)
    parts = list(_parts(copy.pack))
    cards = [card for part in parts for card in part.cards]
    numbered = {card.id: number for number, card in enumerate(cards, 1)}
    _cover(sheet, copy)
    sheet.contents(_("What is in this book"), _levels(parts))
    _numbers(sheet, copy)
    for part in parts:
        _part(sheet, copy, part, numbered)
    if cards:
        _answers(sheet, cards, numbered)
    _own_words(sheet)
    return sheet.made()


def _parts(pack: Pack) -> Iterator[Part]:
    """The themes of the pack, in its order. A theme of which nothing is printed has no part."""
    for theme, name in pack.themes.items():
        excerpts = tuple(item for item in pack.excerpts.values() if pack.theme_of[item.id] == theme)
        cards = tuple(item for item in pack.scenarios.values() if pack.theme_of[item.id] == theme)
        if excerpts or cards:
            yield Part(name, excerpts, cards)


def _levels(parts: Sequence[Part]) -> list[int]:
    """What the contents will list: 0 for each chapter, 1 for each heading below it. In the order of the book."""
    levels = [0]  # the numbers
    for part in parts:
        levels += [0, *[1] * (len(part.excerpts) + len(part.cards))]
    cards = sum(len(part.cards) for part in parts)
    answers_to_cards = [0, *[1] * cards] if cards else []
    return [*levels, *answers_to_cards, 0]  # the last are one's own words


def _cover(sheet: Sheet, copy: OwnCopy) -> None:
    sheet.add_page()
    sheet.set_y(70)
    sheet.title_line(_("Say So"))
    sheet.title_line(copy.pack.name)
    sheet.set_y(sheet.get_y() + 6)
    sheet.para(copy.pack.about)
    sheet.set_y(sheet.get_y() + 10)
    sheet.para(_("In danger now? Ring 999."), style="B")
    sheet.para(_("This is your own copy, to read, to write in and to keep."))
    sheet.para(
        _(
            "It is not a place to report. To report, tell your manager or safeguarding lead, or ring the council."
        )
    )
    sheet.set_y(sheet.get_y() + 20)
    made = f"{copy.made_on.day}.{copy.made_on.month}.{copy.made_on.year}"
    sheet.note(_("Made on {date} from version {version}.").format(date=made, version=copy.version))
    if copy.drafts:
        sheet.note(_("What is marked “Draft” has not been checked by a safeguarding lead yet."))


def _numbers(sheet: Sheet, copy: OwnCopy) -> None:
    title = _("Useful numbers: {area}").format(area=copy.area) if copy.area else _("Useful numbers")
    sheet.chapter(title)
    sheet.para(_("In danger now? Ring 999. Police, if nobody is in danger: 101."), style="B")
    heading = ""
    for line in copy.numbers:
        if line.heading != heading:
            heading = line.heading
            sheet.subheading(heading)
        _number(sheet, line)
    sheet.para(
        _(
            "If a number does not work, use the next one, or ring 101. Numbers change: check them now and then."
        )
    )


def _number(sheet: Sheet, line: NumberLine) -> None:
    sheet.keep(28)
    hours = f" ({line.hours})" if line.hours else ""
    phone = line.phone or _("no number here that we can trust: use its web page")
    sheet.para(f"{phone} – {line.name}{hours}", after=0.5)
    sheet.note(" ".join(part for part in (line.origin, line.web) if part))


def _part(sheet: Sheet, copy: OwnCopy, part: Part, numbered: Mapping[str, int]) -> None:
    sheet.chapter(part.name, needs=110)
    for excerpt in part.excerpts:
        _excerpt(sheet, copy, excerpt)
    for card in part.cards:
        _card(sheet, copy, card, numbered[card.id])


def _excerpt(sheet: Sheet, copy: OwnCopy, excerpt: Excerpt) -> None:
    sheet.heading(excerpt.title, needs=70)
    sheet.para(excerpt.text)
    sheet.labelled(_("Try this"), excerpt.to_try)
    _draft(sheet, copy, excerpt.id)


def _card(sheet: Sheet, copy: OwnCopy, card: Scenario, number: int) -> None:
    sheet.heading(_("Card {number}: {title}").format(number=number, title=card.title), needs=110)
    sheet.para(card.situation)
    sheet.para(card.question, style="B")
    for letter, option in zip(LETTERS, card.options, strict=False):
        sheet.hanging(letter, option.text)
    sheet.note(_("What each choice leads to: under card {number} at the end.").format(number=number))
    _draft(sheet, copy, card.id)


def _draft(sheet: Sheet, copy: OwnCopy, item: str) -> None:
    if item in copy.drafts:
        sheet.note(draft_words(), after=6)


def _answers(sheet: Sheet, cards: Iterable[Scenario], numbered: Mapping[str, int]) -> None:
    sheet.chapter(_("What each choice leads to"))
    for card in cards:
        sheet.heading(
            _("Card {number}: {title}").format(number=numbered[card.id], title=card.title), needs=60
        )
        answers(sheet, card)


def answers(sheet: Sheet, card: Scenario) -> None:
    """What each option of a card leads to, words to say, and the line to keep."""
    for letter, option in zip(LETTERS, card.options, strict=False):
        words = _("You could say: “{words}”").format(words=option.words)
        sheet.hanging(letter, f"{rated(option.rating)} {option.guidance} {words}")
    sheet.labelled(_("A line to keep"), card.if_then, after=5)


def _own_words(sheet: Sheet) -> None:
    sheet.chapter(_("Words I could use"))
    sheet.para(_("Write them as you would say them. Practise one until it comes easily."))
    sheet.ruled(LINES_TO_WRITE_ON)
