"""Writes one card as YAML, and adds it to the file of its theme without changing a letter of what is there.

Files are written beside and then put in place, so that a break leaves the old file or the new one.
"""

from __future__ import annotations

import os
import re
import textwrap
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from content.faults import BrokenContentError
from content.models import ScenarioFile
from content.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WIDTH = 110
_STEP = 2
# Text that would make a line longer than this is folded over several.
_ONE_LINE = 90
_FIRST_ENTRY = re.compile(r"^scenarios:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)-(?= )", re.MULTILINE)


class CannotAddError(Exception):
    """The card cannot be added to the file by a program. The text says why and what to do."""


def add_card(file: Path, theme: str, card: dict[str, Any]) -> None:
    """Add a card to the file of its theme, or begin that file.

    Raises:
        CannotAddError: what is in the file is not a plain list of cards of this theme.
        OSError: the file cannot be written.
    """
    before = file.read_text(encoding="utf-8") if file.exists() else f"theme: {theme}\nscenarios:\n"
    after = _joined(before, card)
    beside = file.with_name(f".{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        beside.write_text(after, encoding="utf-8")
        _make_sure(beside, file.name, theme, card["id"])
        os.replace(beside, file)  # noqa: PTH105 - the same, and atomic on every system
    finally:
        beside.unlink(missing_ok=True)


def entry(card: dict[str, Any], indent: int = _STEP) -> str:
    """The card as an entry of a list of cards."""
    body = "\n".join(_mapping(card, indent + _STEP))
    return f"{' ' * indent}- {body.lstrip()}\n"


def _joined(before: str, card: dict[str, Any]) -> str:
    first = _FIRST_ENTRY.search(before)
    gap = "\n" if first else ""
    ended = before if before.endswith("\n") else f"{before}\n"
    return f"{ended}{gap}{entry(card, len(first.group(1)) if first else _STEP)}"


def _make_sure(file: Path, name: str, theme: str, card: str) -> None:
    """Read the new file back before it takes the old one's place."""
    try:
        read = SourceFile(file).parse(ScenarioFile)
    except BrokenContentError:
        raise CannotAddError(f"{name} is broken, or does not end with its list of cards: mend it.") from None
    if read.theme != theme or read.scenarios[-1].id != card:
        raise CannotAddError(f"{name} is about {read.theme}, not {theme}: mend its theme, or its name.")


def _mapping(fields: dict[str, Any], indent: int) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, dict):
            yield f"{' ' * indent}{name}:"
            yield from _mapping(value, indent + _STEP)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{' ' * indent}{name}:"
            for part in value:
                yield entry(part, indent + _STEP).rstrip("\n")
        elif isinstance(value, list) and value and isinstance(value[0], str):
            yield f"{' ' * indent}{name}:"
            for text in value:
                yield f"{' ' * (indent + _STEP)}- {_scalar(text, indent + 2 * _STEP)}"
        else:
            yield f"{' ' * indent}{name}: {_scalar(value, indent + _STEP)}"


def _scalar(value: Any, indent: int) -> str:  # noqa: ANN401 - whatever a field of a card holds
    if isinstance(value, str):
        return _text(value, indent)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _text(text: str, indent: int) -> str:
    """Short plain text as it is; all else folded, where no letter has a meaning for YAML."""
    plain = yaml.safe_dump(text, width=10_000, allow_unicode=True).removesuffix("\n...\n").rstrip("\n")
    if plain == text and len(text) <= _ONE_LINE - indent:
        return text
    margin = " " * indent
    lines = textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(margin + line for line in lines)
