"""Rules about the shape of a card: nothing in how the options are written may tell which one is strong.

They look at form only. Whether an option is something that decent people do is for human readers.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from content.faults import Severity
from content.lint.grade import words as words_of
from content.lint.rules import Finding, Rule
from content.lint.words import found, pattern
from content.models import Option, Rating, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.lint.items import Lesson
    from content.lint.rules import Bench

    Card = Lesson[Scenario]

# How far, at most, the strong option's length may be from the mean of all, as a share of that mean.
LENGTH_SHARE = 0.2
# From this likeness (0 to 100) two guidances say the same thing.
ALIKE = 70
PHRASE_WORDS = 4
_HARMLESS = re.compile(r"\bnever mind\b|\b(?:has|have|had|was|were|is)\s+(?:always|never)\b", re.IGNORECASE)
_QUOTES = ('"', "“", "'", "‘")


def strong_length(card: Card, _: Bench) -> Iterator[Finding]:
    """The strong option is about as long as the others."""
    options = card.item.options
    mean = sum(len(option.text) for option in options) / len(options)
    index, strong = _strong(card.item)
    if abs(len(strong.text) - mean) > LENGTH_SHARE * mean:
        low, high = round((1 - LENGTH_SHARE) * mean), round((1 + LENGTH_SHARE) * mean)
        yield Finding(
            f"is the strong option and has {len(strong.text)} characters where the options have {mean:.0f} on "
            f"average: bring it to between {low} and {high}, or bring the others nearer to it.",
            ("options", index, "text"),
        )


def absolutes(card: Card, bench: Bench) -> Iterator[Finding]:
    """Words such as "always" do not stand in one option only."""
    holding = [
        (index, finds)
        for index, option in enumerate(card.item.options)
        if (finds := found(bench.words.absolutes, _HARMLESS.sub("", option.text)))
    ]
    if len(holding) == 1:
        [(index, finds)] = holding
        yield Finding(
            f'is the only option that says "{finds[0]}", which gives it away: leave the word out.',
            ("options", index, "text"),
        )


def catch_all(card: Card, bench: Bench) -> Iterator[Finding]:
    """No option leans on the others."""
    for index, option in enumerate(card.item.options):
        for phrase in found(bench.words.catch_all, option.text):
            yield Finding(
                f'says "{phrase}": write something that a person could do.', ("options", index, "text")
            )


def echo(card: Card, _: Bench) -> Iterator[Finding]:
    """The strong option does not alone repeat a phrase of the situation."""
    index, strong = _strong(card.item)
    others = set[str]().union(*(_phrases(o.text) for o in card.item.options if o is not strong))
    shared = (_phrases(strong.text) & _phrases(card.item.situation)) - others
    if shared:
        phrase = min(shared)
        yield Finding(
            f'alone repeats "{phrase}" of the situation, which gives it away: say it in other words.',
            ("options", index, "text"),
        )


def same_form(card: Card, _: Bench) -> Iterator[Finding]:
    """Either all options are speech, or none is."""
    spoken = [option.text.startswith(_QUOTES) for option in card.item.options]
    if any(spoken) and not all(spoken):
        index = spoken.index(sum(spoken) * 2 <= len(spoken))
        yield Finding(
            "is written in another form than the other options: begin all with speech in quotes, or none.",
            ("options", index, "text"),
        )


def guidance_apart(card: Card, _: Bench) -> Iterator[Finding]:
    """Each option has guidance of its own."""
    for (_one, one), (index, two) in combinations(enumerate(card.item.options), 2):
        if fuzz.ratio(one.guidance, two.guidance) >= ALIKE:
            yield Finding(
                f"says nearly the same as the guidance of option {one.key}: say what this choice leads to.",
                ("options", index, "guidance"),
            )


def own_texts(card: Card, _: Bench) -> Iterator[Finding]:
    """Two options are two things to do."""
    for (_one, one), (index, two) in combinations(enumerate(card.item.options), 2):
        if fuzz.ratio(one.text.lower(), two.text.lower()) >= ALIKE + 15:
            yield Finding(
                f"is nearly the same as option {one.key}: write another thing to do.",
                ("options", index, "text"),
            )


def verdict(card: Card, bench: Bench) -> Iterator[Finding]:
    """Guidance does not open with a mark."""
    opening = pattern(bench.words.verdicts)
    for index, option in enumerate(card.item.options):
        match = opening.match(option.guidance.lstrip("\"“'"))
        if match:
            yield Finding(
                f'opens with "{match.group()}": begin with what happens to the person.',
                ("options", index, "guidance"),
            )


def shaming(card: Card, bench: Bench) -> Iterator[Finding]:
    """Nothing on a card marks or shames the reader."""
    for index, option in enumerate(card.item.options):
        for phrase in found(bench.words.shaming, option.guidance):
            yield Finding(
                f'says "{phrase}": say what the choice costs, and what to do next.',
                ("options", index, "guidance"),
            )


def _strong(card: Scenario) -> tuple[int, Option]:
    return next((i, option) for i, option in enumerate(card.options) if option.rating is Rating.STRONG)


def _phrases(text: str) -> set[str]:
    said = [word.lower() for word in words_of(text)]
    return {" ".join(said[i : i + PHRASE_WORDS]) for i in range(len(said) - PHRASE_WORDS + 1)}


RULES: tuple[Rule[Card], ...] = (
    Rule(
        "strong-length",
        "The strong option's length is within a fifth of the options' mean length.",
        Severity.ERROR,
        strong_length,
    ),
    Rule(
        "absolutes",
        "No option is the only one with a word such as always, never or immediately.",
        Severity.ERROR,
        absolutes,
    ),
    Rule(
        "catch-all", 'No option says "all of these", "none of these" or the like.', Severity.ERROR, catch_all
    ),
    Rule(
        "echo",
        "The strong option is not the only one that repeats four words running of the situation.",
        Severity.ERROR,
        echo,
    ),
    Rule("same-form", "All options begin with speech in quotes, or none does.", Severity.ERROR, same_form),
    Rule("guidance-apart", "No two options have nearly the same guidance.", Severity.ERROR, guidance_apart),
    Rule("options-apart", "No two options say nearly the same.", Severity.ERROR, own_texts),
    Rule(
        "verdict", "Guidance does not open with a mark, such as Wrong or Well done.", Severity.ERROR, verdict
    ),
    Rule("shaming", "Guidance does not mark or shame the reader anywhere.", Severity.ERROR, shaming),
)
