"""Counts what a pack covers: by theme and setting, level, kind and principle, with strong keys, cues and grades.

Counts only, worked out afresh from the items; what to do about them is for the rules and for people.
"""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter

from content.kinds import Setting
from content.lint.cues import Cue, cues
from content.lint.grade import grade
from content.lint.passages import Part, passages
from content.lint.words import pattern
from content.models import Kind, Level, Rating, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from content.lint.items import PackItems
    from content.lint.words import WordLists


Name = TypeVar("Name", bound="str")


@dataclass(frozen=True)
class Grades:
    """The reading grades of the cards, and of each guidance: the middle and the highest."""

    card_median: float
    card_highest: float
    guidance_median: float
    guidance_highest: float


@dataclass(frozen=True)
class Coverage:
    """What one pack has. Counts are of cards, but `excerpts` and `rehearsals` by theme.

    `grid` has a row for each theme of pack.yaml, with a count for each of `settings`.
    """

    pack: str
    name: str
    cards: int
    settings: tuple[Setting, ...]
    grid: dict[str, tuple[int, ...]]
    excerpts: dict[str, int]
    rehearsals: dict[str, int]
    levels: dict[Level, int]
    kinds: dict[Kind, int]
    principles: dict[str, int]
    strong_keys: dict[str, int]
    cues: tuple[Cue, ...]
    grades: Grades


def coverage(pack: PackItems, words: WordLists) -> Coverage:
    """What this pack covers."""
    cards = [card.item for card in pack.cards]
    themes = pack.head.item.themes
    places = Counter((card.theme, card.item.setting) for card in pack.cards)
    settings = tuple(setting for setting in Setting if any(card.setting is setting for card in cards))
    return Coverage(
        pack=pack.head.item.id,
        name=pack.head.item.name,
        cards=len(cards),
        settings=settings,
        grid={theme: tuple(places[theme, setting] for setting in settings) for theme in themes},
        excerpts=_count(themes, (excerpt.theme for excerpt in pack.excerpts)),
        rehearsals=_count(themes, (rehearsal.theme for rehearsal in pack.rehearsals)),
        levels=_count(Level, (card.level for card in cards)),
        kinds=_count(Kind, (card.kind for card in cards)),
        principles=_count(pack.head.item.principles, (card.principle for card in cards)),
        strong_keys=_count("abcd", (_strong_key(card) for card in cards)),
        cues=cues(cards, words),
        grades=_grades(cards, words),
    )


def as_text(coverages: Sequence[Coverage]) -> str:
    """The coverage of several packs as one JSON list."""
    return TypeAdapter(list[Coverage]).dump_json(list(coverages), indent=2).decode()


def median_grade(cards: Sequence[Scenario], words: WordLists) -> float:
    """The middle reading grade of the cards, or 0 for none."""
    return _grades(cards, words).card_median


def card_grade(card: Scenario, words: WordLists) -> float:
    """The reading grade of what is read before answering: situation, question and options."""
    parts = [p.text for p in passages(card) if p.part in {Part.STORY, Part.CHOICE}]
    return grade("\n\n".join(parts), pattern(words.services))


def _grades(cards: Sequence[Scenario], words: WordLists) -> Grades:
    before = [card_grade(card, words) for card in cards] or [0.0]
    services = pattern(words.services)
    after = [grade(option.guidance, services) for card in cards for option in card.options] or [0.0]
    return Grades(
        round(statistics.median(before), 1), max(before), round(statistics.median(after), 1), max(after)
    )


def _count(names: Iterable[Name], met: Iterable[Name]) -> dict[Name, int]:
    counts = Counter(met)
    return {name: counts[name] for name in names}


def _strong_key(card: Scenario) -> str:
    return next(option.key for option in card.options if option.rating is Rating.STRONG)
