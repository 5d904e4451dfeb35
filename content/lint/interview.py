"""The questions that make a card, one part after another, and the check of each answer by itself.

It asks nobody: `bot.content_new` does that. Answers are kept by the name of their part, such as "options.0.text",
so that a draft is a plain list of names and texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

from annotated_types import MaxLen, MinLen
from pydantic import TypeAdapter, ValidationError

from content.kinds import Setting
from content.lint import plainness, safety
from content.lint.items import Lesson
from content.lint.passages import OneText
from content.models import Facilitator, Kind, Level, Option, Rating, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from enum import StrEnum

    from pydantic.fields import FieldInfo

    from content.lint.rules import Bench

Answers = dict[str, str]
KEYS = "abcd"
# What these look at is in one text; the others need the whole card and are run at the end.
_TEXT_RULES = tuple(
    rule
    for rule in (*plainness.RULES, *safety.ITEM_RULES)
    if rule.name in {"long-sentence", "stale-law", "emoji", "phone", "real-case", "grade"}
)


@dataclass(frozen=True)
class Ask:
    """One question: the part that it fills and how it is put.

    `choices` are the only answers, if there are any; `taken` are those that others have used up.
    """

    part: str
    says: str
    field: FieldInfo
    choices: tuple[str, ...] = ()
    text: bool = False
    taken: frozenset[str] = frozenset()

    @property
    def prompt(self) -> str:
        """The question with its limits, such as "Situation (150 to 480 characters)"."""
        limits = _limits(self.field) if not self.choices else ""
        return f"{self.says} ({limits})" if limits else self.says


@dataclass(frozen=True)
class Choices:
    """What can be chosen from in one pack, and the ids that are taken."""

    principles: tuple[str, ...]
    excerpts: tuple[str, ...]
    taken: frozenset[str]


def asks(options: int, choices: Choices) -> Iterator[Ask]:
    """Every question about a card, in the order of the file, for so many options."""
    card = Scenario.model_fields
    yield from _about(choices)
    yield Ask("situation", "Situation", card["situation"], text=True)
    yield Ask("question", "Question", card["question"], text=True)
    for index in range(options):
        yield from _option(index)
    yield Ask("if_then", '"If I see ..., then I will ..."', card["if_then"], text=True)
    yield Ask("excerpt", "The excerpt behind it", card["excerpt"], choices.excerpts)
    yield from _facilitator()


def _about(choices: Choices) -> Iterator[Ask]:
    card = Scenario.model_fields
    yield Ask("id", "Id: small letters, digits and hyphens", card["id"], taken=choices.taken)
    yield Ask("title", "Title", card["title"], text=True)
    yield Ask("principle", "Principle", card["principle"], choices.principles)
    yield Ask("level", "Level: D day to day, S safeguarding, E emergency", card["level"], _values(Level))
    yield Ask("care_certificate", "Care Certificate standards, such as 5, 7", card["care_certificate"])
    yield Ask("source", "Where its facts come from: an Act, a regulation, guidance", card["source"])
    yield Ask("review_by", "Day of review, such as 2027-11-01", card["review_by"])
    yield Ask("kind", "Kind", card["kind"], _values(Kind))
    yield Ask("setting", "Setting", card["setting"], _values(Setting))
    yield Ask("good_to_notice", "Is there good care in it to name?", card["good_to_notice"], ("no", "yes"))


def _option(index: int) -> Iterator[Ask]:
    fields, letter, part = Option.model_fields, KEYS[index], f"options.{index}"
    yield Ask(f"{part}.text", f"Option {letter}: what one could do", fields["text"], text=True)
    yield Ask(f"{part}.rating", f"Rating of option {letter}", fields["rating"], _values(Rating))
    yield Ask(f"{part}.guidance", f"Guidance for option {letter}", fields["guidance"], text=True)
    yield Ask(f"{part}.words", f"Words to say after option {letter}", fields["words"], text=True)


def _facilitator() -> Iterator[Ask]:
    fields = Facilitator.model_fields
    yield Ask("facilitator.note", "Note for whoever leads a talk about it", fields["note"], text=True)
    for index, which in enumerate(("First", "Second")):
        says = f"{which} question for the talk"
        yield Ask(f"facilitator.questions.{index}", says, Scenario.model_fields["source"], text=True)


def trouble(ask: Ask, answer: str, bench: Bench) -> str | None:
    """One clear sentence about what is amiss with an answer, or None."""
    if ask.choices:
        return None if answer in ask.choices else f"Choose one of these: {', '.join(ask.choices)}."
    try:
        _adapter(ask.field).validate_python(_read(ask.part, answer))
    except ValidationError as invalid:
        return _sentence(invalid, answer)
    if answer in ask.taken:
        return "Another item has that id already: choose another."
    return _told(answer, bench) if ask.text else None


def card_from(answers: Mapping[str, str]) -> dict[str, Any]:
    """The card that the answers make, in the order of the file."""
    options = sorted({part.split(".")[1] for part in answers if part.startswith("options.")})
    card: dict[str, Any] = {}
    for part, answer in answers.items():
        if "." not in part:
            card[part] = _value(part, answer)
        elif part.startswith("options."):
            card.setdefault("options", [_option_from(answers, index) for index in options])
    card["facilitator"] = {
        "note": answers["facilitator.note"],
        "questions": [answers[f"facilitator.questions.{index}"] for index in range(2)],
    }
    return card


def _option_from(answers: Mapping[str, str], index: str) -> dict[str, str]:
    parts = {name: answers[f"options.{index}.{name}"] for name in ("text", "rating", "guidance", "words")}
    return {"key": KEYS[int(index)], **parts}


def _value(part: str, answer: str) -> Any:  # noqa: ANN401 - a text, a list of numbers, a day or a truth
    if part not in {"care_certificate", "review_by", "good_to_notice"}:
        return answer
    value = _adapter(Scenario.model_fields[part]).validate_python(_read(part, answer))
    return list(value) if isinstance(value, tuple) else value


def _read(part: str, answer: str) -> object:
    """An answer as the model wants it: lists are typed with commas, and truth as yes or no."""
    if part == "care_certificate":
        return tuple(number.strip() for number in answer.split(","))
    return answer == "yes" if part == "good_to_notice" else answer


def _adapter(field: FieldInfo) -> TypeAdapter[Any]:
    limited: Any = Annotated[field.annotation, field]
    return TypeAdapter(limited)


def _sentence(invalid: ValidationError, answer: str) -> str:
    [error, *_] = invalid.errors(include_url=False)
    limits = error.get("ctx", {})
    if error["type"] == "string_too_short":
        return f"That has {len(answer)} characters: write at least {limits['min_length']}."
    if error["type"] == "string_too_long":
        return f"That has {len(answer)} characters: write at most {limits['max_length']}."
    if error["type"] == "string_pattern_mismatch":
        return "Use small letters, digits and single hyphens only, and begin with a letter."
    return f"{error['msg']}."


def _told(answer: str, bench: Bench) -> str | None:
    lesson = Lesson(OneText(text=answer), "", "")
    findings = chain.from_iterable(rule.check(lesson, bench) for rule in _TEXT_RULES)
    return next((f"It {finding.remedy}" for finding in findings), None)


def _values(words: Iterable[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


def _limits(field: FieldInfo) -> str:
    low = next((part.min_length for part in field.metadata if isinstance(part, MinLen)), None)
    high = next((part.max_length for part in field.metadata if isinstance(part, MaxLen)), None)
    if high is None:
        return ""
    return f"at most {high} characters" if low is None else f"{low} to {high} characters"
