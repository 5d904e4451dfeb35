"""`sayso find`: the look-up from the shell, for authors and for measuring. It writes nothing down.

What is looked up here comes from whoever runs the command. No text that a person sent the bot comes this way.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

from content.search import Urgent, entry_of, find, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from content.library import Library
    from content.search import Finding

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BrokenListError(Exception):
    """A file is no YAML list of `q:` entries. Says what to do."""


def as_json(text: str, finding: Finding) -> str:
    """One line of JSON, with the text as it was given."""
    return json.dumps(
        {
            "q": text,
            "urgent": finding.urgent,
            "personal": finding.personal,
            "kind": finding.kind,
            "topics": list(finding.topics),
            "areas": list(finding.areas),
            "lines": list(finding.lines),
        },
        ensure_ascii=False,
    )


def of_file(path: Path, library: Library, area: str | None) -> Iterator[str]:
    """A line of JSON for each entry of a file, in its order.

    Raises:
        BrokenListError: the file is no such list.
    """
    for text in _texts(path):
        yield as_json(text, find(text, library.contacts, area))


def _texts(path: Path) -> list[str]:
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - it is the safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BrokenListError(f"{path} cannot be read as YAML ({type(error).__name__}).") from error
    if not isinstance(entries, list) or not all(isinstance(one, dict) and "q" in one for one in entries):
        raise BrokenListError(f"{path} must be a list of entries with `q:`.")
    return [str(one["q"]) for one in entries]


def in_words(finding: Finding, library: Library) -> Iterator[str]:
    """What a text comes to, a line each."""
    if finding.urgent is not Urgent.NONE:
        yield f"Urgent: {finding.urgent}."
    if finding.personal:
        yield "It seems to name somebody or somewhere."
    yield f"Kind: {finding.kind}."
    entry = entry_of(slug_of(finding.word)) if finding.word else None
    if entry is not None:
        yield f"{entry.term}: {entry.says}"
    for theme in finding.topics:
        packs = [pack for pack in library.packs.values() if theme in pack.themes]
        yield f"Theme: {theme} ({packs[0].themes[theme]})." if packs else f"Theme: {theme}."
    for area in finding.areas:
        yield f"Area: {area}."
    for line_id in finding.lines:
        line = library.contacts.entry(line_id)
        number = (line.line.phone or line.line.web or "no number") if line else "no number"
        yield f"Line: {line_id}, {number}."
