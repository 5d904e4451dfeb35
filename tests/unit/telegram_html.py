"""Reads a message's HTML as strictly as Telegram does, or more so. It shares no code with what makes the HTML.

Only tags that the screens use are known; whatever else stands in a message is refused, and never passed over.
"""

import re

TAGS = {"b", "i", "blockquote", "a", "tg-spoiler", "code"}
ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
TEXT_LIMIT = 4096  # characters after reading, by the Bot API's sendMessage
# A link is the only tag with anything in it: one web address, with its own signs escaped.
_TOKEN = re.compile(
    r"<(?P<closing>/?)(?P<tag>[a-z-]+)>|(?P<entity>&[a-z]+;)|(?P<text>[^<>&]+)"
    r'|<(?P<link>a) href="https?://(?:[^<>&"\s]|&(?:amp|lt|gt|quot|#x27);)+">'
)


class RefusedError(Exception):
    """Telegram would refuse this message."""


def read(markup: str) -> str:
    """The text that a person sees.

    Raises:
        RefusedError: the markup is not well formed, or the text is empty, too long or cannot be sent.
    """
    seen: list[str] = []
    opened: list[str] = []
    place = 0
    while place < len(markup):
        token = _TOKEN.match(markup, place)
        if token is None:
            raise RefusedError(f"a bare sign at {place}: {markup[place : place + 20]!r}")
        place = token.end()
        if tag := token["tag"] or token["link"]:
            _turn(opened, tag, closes=bool(token["closing"]), links=bool(token["link"]))
        seen.append(_meaning(token["entity"]) if token["entity"] else token["text"] or "")
    if opened:
        raise RefusedError(f"{opened} is not closed")
    return _sendable("".join(seen))


def _turn(opened: list[str], tag: str, *, closes: bool, links: bool) -> None:
    if tag not in TAGS or (tag == "a" and not closes and not links):
        raise RefusedError(f"{tag} is not a tag of ours")
    if not closes:
        opened.append(tag)
    elif not opened or opened.pop() != tag:
        raise RefusedError(f"{tag} is closed out of turn")


def _meaning(entity: str) -> str:
    if entity not in ENTITIES:
        raise RefusedError(f"{entity} is not an entity that Telegram knows")
    return ENTITIES[entity]


def _sendable(text: str) -> str:
    if re.search("[\ud800-\udfff]", text):
        raise RefusedError("half of a surrogate pair")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        raise RefusedError("a control character")
    if not text.strip():
        raise RefusedError("nothing to see")
    if characters(text) > TEXT_LIMIT:
        raise RefusedError(f"{characters(text)} characters")
    return text


def characters(text: str) -> int:
    """The length as Telegram counts it, in the code units of UTF-16: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
