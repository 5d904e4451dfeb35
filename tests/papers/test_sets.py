"""The stories of a theme to print: two pages for each, large enough to read on paper, and the same each time."""

from __future__ import annotations

from functools import cache

from bot.papers.handout import CardSheet, handouts
from content import library
from tests.papers.reading import pages, picture_of, sizes, words

PACK = library.load().packs["adults"]
THEME = "moving-handling"
CARDS = [card for card in PACK.scenarios.values() if PACK.theme_of[card.id] == THEME]


@cache
def printed() -> bytes:
    sheets = [
        CardSheet(card, THEME, PACK.excerpts.get(card.excerpt), draft=True, version="1") for card in CARDS
    ]
    return handouts(PACK.themes[THEME], sheets)


def test_each_story_is_two_pages_one_for_the_team_and_one_for_the_leader() -> None:
    assert len(CARDS) > 1
    assert 2 * len(CARDS) == pages(printed())
    assert len(CARDS) == words(printed()).count("Twenty minutes")


def test_every_story_is_in_it_and_says_that_it_is_a_draft() -> None:
    said = words(printed())

    assert [] == [card.title for card in CARDS if card.title not in said]
    assert len(CARDS) == said.count("Draft: no safeguarding lead has checked this yet.")


def test_nothing_on_it_is_smaller_than_12_points_or_coloured() -> None:
    red, green, blue = picture_of(printed()).convert("RGB").split()

    assert min(sizes(printed())) >= 12
    assert red.tobytes() == green.tobytes() == blue.tobytes()
