"""Reads the YAML beside it: example messages with what they are about, synonyms, and the glossary.

Only training and tests read it; the look-up itself has everything in `model.json`. This module must never mend
what a file says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from content.search import Kind, Urgent

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
# What has no theme stands under this word in dangers.yaml.
NO_THEME = "none"
CONTACT_WORDS = "contact-asked"
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
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Weight(StrEnum):
    """How much an example counts: what only sounds like danger is rare among the rest, and teaches more."""

    PLAIN = "plain"
    NEAR_MISS = "near-miss"


@dataclass(frozen=True)
class Example:
    """A message, and what is right about it. `theme` and `kind` are None where it teaches nothing of that."""

    text: str
    urgent: Urgent
    theme: str | None
    kind: Kind | None
    weight: Weight = Weight.PLAIN


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


def examples() -> list[Example]:
    """All examples, in the order of the files, and what becomes of danger when it is over or asked about."""
    dangers = list(_dangers())
    written = [*_themed(), *dangers, *_workers(), *_kinds(), *_other_languages(), *_words()]
    return [*written, *_turned(dangers)]


def _turned(dangers: list[Example]) -> Iterator[Example]:
    """Every message about danger now, once as one about the past, or a question, or a course: taken in turn."""
    now = [example for example in dangers if example.urgent is Urgent.EMERGENCY]
    for place, example in enumerate(now):
        frame = FRAMES[place % len(FRAMES)]
        yield Example(frame.format(example.text), Urgent.NONE, None, None)


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
