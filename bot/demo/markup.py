"""Reads Telegram's HTML: which tags exist, where they stand, and what is refused with which words.

The rules and sentences are those of Telegram's own parser: only the documented tags; only the named
references lt, gt, amp and quot (others stay as they are); offsets in an error count UTF-8 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.demo.entities import Entity, Formatted, settled, units
from bot.demo.refusals import Refusal, bad_request

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
TAGS = frozenset(SIMPLE) | {"a", "blockquote", "tg-emoji", "tg-time"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

PLAIN = re.compile(r"[^<&]+")
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
LONGEST_NUMBER = 9
LAST_CODE = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)
TAG_NAME = re.compile(r"[^\s>]*")
SPACE = re.compile(r"\s*")
ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
BARE_VALUE = re.compile(r"[A-Za-z0-9.-]*")


def parse_html(source: str) -> Formatted:
    """The text of `source` without its tags, and the marks that the tags stood for.

    Raises:
        Refusal: Telegram would not understand it either.
    """
    return _Parser(source).parse()


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    offset: int
    piece: int
    attributes: dict[str, str] = field(default_factory=dict)


class _Parser:
    """Walks once through the source, keeping the text so far, its length in code units and the open tags."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> Formatted:
        while self._at < len(self._source):
            char = self._source[self._at]
            if char == "<":
                self._tag()
            elif char == "&":
                self._add(self._reference())
            else:
                self._add(self._take(PLAIN))
        if self._open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return Formatted("".join(self._pieces), settled(self._entities))

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._offset += units(text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        """What `pattern` matches here; moves past it."""
        found = pattern.match(self._source, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _reference(self) -> str:
        found = REFERENCE.match(self._source, self._at)
        char = _referred(found) if found else ""
        if found is None or not char:
            self._at += 1
            return "&"
        self._at = found.end()
        return char

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._peek() == "/":
            self._at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._take(TAG_NAME).lower()
        if not self._peek():
            raise self._cannot_at("Unclosed start tag", begin)
        if tag not in TAGS:
            raise self._cannot_at(f'Unsupported start tag "{tag}"', begin)
        opened = _Open(tag, self._offset, len(self._pieces), self._attributes(tag, begin))
        if tag == "span" and opened.attributes.get("class") != "tg-spoiler":
            raise self._cannot_at('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(opened)

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._take(SPACE)
            if self._peek() == ">":
                self._at += 1
                return attributes
            name = self._take(ATTRIBUTE_NAME)
            if not name:
                raise self._cannot_at(f'Empty attribute name in the tag "{tag}"', begin)
            attributes[name.lower()] = self._value(tag, name, begin)

    def _value(self, tag: str, name: str, begin: int) -> str:
        self._take(SPACE)
        if self._peek() != "=":
            if tag == "blockquote" and name.lower() == "expandable" and self._peek():
                return "1"
            raise self._cannot_at(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin
            )
        self._at += 1
        self._take(SPACE)
        if not self._peek():
            raise self._cannot_at(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self._peek() in "'\"" else self._bare()
        if not self._peek():
            raise self._cannot_at("Unclosed start tag", begin)
        return value

    def _quoted(self) -> str:
        end, pieces = self._peek(), []
        self._at += 1
        while (char := self._peek()) not in {end, ""}:
            if char == "&":
                pieces.append(self._reference())
            else:
                pieces.append(char)
                self._at += 1
        self._at += 1
        return "".join(pieces)

    def _bare(self) -> str:
        begin = self._at
        value = self._take(BARE_VALUE).lower()
        if self._peek() and not self._peek().isspace() and self._peek() != ">":
            raise self._cannot_at("Unexpected end of name token", begin)
        return value

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            raise self._cannot_at("Unexpected end tag", begin)
        tag = self._take(TAG_NAME).lower()
        self._take(SPACE)
        if self._peek() != ">":
            raise self._cannot_at("Unclosed end tag", begin)
        self._at += 1
        opened = self._open.pop()
        if tag not in {"", opened.tag}:
            place = self._byte(begin)
            raise _cannot(
                f'Unmatched end tag at byte offset {place}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self._offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind, extra = _meaning(opened, "".join(self._pieces[opened.piece :]))
        if not kind:
            return
        inner = self._entities[-1] if self._entities else None
        length = self._offset - opened.offset
        if kind == "pre" and inner and inner == Entity("code", opened.offset, length, inner.extra):
            # <pre><code class="language-x"> is one block of that language, not a mark within a mark.
            self._entities.pop()
            extra = inner.extra
        self._entities.append(Entity(kind, opened.offset, length, extra))

    def _byte(self, at: int) -> int:
        return len(self._source[:at].encode("utf-8", "surrogatepass"))

    def _cannot_at(self, reason: str, begin: int) -> Refusal:
        return _cannot(f"{reason} at byte offset {self._byte(begin)}")


def _cannot(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


def _referred(found: re.Match[str]) -> str:
    """The character that a reference names, or nothing if Telegram leaves it as it stands."""
    hexadecimal, decimal, name = found.groups()
    if name:
        return NAMED.get(name, "")
    if len(found[0].rstrip(";")) > LONGEST_NUMBER:
        return ""
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < LAST_CODE and code not in SURROGATES else ""


def _meaning(opened: _Open, text: str) -> tuple[str, tuple[tuple[str, str | int], ...]]:
    """The kind of entity that a closed tag makes and what belongs to it; no kind if it makes none."""
    tag, given = opened.tag, opened.attributes
    if tag == "a":
        url = checked_link(given.get("href") or text)
        return ("text_link", (("url", url),)) if url else ("", ())
    if tag == "blockquote":
        return ("expandable_blockquote" if "expandable" in given else "blockquote"), ()
    if tag == "tg-emoji":
        return ("custom_emoji", (("custom_emoji_id", given.get("emoji-id", "")),))
    if tag == "tg-time":
        return _moment(given)
    language = given.get("class", "")
    if tag == "code" and language.startswith("language-"):
        return "code", (("language", language.removeprefix("language-")),)
    return SIMPLE[tag], ()


def _moment(given: dict[str, str]) -> tuple[str, tuple[tuple[str, str | int], ...]]:
    if not given.get("unix", "").isdigit():
        return "", ()
    return "date_time", (("unix_time", int(given["unix"])), ("date_time_format", given.get("format", "")))


def checked_link(url: str) -> str:
    """`url` as Telegram keeps it, or nothing if it makes no link of it (tel: and mailto: among them)."""
    if url.lower().startswith(("tg://", "ton://")):
        return url
    whole = url if "://" in url else f"http://{url}"
    parts = urlsplit(whole)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or "." not in host.strip(".") or " " in url:
        return ""
    return whole if parts.path or parts.query else f"{whole}/"
