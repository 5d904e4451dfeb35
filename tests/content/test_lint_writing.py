"""Cards written by a program: what is there stays as it is, and what is added reads back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from content.lint.interview import Answers, Ask, Choices, asks, card_from, trouble
from content.lint.rules import Bench
from content.lint.words import load_words
from content.lint.writing import CannotAddError, add_card, entry
from content.models import Scenario
from content.source import SourceFile
from tests.content.seeds import EXAMPLES, TODAY

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = SourceFile(EXAMPLES / "scenario.yaml").data["scenarios"][0]
BENCH = Bench(load_words(), TODAY)
CHOICES = Choices(("tell-this-shift",), ("when-it-is-safeguarding",), frozenset({"used-up"}))
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)


def example_answers() -> Answers:
    """What an author would type for the annotated example."""
    card = Scenario.model_validate(EXAMPLE)
    answers = {
        ask.part: str(getattr(card, ask.part, "")) for ask in asks(3, CHOICES) if "." not in ask.part
    } | {"care_certificate": "3, 10", "good_to_notice": "no"}
    for index, option in enumerate(card.options):
        for name in ("text", "rating", "guidance", "words"):
            answers[f"options.{index}.{name}"] = str(getattr(option, name))
    questions = {f"facilitator.questions.{i}": text for i, text in enumerate(card.facilitator.questions)}
    return answers | {"facilitator.note": card.facilitator.note} | questions


def asking(part: str) -> Ask:
    """The question about a part."""
    return next(ask for ask in asks(3, CHOICES) if ask.part == part)


def plain(card: Scenario) -> dict[str, Any]:
    """A card without what a program does not ask for."""
    return card.model_dump(exclude={"options": {"__all__": {"excerpt"}}})


def test_the_answers_of_an_author_make_the_card() -> None:
    assert plain(Scenario.model_validate(EXAMPLE)) == plain(
        Scenario.model_validate(card_from(example_answers()))
    )


def test_a_card_is_added_and_every_letter_before_it_stays(tmp_path: Path) -> None:
    file = tmp_path / "money.yaml"
    before = "# Ours.\ntheme: money\nscenarios:\n" + entry({**card_from(example_answers()), "id": "first"})
    file.write_text(before)

    add_card(file, "money", card_from(example_answers()))

    assert file.read_text().startswith(before)
    assert ["first", EXAMPLE["id"]] == [card["id"] for card in yaml.safe_load(file.read_text())["scenarios"]]
    assert [file] == list(tmp_path.iterdir())


def test_a_list_at_the_margin_is_gone_on_with_at_the_margin(tmp_path: Path) -> None:
    file = tmp_path / "money.yaml"
    first = entry({**card_from(example_answers()), "id": "first"}, indent=0)
    file.write_text(f"theme: money\nscenarios:\n# The first.\n{first}")

    add_card(file, "money", card_from(example_answers()))

    assert 2 == len(yaml.safe_load(file.read_text())["scenarios"])


def test_a_theme_without_a_file_gets_one(tmp_path: Path) -> None:
    add_card(tmp_path / "scenarios" / "money.yaml", "money", card_from(example_answers()))

    assert "money" == yaml.safe_load((tmp_path / "scenarios" / "money.yaml").read_text())["theme"]


@pytest.mark.parametrize("end", ["notes: something\n", "  x: [\n"], ids=["more after the list", "broken"])
def test_a_file_that_cannot_be_added_to_stays_as_it_is(end: str, tmp_path: Path) -> None:
    file = tmp_path / "money.yaml"
    before = "theme: money\nscenarios:\n" + entry(card_from(example_answers())) + end
    file.write_text(before)

    with pytest.raises(CannotAddError, match=r"money\.yaml is broken"):
        add_card(file, "money", card_from(example_answers()))

    assert (before, [file]) == (file.read_text(), list(tmp_path.iterdir()))


def test_a_file_of_another_theme_is_not_added_to(tmp_path: Path) -> None:
    file = tmp_path / "money.yaml"
    file.write_text("theme: bells\nscenarios:\n")

    with pytest.raises(CannotAddError, match="is about bells, not money"):
        add_card(file, "money", card_from(example_answers()))


@given(PRINTABLE)
def test_any_line_of_text_reads_back_as_it_was(text: str) -> None:
    """Quotes, hashes, colons, dashes and letters of every script."""
    typed = " ".join(text.split())
    read = yaml.safe_load(entry({"title": typed, "list": [typed], "more": {"note": f"{typed} " * 20}}))

    assert [{"title": typed, "list": [typed], "more": {"note": (f"{typed} " * 20).strip()}}] == read


@pytest.mark.parametrize(
    ("part", "answer", "told"),
    [
        ("id", "Not a slug", "Use small letters, digits and single hyphens only, and begin with a letter."),
        ("id", "used-up", "Another item has that id already: choose another."),
        ("title", "t" * 51, "That has 51 characters: write at most 50."),
        ("situation", "Too short.", "That has 10 characters: write at least 150."),
        ("level", "X", "Choose one of these: D, S, E."),
        ("facilitator.note", "See WINTERBOURNE VIEW.", None),
        ("review_by", "soon", None),
        ("care_certificate", "17", None),
    ],
)  # fmt: skip
def test_an_answer_that_will_not_do_is_told_in_one_sentence(part: str, answer: str, told: str | None) -> None:
    said = trouble(asking(part), answer, BENCH)

    assert said is not None
    assert "\n" not in said
    assert told in (None, said)


def test_a_good_answer_has_no_trouble() -> None:
    answers = example_answers()

    assert [] == [ask.part for ask in asks(3, CHOICES) if trouble(ask, answers[ask.part], BENCH)]


@pytest.mark.parametrize(
    ("part", "prompt"),
    [
        ("situation", "Situation (150 to 480 characters)"),
        ("title", "Title (at most 50 characters)"),
        ("kind", "Kind"),
    ],
)
def test_a_question_shows_its_limit(part: str, prompt: str) -> None:
    assert prompt == asking(part).prompt
