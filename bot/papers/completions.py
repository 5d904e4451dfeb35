"""One's own completions as a table (CSV), or as statements (xAPI 1.0.3) for a learning system.

Only the learner starts it. Neither holds a name, an address or a number of anybody, nor what was chosen: who
completed it is said by whoever takes the file in. Small enough to be made at once.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.papers.standards import standard
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
ACTIVITY_TYPE = "http://adlnet.gov/expapi/activities/lesson"
# An account that says nothing: the learning system knows who has put the file in.
ACTOR = {"objectType": "Agent", "account": {"homePage": "urn:say-so", "name": "learner"}}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so may be run by a spreadsheet


class Kind(StrEnum):
    """What was completed."""

    STORY = "story"
    PAGE = "page"
    TALK = "talk"


@dataclass(frozen=True)
class Completion:
    """One story, page or talk that was completed, and when. `standards` are of the Care Certificate."""

    kind: Kind
    item: str
    title: str
    theme: str
    standards: tuple[int, ...]
    at: datetime


def kind_in_words(kind: Kind) -> str:
    """What was completed, in words."""
    return {Kind.STORY: _("Story"), Kind.PAGE: _("Page"), Kind.TALK: _("Talk")}[kind]


def as_table(completions: Sequence[Completion]) -> bytes:
    """A table with a line for each, in UTF-8 with the mark that spreadsheets look for."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow((_("Day"), _("Kind"), _("Title"), _("Theme"), _("Care Certificate standards")))
    for one in completions:
        touched = "; ".join(f"{number} {standard(number)}" for number in one.standards)
        row = (one.at.date().isoformat(), kind_in_words(one.kind), one.title, one.theme, touched)
        writer.writerow(map(_harmless, row))
    return file.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_statements(completions: Sequence[Completion]) -> bytes:
    """A list of statements, one for each. They have no id: the learning system gives them theirs."""
    return json.dumps([_statement(one) for one in completions], ensure_ascii=False, indent=1).encode()


def _statement(one: Completion) -> dict[str, Any]:
    definition = {"type": ACTIVITY_TYPE, "name": {"en-GB": one.title}, "description": {"en-GB": one.theme}}
    standards = {"urn:say-so:care-certificate": list(one.standards)}
    return {
        "actor": ACTOR,
        "verb": {"id": COMPLETED, "display": {"en-GB": "completed"}},
        "object": {"id": f"urn:say-so:{one.kind}:{one.item}", "definition": definition},
        "result": {"completion": True},
        "context": {"extensions": standards},
        "timestamp": one.at.isoformat(),
    }
