"""The look-up: what a typed text is about, judged before anything is shown, on this machine alone.

Danger first, then a person who may want to die, then private details, then what is asked for. It knows no
Telegram, no database and no clock, and it must never keep, log or hand back a text: only what it comes to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.contacts import Contacts
    from content.lookup_model import Entry

LONGEST = 4096  # characters
MOST_TOPICS = 3


class Urgent(StrEnum):
    """Whether somebody is in danger now."""

    NONE = "none"
    EMERGENCY = "emergency"
    WORKER_AT_RISK = "worker-at-risk"


class Kind(StrEnum):
    """What is asked for."""

    TOPIC = "topic"
    CONTACT = "contact"
    WORD = "word"
    CHIT_CHAT = "chit-chat"
    NONE = "none"


@dataclass(frozen=True)
class Finding:
    """What a text comes to. `topics` are themes, best first; `word` a term of the glossary; the rest are ids.

    `nearest` are the themes that come nearest where none fits well, and `language` is that of the text.
    `mine` says that it happens to the one who typed.
    """

    urgent: Urgent = Urgent.NONE
    personal: bool = False
    kind: Kind = Kind.NONE
    topics: tuple[str, ...] = ()
    word: str | None = None
    areas: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    nearest: tuple[str, ...] = field(default=(), compare=False)
    language: str = field(default="en", compare=False)
    mine: bool = field(default=False, compare=False)


def find(text: str, contacts: Contacts, area: str | None = None) -> Finding:
    """What `text` comes to. `area` is the id of the area to take where the text names none."""
    # Loaded with the first question and not before: starting the bot must not wait for it.
    from content import lookup_contacts, lookup_judging, lookup_own_harm, lookup_personal  # noqa: PLC0415

    shown = text[:LONGEST]
    judged = lookup_judging.judge(shown)
    finding = Finding(
        urgent=judged.urgent,
        personal=lookup_personal.is_personal(shown),
        kind=judged.kind,
        topics=judged.topics[:MOST_TOPICS],
        word=judged.word,
        nearest=judged.nearest,
        language=judged.language,
        mine=lookup_own_harm.is_own_harm(judged.typed),
    )
    areas = lookup_contacts.areas_in(shown, contacts, asked=finding.kind is Kind.CONTACT)
    lines = lookup_contacts.lines_for(shown, finding, contacts, areas or tuple([area] if area else []))
    return replace(finding, areas=areas, lines=lines)


def slug_of(term: str) -> str:
    """A term of the glossary as an id."""
    return "-".join(re.findall(r"[a-z0-9]+", term.casefold()))


def entry_of(slug: str) -> Entry | None:
    """The entry of the glossary with this id, if there is one."""
    from content.lookup_model import model  # noqa: PLC0415 - as in `find`

    return next((entry for entry in model().glossary if slug_of(entry.term) == slug), None)
