"""Reads the YAML beside it: example messages with what they are about, synonyms, and the glossary.

Only training and tests read it; the look-up itself has everything in `model.json`. This module must never mend
what a file says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from content.lookup.patterns import made
from content.lookup.shipped import choices, labels, sentences
from content.search import Kind, Urgent

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
# What has no theme stands under this word in dangers.yaml.
NO_THEME = "none"
# What turns a message about danger now into one that is not.
FRAMES = (
    "last week {}",
    "what if {}",
    "training about {}",
    "yesterday {} but fine now",
    "what should i do if {}",
    "two years ago {}",
    "my essay is about {}",
    "last month {} and nobody wrote it down",
    "how do i know if {}",
    "on monday {} and the family were not told",
    "case study where {}",
    "{} that was last year",
    "watched a video where {}",
    "it was on the news that {}",
    "suppose {} what then",
    "in my last job {}",
    "the trainer told us about a time {}",
    "exam question {} what would you do",
    "a programme on telly where {}",
    "say {} who gets the blame",
    "is there a danger that {}",
    "would it be my fault if {}",
    "afraid that one day {}",
    "before covid {} and nobody did anything",
    "{} wednesday but she is ok in herself",
    "can you tell me what to do when {}",
    "when i was little {} and i never forgot",
    "the paper says {}",
)
# What sounds like a question or a story, and is danger now all the same.
STILL = (
    "what do i do {}",
    "should i ring 999 {}",
    "did the training but {}",
    "please help me {}",
    "they said to leave it but {}",
    "she was fine this morning now {}",
    "how do i help {}",
    "yesterday was fine but now {}",
    "sir please {}",
    "is it ok to wait {}",
    "senior says wait but {}",
    "{} what do i do",
    "fell last night and this morning {}",
    "am i meant to ring 999 {}",
    "a minute ago she was laughing now {}",
    "they wont send anyone and {}",
)
EVERY = 6  # of so many worries, one is asked in such words too
TURNS = 2  # into how many that are no danger now each danger is turned
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Weight(StrEnum):
    """How much an example counts: what only sounds like danger is rare among the rest, and teaches more."""

    PLAIN = "plain"
    NEAR_MISS = "near-miss"
    MADE = "made"
    CALM = "calm"


# What a list in a file of the folder `urgent` is about.
_GROUPS = {
    "danger": (Urgent.EMERGENCY, Weight.PLAIN),
    "no_danger": (Urgent.NONE, Weight.NEAR_MISS),
    "at_risk": (Urgent.WORKER_AT_RISK, Weight.PLAIN),
    "not_at_risk": (Urgent.NONE, Weight.NEAR_MISS),
    **dict.fromkeys(("said", "told", "mine", "small", "to_me"), (Urgent.NONE, Weight.CALM)),
}


@dataclass(frozen=True)
class Example:
    """A message, and what is right about it. `theme` and `kind` are None where it teaches nothing of that.

    `only_urgent` teaches nothing else: whether somebody is in danger or may want to die, or neither.
    """

    text: str
    urgent: Urgent
    theme: str | None
    kind: Kind | None
    weight: Weight = Weight.PLAIN
    only_urgent: bool = False


def read(name: str) -> Any:  # noqa: ANN401 - YAML can be anything
    """One file of this folder."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - it is the safe loader


def themes() -> dict[str, list[str]]:
    """Messages by theme."""
    found: dict[str, list[str]] = {}
    for path in sorted((FOLDER / "themes").glob("*.yaml")):
        for theme, texts in read(f"themes/{path.name}").items():
            found.setdefault(theme, []).extend(texts)
    return found


@cache
def examples() -> tuple[Example, ...]:
    """All examples, in the order of the files, and what becomes of danger when it is over or asked about."""
    dangers = list(_dangers())
    written = [*_themed(), *dangers, *_workers(), *_kinds(), *_other_languages(), *_words()]
    return (
        *written,
        *_turned(dangers),
        *_asked_calmly(list(_themed())),
        *_made(),
        *_shipped(),
        *_only_urgent(),
    )


def _shipped() -> Iterator[Example]:
    """What the bot itself says."""
    for text in labels():
        yield Example(text, Urgent.NONE, None, None, Weight.NEAR_MISS)
    for text in choices():
        yield Example(text, Urgent.NONE, None, None, Weight.MADE)
    for text in sentences():
        yield Example(text, Urgent.NONE, None, None, Weight.CALM, only_urgent=True)


