"""Measures the look-up on a set of messages with what is right about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from content import library
from content.search import Finding, Kind, Urgent, find

HERE = Path(__file__).parent
SETS = (
    "evaluation",
    "held-back",
    "last",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
)
TWELFTH = "twelfth"  # the hand that wrote it, then wrote examples too
STRANGERS = ("thirteenth", "fourteenth")  # by hands that wrote no example; the limits were chosen with them
UNSEEN = "fifteenth"  # by two more; measured when all else was done
ABOUT = ("sixteenth", "seventeenth")  # by four more, about themes, names and numbers
LIBRARY = library.load()


@dataclass(frozen=True)
class Judged:
    """A message, what is right about it, and what the look-up made of it."""

    group: str
    wanted: dict[str, Any]
    found: Finding

    @property
    def urgent(self) -> Urgent:
        return Urgent(self.wanted.get("urgent", "none"))

    @property
    def calm_topic(self) -> bool:
        """Whether it is about a theme, and nothing else."""
        return "theme" in self.wanted and self.wanted.get("kind", "topic") == "topic"

    @property
    def first(self) -> bool:
        return self.found.topics[:1] == (self.wanted["theme"],)

    @property
    def among_three(self) -> bool:
        return self.wanted["theme"] in self.found.topics


@cache
def judged(name: str) -> tuple[Judged, ...]:
    """A set, looked up."""
    groups = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Judged(group, entry, find(entry["q"], LIBRARY.contacts))
        for group, entries in groups.items()
        for entry in entries
    )


def everything() -> list[Judged]:
    """All sets together."""
    return [one for name in SETS for one in judged(name)]


def share(hits: list[bool]) -> float:
    """How many of these are true, from 0 to 1."""
    assert hits, "there is something to measure"
    return sum(hits) / len(hits)


def danger(ones: list[Judged], which: Urgent = Urgent.EMERGENCY) -> float:
    """How much of danger is seen."""
    return share([one.found.urgent is which for one in ones if one.urgent is which])


def false_alarms(ones: list[Judged]) -> float:
    """How many of those that only sound like danger are taken for it."""
    return share([one.found.urgent is not Urgent.NONE for one in ones if one.wanted.get("near")])


def alarms_in_plain_worries(ones: list[Judged]) -> float:
    """How many of those that tell of no danger, and do not sound like it, are taken for it."""
    plain = [one for one in ones if one.urgent is Urgent.NONE and not one.wanted.get("near")]
    return share([one.found.urgent is not Urgent.NONE for one in plain])


def personal(ones: list[Judged]) -> tuple[float, float]:
    """Recall and precision of private details."""
    wanted = [one.wanted.get("personal", False) for one in ones]
    found = [one.found.personal for one in ones]
    both = sum(w and f for w, f in zip(wanted, found, strict=True))
    return both / sum(wanted), both / sum(found)


def first(ones: list[Judged]) -> float:
    """How often the right theme stands first."""
    return share([one.first for one in ones if one.calm_topic])


def among_three(ones: list[Judged]) -> float:
    """How often the right theme is one of three."""
    return share([one.among_three for one in ones if one.calm_topic])


def slang(ones: list[Judged]) -> float:
    """How often it is, of messages misspelt or in dialect."""
    return among_three([one for one in ones if one.wanted.get("slang")])


def contacts(ones: list[Judged]) -> float:
    """How many requests for a number are seen as such."""
    return share([one.found.kind is Kind.CONTACT for one in ones if one.wanted.get("kind") == "contact"])


def quiet(ones: list[Judged]) -> float:
    """How many messages that are about nothing here get no page."""
    return share([not one.found.topics for one in ones if one.group == "off-topic"])
