"""Takes a text out of a call: read by its parse mode, trimmed, measured, with the links that Telegram finds.

One place for message texts, captions and poll texts, as the same rules hold for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.detect import with_links
from bot.demo.entities import Entity, Formatted, clipped, settled, units
from bot.demo.markup import parse_html
from bot.demo.refusals import bad_request, not_emulated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.demo.spec import Params

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def message_text(params: Params) -> Formatted:
    """The text of a message, of 1 to 4,096 characters once its tags are gone.

    Raises:
        Refusal: it is empty, too long or cannot be read.
    """
    formatted = read(params, "text", "parse_mode", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if units(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption(params: Params) -> Formatted:
    """The words below a picture or file, at most 1,024 characters; may be empty.

    Raises:
        Refusal: it is too long or cannot be read.
    """
    formatted = read(params, "caption", "parse_mode", "caption_entities")
    if units(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def read(params: Params, text: str, mode: str, entities: str) -> Formatted:
    """The text in the parameter `text`, by the parse mode or the entities that came with it."""
    source: str = params.get(text, "")
    how: str = params.get(mode, "")
    if "\0" in source:
        raise bad_request("strings must be encoded in UTF-8")
    if not how:
        given = Formatted(source, _given(source, params.get(entities, ())))
    elif how.lower() == "html":
        given = parse_html(source)
    elif how.lower() in {"markdown", "markdownv2"}:
        raise not_emulated(f"the parse mode {how}; it reads HTML")
    else:
        raise bad_request("unsupported parse_mode")
    return with_links(given.trimmed())


def _given(source: str, entities: Sequence[Params]) -> tuple[Entity, ...]:
    """Entities that came ready-made; what reaches beyond the text is cut off."""
    fixed = {"type", "offset", "length"}
    made = [
        Entity(
            given["type"],
            given["offset"],
            given["length"],
            tuple((name, value) for name, value in given.items() if name not in fixed),
        )
        for given in entities
    ]
    return settled(list(clipped(tuple(made), 0, units(source))))
