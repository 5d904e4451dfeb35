"""What a pack covers, in numbers, in words and in a picture; and the promises about what is shipped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from content.library import CONTENT
from content.lint.checker import check
from content.lint.coverage import Coverage, as_text, card_grade, coverage
from content.lint.items import PackItems, read_items
from content.lint.picture import draw
from content.lint.plainness import GRADE_LIMIT
from content.lint.schema import KINDS, schemas
from content.lint.tables import lines
from content.lint.words import load_words
from tests.content.seeds import TODAY, small_content

if TYPE_CHECKING:
    from pathlib import Path

WORDS = load_words()
SHIPPED = read_items(CONTENT).packs
# The habits that the promise is about; the others are advice.
PROMISED = {"longest", "shortest", "always a", "always b", "always c"}


@pytest.fixture
def small(tmp_path: Path) -> Coverage:
    """The coverage of the small adults' pack."""
    return coverage(read_items(small_content(tmp_path)).packs[0], WORDS)


def test_cards_are_counted_by_theme_and_setting(small: Coverage) -> None:
    assert (1, ("supported-living",)) == (small.cards, small.settings)
    assert {"ignored-calls": (0,), "financial-abuse": (1,), "food-drink": (0,)} == small.grid
    assert {"ignored-calls": 1, "financial-abuse": 0, "food-drink": 0} == small.excerpts
    assert {"ignored-calls": 0, "financial-abuse": 0, "food-drink": 1} == small.rehearsals


def test_levels_kinds_principles_and_strong_keys_are_counted(small: Coverage) -> None:
    assert {"D": 0, "S": 1, "E": 0} == small.levels
    assert {"challenge": 1, "good-practice": 0, "being-challenged": 0} == small.kinds
    assert {"person-first": 0, "tell-this-shift": 1, "say-it-kindly": 0} == small.principles
    assert {"a": 0, "b": 1, "c": 0, "d": 0} == small.strong_keys


def test_a_program_reads_the_same_numbers(small: Coverage) -> None:
    [read] = json.loads(as_text([small]))

    assert {"D": 0, "S": 1, "E": 0} == read["levels"]
    assert [0, 100] == [cue["wins"] for cue in read["cues"] if cue["habit"] in {"always a", "always b"}]
    assert small.grades.card_highest == read["grades"]["card_highest"]


def test_a_person_reads_them_in_words(small: Coverage) -> None:
    text = "\n".join(lines(small))

    assert "Adults' services: 1 cards" in text
    assert "financial-abuse            1   1   .   ." in text
    assert "  S                          1   100 in 100" in text
    assert "always b                  100   chance 33   gives it away" in text


def test_no_line_is_wider_than_a_terminal(small: Coverage) -> None:
    assert [] == [line for line in lines(small) if len(line) > 80]


def test_the_picture_is_black_and_white(small: Coverage, tmp_path: Path) -> None:
    file = tmp_path / "stats.png"

    draw([small, small], file)

    with Image.open(file) as picture:
        colours = picture.convert("RGB").getcolors(1 << 20) or []
    assert len(colours) > 2
    assert [] == [colour for _, colour in colours if isinstance(colour, tuple) and len(set(colour)) > 1]


def test_an_empty_pack_can_be_counted_and_drawn(tmp_path: Path) -> None:
    head = read_items(small_content(tmp_path)).packs[0].head
    nothing = coverage(PackItems(head, (), (), ()), WORDS)

    draw([nothing], tmp_path / "empty.png")

    assert (0, (), 0.0) == (nothing.cards, nothing.cues, nothing.grades.card_median)
    assert list(lines(nothing))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_has_a_schema(kind: str) -> None:
    assert "properties" in schemas()[kind]


def test_a_schema_knows_the_limits() -> None:
    card = schemas()["scenarios"]["$defs"]["Scenario"]

    assert (150, 480) == (
        card["properties"]["situation"]["minLength"],
        card["properties"]["situation"]["maxLength"],
    )
    assert "situation" in card["required"]
    assert card["additionalProperties"] is False


def test_what_is_shipped_breaks_no_rule() -> None:
    assert [] == [str(fault) for fault in check(CONTENT, TODAY).errors]


@pytest.mark.parametrize("pack", SHIPPED, ids=lambda pack: pack.head.pack)
def test_no_blind_habit_finds_the_strong_options_of_what_is_shipped(pack: PackItems) -> None:
    """Picking the longest, the shortest or one letter wins within eight points of chance."""
    found = {cue.habit: (cue.wins, cue.chance) for cue in coverage(pack, WORDS).cues if cue.gives_away}

    assert {} == {habit: wins for habit, wins in found.items() if habit in PROMISED}


@pytest.mark.parametrize("pack", SHIPPED, ids=lambda pack: pack.head.pack)
def test_what_is_shipped_is_easy_to_read(pack: PackItems) -> None:
    """The middle grade is at most 5.5, and no card is over 7."""
    assert 5.5 >= coverage(pack, WORDS).grades.card_median
    assert [] == [card.item.id for card in pack.cards if card_grade(card.item, WORDS) > GRADE_LIMIT]
