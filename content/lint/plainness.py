"""Rules about plain words, for every text that somebody reads: grade, sentences, words to avoid, abbreviations.

They measure words only. A text may pass and still be hard, or patronise: read it aloud.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from content.faults import Severity
from content.lint.grade import grade, sentences
from content.lint.grade import words as words_of
from content.lint.passages import Part, Passage, passages
from content.lint.rules import Finding, Rule
from content.lint.words import found, pattern, quoted, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.lint.items import Lesson, Place
    from content.lint.rules import Bench

    Item = Lesson[Any]

# Flesch-Kincaid grades; an age in years is about the grade and five.
GRADE_LIMIT = 7.0
GRADE_AIM = 6.0
SENTENCE_WORDS = 25
MEAN_SENTENCE_WORDS = 14
# Shorter texts have no grade that means anything: one long word decides it.
GRADED_WORDS = 20
EMOJI_LIMIT = 1
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55]")
_CAPITALS = re.compile(r"\b([A-Z][A-Za-z]?[A-Z]+)s?\b")
# Several words in capitals are a sign or a shout.
_SIGN = re.compile(r"\b[A-Z]+(?:\s+[A-Z]{2,})+\b")


def blocks(item: Item) -> Iterator[tuple[Place, str]]:
    """The texts of an item as they are read at one go, each with the place of its first part.

    A card's situation, question and options are one, and so is all that is said in a rehearsal; so is each
    guidance, page or ending with what belongs to it.
    """
    parts = list(passages(item.item))
    together = [p for p in parts if p.part in {Part.STORY, Part.CHOICE}]
    if together:
        yield together[0].where, _joined(together)
    advice = [p for p in parts if p.part in {Part.ADVICE, Part.TEAM}]
    for _parent, group in groupby(advice, lambda passage: passage.where[:-1]):
        beside = list(group)
        yield beside[0].where, _joined(beside)


def reading_grade(item: Item, bench: Bench) -> Iterator[Finding]:
    """No text is harder than the limit."""
    yield from _too_hard(item, bench, GRADE_LIMIT)


def reading_aim(item: Item, bench: Bench) -> Iterator[Finding]:
    """Texts keep to the aim; those over the limit are told by the rule above."""
    for finding in _too_hard(item, bench, GRADE_AIM):
        if finding not in _too_hard(item, bench, GRADE_LIMIT):
            yield finding


def long_sentence(item: Item, _: Bench) -> Iterator[Finding]:
    """No sentence is too long to keep in mind."""
    for passage in passages(item.item):
        for sentence in sentences(passage.text):
            length = len(words_of(sentence))
            if length > SENTENCE_WORDS:
                yield Finding(
                    f'has a sentence of {length} words, "{_start(sentence)}": make two of it.', passage.where
                )


def mean_sentence(item: Item, _: Bench) -> Iterator[Finding]:
    """Sentences are short on average."""
    for where, text in blocks(item):
        said = [len(words_of(sentence)) for sentence in sentences(text)]
        if len(said) > 1 and sum(said) > MEAN_SENTENCE_WORDS * len(said):
            mean = sum(said) / len(said)
            yield Finding(f"has {mean:.1f} words a sentence: bring it to {MEAN_SENTENCE_WORDS}.", where)


def avoided(item: Item, bench: Bench) -> Iterator[Finding]:
    """No word of the avoid list, but in what somebody says, or where the item is about that very word."""
    parts = list(passages(item.item))
    discussed = _in_quotes(parts, bench)
    for passage in parts:
        for phrase in found(tuple(bench.words.avoid), unquoted(passage.text)):
            listed, swap = _entry(phrase, bench.words.avoid)
            if listed not in discussed:
                yield Finding(f'says "{phrase}": write "{swap}".', passage.where)


def stale(item: Item, bench: Bench) -> Iterator[Finding]:
    """No law that has passed away."""
    texts = [(p.where, p.text) for p in passages(item.item)]
    for where, text in (*texts, (("source",), item.item.source)):
        for phrase in found(tuple(bench.words.stale), text):
            yield Finding(f'says "{phrase}": {_entry(phrase, bench.words.stale)[1]}.', where)


def abbreviation(item: Item, bench: Bench) -> Iterator[Finding]:
    """Each abbreviation is known to everybody, or explained in the item."""
    whole = " ".join(p.text for p in passages(item.item))
    told: set[str] = set()
    for passage in passages(item.item):
        for short in _CAPITALS.findall(_SIGN.sub(" ", passage.text)):
            known = short in bench.words.known or found(bench.words.explain.get(short, ()), whole)
            if not known and short not in told:
                told.add(short)
                yield Finding(
                    f"has {short}, which not everybody knows: say what it is, in plain words.", passage.where
                )


def emoji(item: Item, _: Bench) -> Iterator[Finding]:
    """Hardly any pictures in the text."""
    finds = [(p.where, mark) for p in passages(item.item) for mark in _EMOJI.findall(p.text)]
    for where, mark in finds[EMOJI_LIMIT:]:
        yield Finding(f"has {mark}, and there is another in this item: take it out.", where)


def _too_hard(item: Item, bench: Bench, limit: float) -> list[Finding]:
    services = pattern(bench.words.services)
    graded = ((where, text) for where, text in blocks(item) if len(words_of(text)) >= GRADED_WORDS)
    return [
        Finding(
            f"reads at grade {hard}: bring it to {GRADE_AIM:.0f} with shorter words and sentences.",
            where,
        )
        for where, text in graded
        if (hard := grade(text, services)) > limit
    ]


def _joined(parts: list[Passage]) -> str:
    return "\n\n".join(part.text for part in parts)


def _start(sentence: str) -> str:
    return " ".join(sentence.split()[:5]) + " ..."


def _in_quotes(parts: list[Passage], bench: Bench) -> set[str]:
    """The entries of the avoid list that somebody says in the story."""
    told = " ".join(part.text for part in parts if part.part is Part.STORY)
    said = " ".join(quoted(told))
    return {_entry(phrase, bench.words.avoid)[0] for phrase in found(tuple(bench.words.avoid), said)}


def _entry(phrase: str, swaps: dict[str, str]) -> tuple[str, str]:
    """The entry of a list that found this phrase, and what to write."""
    return next(entry for entry in swaps.items() if pattern((entry[0],)).fullmatch(phrase))


RULES: tuple[Rule[Item], ...] = (
    Rule(
        "grade",
        "No text reads at a grade over 7 (Flesch-Kincaid, names of services aside).",
        Severity.ERROR,
        reading_grade,
    ),
    Rule("grade-aim", "Texts read at grade 6 or lower.", Severity.ADVICE, reading_aim),
    Rule("long-sentence", "No sentence has more than 25 words.", Severity.ERROR, long_sentence),
    Rule("mean-sentence", "Sentences have 14 words or fewer on average.", Severity.ADVICE, mean_sentence),
    Rule("avoid", "No word of the avoid list, except where somebody says it.", Severity.ERROR, avoided),
    Rule("stale-law", "No law or guidance that no longer holds.", Severity.ERROR, stale),
    Rule(
        "abbreviation",
        "Each abbreviation is one that all know, or is explained.",
        Severity.ERROR,
        abbreviation,
    ),
    Rule("emoji", "At most one emoji in an item.", Severity.ERROR, emoji),
)
