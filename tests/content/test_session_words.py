"""The ready-made words of sessions: every theme has enough of them, they are plain, and faults are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from content.faults import BrokenContentError
from content.library import CONTENT, load
from content.session_words import load_words
from tests.unit.test_words import GRADE, SHAMING, SHORT, grade

if TYPE_CHECKING:
    from pathlib import Path

FILE = CONTENT / "session" / "words.yaml"
WORDS = load_words(FILE)
EVERY = [
    one.text
    for words in (
        WORDS.lines,
        WORDS.actions,
        *(group.lines for group in WORDS.groups),
        *(group.actions for group in WORDS.groups),
    )
    for one in words
]
BROKEN = {
    "an id of two": ("id: never-seen", "id: seen-here", "seen-here is an id of two of these"),
    "a theme in two groups": (
        "themes: [manager-problem",
        "themes: [staffing",
        "staffing stands in two groups",
    ),
    "a long text": ('text: "We cut corners when it is busy."', f"text: {'x' * 51}", "too much text"),
    "a long id": ("id: corners-cut", f"id: {'x' * 21}", "too much text"),
    "a strange field": ("id: corners-cut,", "id: corners-cut, who: me,", "not a field"),
}


@pytest.mark.parametrize("pack", load().packs)
def test_every_theme_is_in_a_group_and_has_enough(pack: str) -> None:
    for theme in load().packs[pack].themes:
        assert any(theme in group.themes for group in WORDS.groups), theme
        assert len(WORDS.lines_for(theme)) >= 12, theme
        assert len(WORDS.actions_for(theme)) >= 8, theme


@pytest.mark.parametrize("text", EVERY)
def test_words_are_plain_and_shame_nobody(text: str) -> None:
    assert SHAMING.search(text) is None
    assert len(re.findall(r"[A-Za-z’']+", text)) <= SHORT or grade(text) <= GRADE


def test_what_was_taken_out_has_no_words() -> None:
    assert WORDS.action("say-thanks") == "Say thank you when someone speaks up"
    assert WORDS.action("long-gone") is None
    assert set(WORDS.lines_for("a theme of nobody")) == {one.id for one in WORDS.lines}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_is_told(tmp_path: Path, fault: str) -> None:
    before, after, said = BROKEN[fault]
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    file = tmp_path / "words.yaml"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(BrokenContentError) as broken:
        load_words(file)

    assert said in str(broken.value)


def test_too_few_are_told(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("lines: []\nactions: []\ngroups:\n  - {id: a, themes: [b], lines: [], actions: []}\n")

    with pytest.raises(BrokenContentError) as broken:
        load_words(file)

    assert 2 == len(broken.value.faults)
