"""The own copy of a pack and the sheet of a card: whole, the same each time, printable whatever is in them."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.papers.book import NumberLine, OwnCopy, book
from bot.papers.handout import CardSheet, handout
from bot.papers.layout import LARGE, NORMAL, Look, Sheet
from content import library

if TYPE_CHECKING:
    from collections.abc import Collection

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


@pytest.mark.parametrize(("pack", "large"), [("adults", False), ("children", True)])
def test_a_book_has_every_page_and_card_in_its_contents(pack: str, large: bool) -> None:  # noqa: FBT001 - a table
    """The contents are reckoned before they are written: one entry too few or too many would end in an error."""
    made = book(copy_of(pack, large=large))

    assert made.startswith(b"%PDF-")
    assert pages(made) > len(LIBRARY.packs[pack].scenarios) / 2


def only(pack: str, items: Collection[str]) -> OwnCopy:
    """The copy of a pack of which only these items may be sent; it still knows the themes of all."""
    whole = copy_of(pack)
    excerpts = {name: item for name, item in whole.pack.excerpts.items() if name in items}
    scenarios = {name: item for name, item in whole.pack.scenarios.items() if name in items}
    return replace(whole, pack=replace(whole.pack, excerpts=excerpts, scenarios=scenarios))


def titles(made: bytes) -> int:
    """How many chapters and headings the outline of a paper has, from which the contents are written."""
    return len(re.findall(rb"/Count \d+\n/Dest \[", made))


ADULTS = LIBRARY.packs["adults"]
CHAPTERS = 2  # the numbers and one's own words stand in every book


@given(items=st.sets(st.sampled_from([*ADULTS.excerpts, *ADULTS.scenarios]), max_size=20))
@example(items=set())
@example(items={next(iter(ADULTS.excerpts))})
@example(items={next(iter(ADULTS.scenarios))})
@example(items=set(list(ADULTS.excerpts)[:20]))
@example(items=set(list(ADULTS.scenarios)[:20]))
@settings(max_examples=6)
def test_any_part_of_a_pack_makes_a_book_with_that_in_its_contents(items: set[str]) -> None:
    """Where unsigned content is held back, a pack may have anything from one item to all but one."""
    cards = len(items & set(ADULTS.scenarios))
    themes = len({ADULTS.theme_of[item] for item in items})
    in_outline = CHAPTERS + themes + len(items) + (1 + cards if cards else 0)

    made = book(only("adults", items))

    assert in_outline == titles(made)


@pytest.mark.parametrize("look", [NORMAL, LARGE])
@pytest.mark.parametrize("count", [0, 29, 30, 31, 40, 41, 42, 61, 62, 63, 83, 84, 85])
def test_contents_of_any_length_fill_the_pages_that_were_kept_for_them(look: Look, count: int) -> None:
    """Around the ends of pages, where one line too few or too many would end in an error."""
    sheet = Sheet("Title", look, TODAY)
    sheet.contents("What is in it", [0, *[1] * count])
    sheet.chapter("A part")
    for number in range(count):
        sheet.heading(f"Item {number}", needs=10)

    assert sheet.made().startswith(b"%PDF-")


def test_a_book_without_cards_or_numbers_can_be_made() -> None:
    pack = replace(LIBRARY.packs["adults"], scenarios={}, excerpts={}, rehearsals={}, theme_of={})

    assert 0 < pages(book(replace(copy_of("adults"), pack=pack, numbers=(), area=None)))


A_PART = only("adults", {*list(ADULTS.excerpts)[:6], *list(ADULTS.scenarios)[:6]})


def test_large_print_takes_more_pages() -> None:
    assert pages(book(A_PART)) < pages(book(replace(A_PART, large=True)))


def test_the_same_book_is_the_same_bytes() -> None:
    assert book(A_PART) == book(A_PART)


def test_what_a_worker_process_is_handed_can_be_handed_over() -> None:
    handed = pickle.loads(pickle.dumps(partial(book, A_PART)))  # noqa: S301 - our own

    assert book(A_PART) == handed()


@pytest.mark.parametrize(
    "card", list(LIBRARY.packs["adults"].scenarios.values())[::8], ids=lambda card: card.id
)
def test_a_card_is_two_pages_one_for_the_team_and_one_for_the_leader(card: Scenario) -> None:
    sheet = CardSheet(card, "A theme", LIBRARY.excerpt(card.excerpt), draft=True, version=LIBRARY.version)

    assert 2 == pages(handout(sheet))


@given(text=st.text(max_size=300), look=st.sampled_from([NORMAL, LARGE]))
@settings(max_examples=12)
def test_any_text_can_be_printed(text: str, look: Look) -> None:
    sheet = Sheet("Title", look, TODAY)
    sheet.chapter(text)
    sheet.para(text)
    sheet.hanging("A", text)

    assert 1 <= pages(sheet.made())
