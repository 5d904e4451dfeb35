"""What the rules stand on: syllables, sentences, grades, and finding phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.faults import BrokenContentError
from content.lint.grade import grade, sentences, syllables, words
from content.lint.people import _named
from content.lint.words import asked_for, found, load_words, pattern, unquoted

if TYPE_CHECKING:
    from pathlib import Path

SYLLABLES = {
    1: ["the", "she", "make", "asked", "times", "tired", "moves", "goes", "don't", "eye", "hours", "cleaned"],
    2: [
        "someone",
        "careful",
        "people",
        "table",
        "being",
        "wanted",
        "changes",
        "quiet",
        "council",
        "colleague",
    ],
    3: ["safeguarding", "family", "manager", "radio", "idea", "medicine", "hospital", "usual"],
    4: ["situation", "experience"],
}


@pytest.mark.parametrize(("count", "word"), [(n, word) for n, listed in SYLLABLES.items() for word in listed])
def test_a_word_has_its_syllables(count: int, word: str) -> None:
    assert count == syllables(word)


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    """Nine words of eleven syllables in one sentence: 0.39 * 9 + 11.8 * 11 / 9 - 15.59."""
    assert 2.3 == grade("The quick brown fox jumps over the lazy dog.")


def test_a_policy_reads_harder_than_a_talk() -> None:
    hard = "Practitioners must ensure that appropriate safeguarding documentation is completed."

    assert 3 > grade("She rang the bell. No one came. She is cold.")
    assert 12 < grade(hard)


def test_names_of_services_do_not_make_a_text_harder() -> None:
    services = pattern(("local authority designated officer",))

    assert grade("Tell it now.") == grade("Tell LADO now.")
    assert grade("Tell it now.") == grade("Tell Local Authority Designated Officer now.", services)


@given(st.text(max_size=200))
def test_any_text_has_a_grade(text: str) -> None:
    assert 0 <= grade(text)


def test_sentences_end_at_marks_quotes_and_blank_lines() -> None:
    assert ['"Go in your pad', "She looked away", "Then what", "A line", "Another"] == [
        sentence.strip('.!?"') if index else sentence.rstrip('.!?"')
        for index, sentence in enumerate(
            sentences('"Go in your pad." She looked away. Then what?\n\nA line\n\nAnother')
        )
    ]


def test_a_word_may_have_an_apostrophe_or_a_hyphen() -> None:
    assert ["I'm", "on-call", "at", "Zoë's"] == words("I'm on-call at 9, Zoë's.")


@pytest.mark.parametrize(
    ("phrase", "text", "finds"),
    [
        ("unit", "The unit is shut.", ["unit"]),
        ("unit", "The community is here.", []),
        ("feeder*", "He is one of the Feeders.", ["Feeders"]),
        ("prior to", "Prior\nto lunch.", ["Prior\nto"]),
        ("e.g.", "Fruit, e.g. a pear.", ["e.g."]),
    ],
)
def test_phrases_are_found_as_whole_words(phrase: str, text: str, finds: list[str]) -> None:
    assert finds == found((phrase,), text)


def test_an_empty_list_finds_nothing() -> None:
    assert [] == found((), "Anything at all.")


@pytest.mark.parametrize(
    ("sentence", "finds"),
    [
        ("Film it on your phone.", ["Film it"]),
        ("Do not film it.", []),
        ("I can't promise, and won't film it.", []),
        ("Film it, but do not tell.", ["Film it"]),
    ],
)
def test_what_a_sentence_says_not_to_do_is_not_asked_for(sentence: str, finds: list[str]) -> None:
    assert finds == asked_for(("film it",), sentence)


def test_what_somebody_says_is_left_out() -> None:
    text = "She says \"our feeders\". He hears 'the doubles', and it's Ann's."

    assert ("feeders" in unquoted(text), "doubles" in unquoted(text), "Ann's" in unquoted(text)) == (
        False,
        False,
        True,
    )


def test_names_are_words_with_a_capital_inside_a_sentence() -> None:
    assert {"Okafor", "Ines"} == _named("Lunch is late. You and Ines wait. Mrs Okafor's bell rings. Go on.")


def test_the_word_lists_can_be_read() -> None:
    assert "person" == load_words().avoid["service user*"]


def test_broken_word_lists_are_told_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("avoid: {}\nsurprise: []\n")

    with pytest.raises(BrokenContentError, match=r"words.yaml:2: surprise"):
        load_words(file)
