"""The texts of an item that somebody reads, each with its place and what part it plays.

Rules about plain words look at these, so that no kind of item needs rules of its own. Sources and ids are left
out: no carer meets them as something to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import singledispatch
from typing import TYPE_CHECKING

from pydantic import BaseModel

from content.models import ConcernGuide, Ending, Excerpt, Rehearsal, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.lint.items import Place


class Part(StrEnum):
    """What part a text plays."""

    TITLE = "title"
    STORY = "story"
    CHOICE = "choice"
    ADVICE = "advice"
    SPEECH = "speech"
    TEAM = "team"


@dataclass(frozen=True)
class Passage:
    """A text and its place in the item."""

    part: Part
    where: Place
    text: str


class OneText(BaseModel):
    """A text by itself, before it belongs to an item: its author is still writing."""

    text: str
    source: str = ""


@singledispatch
def passages(_: BaseModel) -> Iterator[Passage]:
    """Every text of an item that somebody reads, in the order of the file."""
    yield from ()


@passages.register(Scenario)
def _(card: Scenario) -> Iterator[Passage]:
    yield Passage(Part.TITLE, ("title",), card.title)
    yield Passage(Part.STORY, ("situation",), card.situation)
    yield Passage(Part.STORY, ("question",), card.question)
    for index, option in enumerate(card.options):
        place = ("options", index)
        yield Passage(Part.CHOICE, (*place, "text"), option.text)
        yield Passage(Part.ADVICE, (*place, "guidance"), option.guidance)
        yield Passage(Part.SPEECH, (*place, "words"), option.words)
    yield Passage(Part.ADVICE, ("if_then",), card.if_then)
    yield Passage(Part.TEAM, ("facilitator", "note"), card.facilitator.note)
    for index, question in enumerate(card.facilitator.questions):
        yield Passage(Part.TEAM, ("facilitator", "questions", index), question)


@passages.register(Excerpt)
def _(excerpt: Excerpt) -> Iterator[Passage]:
    yield Passage(Part.TITLE, ("title",), excerpt.title)
    yield Passage(Part.ADVICE, ("text",), excerpt.text)
    yield Passage(Part.ADVICE, ("to_try",), excerpt.to_try)


@passages.register(Rehearsal)
def _(rehearsal: Rehearsal) -> Iterator[Passage]:
    yield Passage(Part.TITLE, ("title",), rehearsal.title)
    yield Passage(Part.STORY, ("situation",), rehearsal.situation)
    yield Passage(Part.STORY, ("recap",), rehearsal.recap)
    for name, node in rehearsal.nodes.items():
        yield Passage(Part.STORY, ("nodes", name, "says"), node.says)
        for index, choice in enumerate(node.choices):
            yield Passage(Part.CHOICE, ("nodes", name, "choices", index, "text"), choice.text)
        if node.ending:
            yield from _ending(("nodes", name, "ending"), node.ending)


@passages.register(ConcernGuide)
def _(guide: ConcernGuide) -> Iterator[Passage]:
    for group in ("doors", "further"):
        for index, door in enumerate(getattr(guide, group)):
            yield Passage(Part.TITLE, (group, index, "label"), door.label)
            for line, text in enumerate(door.lines):
                yield Passage(Part.ADVICE, (group, index, "lines", line), text)
    for page in ("write_down", "happens_next", "protection", "not_able", "came_back", "no_answer"):
        for line, text in enumerate(getattr(guide, page)):
            yield Passage(Part.ADVICE, (page, line), text)


@passages.register(OneText)
def _(one: OneText) -> Iterator[Passage]:
    yield Passage(Part.ADVICE, ("text",), one.text)


def _ending(place: Place, ending: Ending) -> Iterator[Passage]:
    yield Passage(Part.ADVICE, (*place, "worked"), ending.worked)
    yield Passage(Part.ADVICE, (*place, "another_way"), ending.another_way)
    yield Passage(Part.SPEECH, (*place, "words"), ending.words)
