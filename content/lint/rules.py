"""What a rule is, and what it finds.

A rule is a small pure function over one item or one pack. It is handed the word lists and the date; it never
reads a file or the clock itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from content.faults import FORM, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from content.lint.items import Place, Placed
    from content.lint.words import WordLists

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Finding:
    """Something to mend: what to do, and where inside the item (or in which item of the pack)."""

    remedy: str
    where: Place = ()
    at: Placed[Any] | None = None


@dataclass(frozen=True)
class Bench:
    """What every rule may use: the word lists, and the day on which the check is made."""

    words: WordLists
    today: date


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A rule: its name in messages, one sentence that says it, and the function that looks for breaches."""

    name: str
    says: str
    severity: Severity
    check: Callable[[Subject, Bench], Iterator[Finding]]


@dataclass(frozen=True)
class Written:
    """What the authors' guide says about a rule."""

    name: str
    says: str
    severity: Severity


FORM_RULE = Written(
    FORM,
    "A file is YAML with the fields, lengths, ratings and steps that its kind asks for, and names only themes, "
    "principles, excerpts and steps that exist. Ids are used once.",
    Severity.ERROR,
)