def _made() -> Iterator[Example]:
    """Messages made from patterns: what has its danger in the words, and what has it only in the frame."""
    every = made(read("patterns.yaml"))
    for text in every.dangers:
        yield Example(text, Urgent.EMERGENCY, None, Kind.TOPIC)
    for text in every.at_risk:
        yield Example(text, Urgent.WORKER_AT_RISK, "wellbeing", Kind.TOPIC)
    for text in (*every.calm, *every.not_at_risk):
        yield Example(text, Urgent.NONE, None, None, Weight.MADE)


def _turned(dangers: list[Example]) -> Iterator[Example]:
    """Every message about danger now as some about the past, a question or a course, and as a cry for help.

    The frames are taken in turn.
    """
    now = [example for example in dangers if example.urgent is Urgent.EMERGENCY]
    for place, example in enumerate(now):
        for turn in range(TURNS):
            frame = FRAMES[(place + turn * len(FRAMES) // TURNS) % len(FRAMES)]
            yield Example(frame.format(example.text), Urgent.NONE, None, None)
        yield Example(STILL[place % len(STILL)].format(example.text), Urgent.EMERGENCY, None, None)


def _asked_calmly(themed: list[Example]) -> Iterator[Example]:
    """Some worries in the words that cries for help begin with: those words alone are no danger."""
    for place, example in enumerate(themed[::EVERY]):
        text = STILL[place % len(STILL)].format(example.text)
        yield Example(text, Urgent.NONE, example.theme, Kind.TOPIC)


def meanings() -> dict[str, list[str]]:
    """Words and phrases by meaning, those of all languages together."""
    found: dict[str, list[str]] = {name: list(phrases) for name, phrases in read("synonyms.yaml").items()}
    for name, by_language in read("languages.yaml")["words"].items():
        found.setdefault(name, []).extend(phrase for phrases in by_language.values() for phrase in phrases)
    return found


def right_words() -> list[str]:
    """Words that are right as they are, and no slips in others."""
    listed: str = read("kinds.yaml")["right_words"]
    return listed.split()


def languages() -> dict[str, list[str]]:
    """The words of each language, by its code."""
    found: dict[str, list[str]] = {}
    for by_language in read("languages.yaml")["words"].values():
        for language, phrases in by_language.items():
            found.setdefault(language, []).extend(phrases)
    return found


def _themed() -> Iterator[Example]:
    for theme, texts in themes().items():
        for text in texts:
            yield Example(text, Urgent.NONE, theme, Kind.TOPIC)


def _dangers() -> Iterator[Example]:
    for group, by_theme in read("dangers.yaml").items():
        now = group == "now"
        for theme, texts in by_theme.items():
            for text in texts:
                yield Example(
                    text,
                    Urgent.EMERGENCY if now else Urgent.NONE,
                    None if theme == NO_THEME else theme,
                    Kind.TOPIC if theme != NO_THEME or now else None,
                    Weight.PLAIN if now else Weight.NEAR_MISS,
                )


def _workers() -> Iterator[Example]:
    groups = read("worker.yaml")
    for text in groups["at_risk"]:
        yield Example(text, Urgent.WORKER_AT_RISK, "wellbeing", Kind.TOPIC)
    for text in groups["not_at_risk"]:
        yield Example(text, Urgent.NONE, None, None, Weight.NEAR_MISS)


def _only_urgent() -> Iterator[Example]:
    """More of danger and despair, more that only sounds like them, and what is said and told on any day."""
    for path in sorted((FOLDER / "urgent").glob("*.yaml")):
        for group, texts in read(f"urgent/{path.name}").items():
            urgent, weight = _GROUPS[group]
            for text in texts:
                yield Example(text, urgent, None, None, weight, only_urgent=True)


def _kinds() -> Iterator[Example]:
    groups = read("kinds.yaml")
    for name, kind in (
        ("contact", Kind.CONTACT),
        ("chit-chat", Kind.CHIT_CHAT),
        ("off-topic", Kind.NONE),
        ("nonsense", Kind.NONE),
    ):
        for text in groups[name]:
            yield Example(text, Urgent.NONE, None, kind)


def _other_languages() -> Iterator[Example]:
    special = {
        "emergency": (Urgent.EMERGENCY, None, Kind.TOPIC),
        "worker": (Urgent.WORKER_AT_RISK, "wellbeing", Kind.TOPIC),
        "past": (Urgent.NONE, None, None),
        "contact": (Urgent.NONE, None, Kind.CONTACT),
    }
    for name, texts in read("languages.yaml")["themes"].items():
        urgent, theme, kind = special.get(name, (Urgent.NONE, name, Kind.TOPIC))
        for text in texts:
            yield Example(text, urgent, theme, kind)


def _words() -> Iterator[Example]:
    """What the glossary says of a word helps to know its theme."""
    for entry in read("glossary.yaml"):
        for text in (entry["term"], *entry["also"], entry["says"]):
            yield Example(text, Urgent.NONE, entry["theme"], None)
