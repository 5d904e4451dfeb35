"""Finds in plain text what Telegram marks by itself: links, e-mail addresses, phone numbers, commands, names.

Telegram's own rules are longer. These find the forms that English texts use and never overlap one another
or a mark that is already there.
"""

from __future__ import annotations

import re

from bot.demo.entities import Entity, Formatted, units

# Groups are tried in this order at each place; the name of the group is the kind of entity.
FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)'’”]|\b(?:[a-z0-9-]+\.)+(?:uk|com|org|net|me)\b(?:/[^\s<>\"]*[\w/])?)"
    r"|(?P<email>\b[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}\b)"
    r"|(?P<bot_command>(?<![\w/])/[a-z0-9_]{1,64}(?:@\w{3,32})?\b)"
    r"|(?P<mention>(?<!\w)@[a-z]\w{3,31}\b)"
    r"|(?P<phone_number>(?<![\w+])(?:0800 ?1111|(?:\+44|0)[ -]?\d(?:[ -]?\d){8,9})(?!\w))",
    re.IGNORECASE,
)
HINT = re.compile(r"[./@+0]")
KEEPS_OUT = frozenset({"code", "pre", "text_link", "text_mention", "date_time"})


def with_links(formatted: Formatted) -> Formatted:
    """`formatted` with the marks that Telegram adds."""
    text = formatted.text
    if not HINT.search(text):
        return formatted
    taken = [entity for entity in formatted.entities if entity.type in KEEPS_OUT]
    found = [mark for match in FOUND.finditer(text) if (mark := _mark(text, match, taken))]
    if not found:
        return formatted
    every = sorted((*formatted.entities, *found), key=lambda entity: (entity.offset, -entity.length))
    return Formatted(text, tuple(every))


def _mark(text: str, match: re.Match[str], taken: list[Entity]) -> Entity | None:
    offset = units(text[: match.start()])
    mark = Entity(match.lastgroup or "url", offset, units(match[0]))
    overlaps = any(mark.offset < other.end and other.offset < mark.end for other in taken)
    return None if overlaps else mark
