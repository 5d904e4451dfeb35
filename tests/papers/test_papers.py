"""The own copy of a pack and the sheet of a card: whole, the same each time, printable whatever is in them."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers.book import NumberLine, OwnCopy, book
from bot.papers.handout import CardSheet, handout
from bot.papers.layout import LARGE, NORMAL, Look, Sheet
from content import library

if TYPE_CHECKING:
    from content.models import Scenario

LIBRARY = library.load()
TODAY = date(2026, 11, 23)
LINE = NumberLine(
    "About an adult", "Wigan", "01942 828777", "day and night", "From the council", "https://x.uk"
)


def copy_of(pack: str, *, large: bool = False) -> OwnCopy:
    chosen = LIBRARY.packs[pack]
    return OwnCopy(chosen, "Wigan", (LINE,), frozenset(chosen.theme_of), large, TODAY, LIBRARY.version)


def pages(made: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", made))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("pack", ["adults", "children"])
def test_a_book_has_every_page_and_card_in_its_contents(pack: str, large: bool) -> None:  # noqa: FBT001 - a table
    """The contents are reckoned before they are written: one entry too few or too many would end in an error."""
    made = book(copy_of(pack, large=large))

    assert made.startswith(b"%PDF-")
    assert pages(made) > len(LIBRARY.packs[pack].scenarios) / 2


def test_large_print_takes_more_pages() -> None:
    assert pages(book(copy_of("children"))) < pages(book(copy_of("children", large=True)))


def test_the_same_book_is_the_same_bytes() -> None:
    assert book(copy_of("children")) == book(copy_of("children"))


def test_a_book_without_cards_or_numbers_can_be_made() -> None:
    pack = replace(LIBRARY.packs["adults"], scenarios={}, excerpts={}, rehearsals={}, theme_of={})

    assert 0 < pages(book(replace(copy_of("adults"), pack=pack, numbers=(), area=None)))


def test_what_a_worker_process_is_handed_can_be_handed_over() -> None:
    handed = pickle.loads(pickle.dumps(partial(book, copy_of("children"))))  # noqa: S301 - our own

    assert book(copy_of("children")) == handed()


@pytest.mark.parametrize(
    "card", list(LIBRARY.packs["adults"].scenarios.values())[::4], ids=lambda card: card.id
)
def test_a_card_is_two_pages_one_for_the_team_and_one_for_the_leader(card: Scenario) -> None:
    sheet = CardSheet(card, "A theme", LIBRARY.excerpt(card.excerpt), draft=True, version=LIBRARY.version)

    assert 2 == pages(handout(sheet))


@given(text=st.text(max_size=300), look=st.sampled_from([NORMAL, LARGE]))
@settings(max_examples=25)
def test_any_text_can_be_printed(text: str, look: Look) -> None:
    sheet = Sheet("Title", look, TODAY)
    sheet.chapter(text)
    sheet.para(text)
    sheet.hanging("A", text)

    assert 1 <= pages(sheet.made())
