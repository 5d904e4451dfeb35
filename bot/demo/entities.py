"""What marks a stretch of text: its kind and its place, counted as Telegram counts, in UTF-16 code units.

Text with its entities travels together as `Formatted`. Nothing here reads markup or finds links.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

# Inside these Telegram keeps no other mark.
VERBATIM = frozenset({"code", "pre"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
MOST_ENTITIES = 100

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "text_link": "a",
}


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Entity:
    """One mark. `extra` holds what its kind needs besides: url, language, unix_time and the like."""

    type: str
    offset: int
    length: int
    extra: tuple[tuple[str, str | int], ...] = ()

    @property
    def end(self) -> int:
        """The first code unit after it."""
        return self.offset + self.length

    def json(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        return {"type": self.type, "offset": self.offset, "length": self.length, **dict(self.extra)}


@dataclass(frozen=True, slots=True)
class Formatted:
    """Text and its marks."""

    text: str
    entities: tuple[Entity, ...] = ()

    def trimmed(self) -> Formatted:
        """Without white space at either end, as Telegram keeps it; the marks move along."""
        text = self.text.strip()
        if text == self.text:
            return self
        lead = units(self.text[: len(self.text) - len(self.text.lstrip())])
        return Formatted(text, clipped(self.entities, lead, units(text)))

    def html(self) -> str:
        """The text with its formatting marks as tags, for tests to compare with."""
        tags = sorted(_tags(self.entities))
        out, wide, done = [], self.text.encode("utf-16-le"), 0
        for place, _, _, tag in tags:
            out += [wide[done * 2 : place * 2].decode("utf-16-le"), tag]
            done = place
        return "".join([*out, wide[done * 2 :].decode("utf-16-le")])


def _tags(entities: tuple[Entity, ...]) -> list[tuple[int, int, int, str]]:
    """Opening and closing tags with sort keys: closing before opening, the inner ones closed first."""
    tags = []
    for entity in entities:
        if name := TAGS.get(entity.type):
            href = f' href="{dict(entity.extra)["url"]}"' if entity.type == "text_link" else ""
            more = " expandable" if entity.type.startswith("exp") else ""
            tags.append((entity.offset, 1, -entity.length, f"<{name}{href}{more}>"))
            tags.append((entity.end, 0, -entity.offset, f"</{name}>"))
    return tags


def clipped(entities: tuple[Entity, ...], lead: int, length: int) -> tuple[Entity, ...]:
    """The marks after `lead` units were cut off in front, kept within `length` units. Empty ones go."""
    kept = []
    for entity in entities:
        start = max(entity.offset - lead, 0)
        end = min(entity.end - lead, length)
        if end > start:
            kept.append(replace(entity, offset=start, length=end - start))
    return tuple(kept)


def settled(entities: list[Entity]) -> tuple[Entity, ...]:
    """The marks that Telegram keeps: in order, none within code, no quotation within another."""
    ordered = sorted(entities, key=lambda entity: (entity.offset, -entity.length))
    kept: list[Entity] = []
    verbatim_end = quote_end = 0
    for entity in ordered:
        if entity.offset < verbatim_end or (entity.type in QUOTES and entity.offset < quote_end):
            continue
        if entity.type in VERBATIM:
            verbatim_end = entity.end
        if entity.type in QUOTES:
            quote_end = entity.end
        kept.append(entity)
    return tuple(kept[:MOST_ENTITIES])
