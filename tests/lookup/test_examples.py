"""What the look-up learns from is whole, and the model is made from it."""

from __future__ import annotations

from collections import Counter

import pytest

from content import library
from content.lint.grade import grade
from content.lookup import examples, train
from content.lookup.examples import Weight
from content.lookup_model import WEIGHTS, model
from content.search import Urgent, entry_of, slug_of

LIBRARY = library.load()
LANGUAGES = ("pl", "ro", "tl", "pt", "ml", "sn")


def test_the_model_is_fresh() -> None:
    """If this fails, run `python -m content.lookup.train`."""
    assert train.made_from() == model().made_from
    assert train.digest(WEIGHTS.read_bytes()) == model().numbers


def test_training_twice_gives_the_same() -> None:
    some = examples.examples()[::80]

    assert train.train(some) == train.train(some)


def test_every_theme_of_every_pack_has_thirty_examples() -> None:
    themes = {theme for pack in LIBRARY.packs.values() for theme in pack.themes}
    counts = {theme: len(set(texts)) for theme, texts in examples.themes().items()}

    assert themes == set(counts)
    assert min(counts.values()) >= 30


def test_there_are_four_hundred_dangers_and_near_misses() -> None:
    counts = Counter(example.weight for example in examples.examples())
    dangers = [one for one in examples.examples() if one.urgent is Urgent.EMERGENCY]

    assert len(dangers) + counts[Weight.NEAR_MISS] >= 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_dangers_and_for_themes(language: str) -> None:
    words = examples.read("languages.yaml")["words"]
    meant = {meaning for meaning, by_language in words.items() if by_language.get(language)}

    assert {"not-breathing", "unconscious", "choke", "bleeding", "fire", "weapon", "suicide"} <= meant
    assert len(meant) >= 80


def test_signs_name_meanings_that_are_there() -> None:
    named = {meaning for meanings in examples.read("signs.yaml").values() for meaning in meanings}

    assert set() == named - set(examples.meanings())


def test_the_glossary_is_plain_and_leads_to_themes() -> None:
    entries = model().glossary

    assert len(entries) >= 60
    assert [] == [entry.term for entry in entries if grade(entry.says) > 6]
    assert {entry.theme for entry in entries} <= set(examples.themes())
    assert len({slug_of(entry.term) for entry in entries}) == len(entries)
    assert all(entry_of(slug_of(entry.term)) == entry for entry in entries)


def test_no_line_is_named_that_is_not_there() -> None:
    assert set() == {line for line in model().lists["lines"] if LIBRARY.contacts.entry(line) is None}
