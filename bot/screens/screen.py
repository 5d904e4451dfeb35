"""A Screen is what a person sees: a text, buttons and keys. It describes; it never sends.

Text is Telegram's HTML and is put together by the functions here only, so that no name and no content can ever
make a message that Telegram refuses.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.callback_data import Route

Markup = NewType("Markup", str)

TEXT_LIMIT = 4096  # characters after entities are parsed, by the Bot API's sendMessage


class Style(StrEnum):
    """The colour of a button. It repeats what the label says in words, and never replaces it."""

    DANGER = "danger"
    PRIMARY = "primary"
    SUCCESS = "success"


@dataclass(frozen=True)
class Button:
    """A labelled way to somewhere. Begins with a word; `typed` are further words that choose it."""

    label: str
    to: Route
    style: Style | None = None
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Menu:
    """The keys under the composer. They stay, so a screen with a menu cannot be edited in place."""

    rows: tuple[tuple[str, ...], ...]
    placeholder: str


@dataclass(frozen=True)
class Paper:
    """A file that comes with a screen. `key` says what it is; `file_id` is Telegram's, once Telegram has it.

    `make` is called in another process, so it must be a function of a module with values that can be pickled.
    """

    key: str
    name: str
    make: Callable[[], bytes]
    file_id: str | None = None


@dataclass(frozen=True)
class PhoneContact:
    """A contact to save on the phone. `phone` can be dialled from anywhere; `vcard` has at most 2048 bytes."""

    name: str
    phone: str
    vcard: str


class Way(StrEnum):
    """How a screen comes into the chat."""

    SHOWN = "shown"  # in the message that was tapped, or as a new one
    RENEWED = "renewed"  # in its own message only; nothing if that is gone
    CLEARED = "cleared"  # by taking the tapped message away; the text only stands where that cannot be


@dataclass(frozen=True)
class Screen:
    """One message: its text and either rows of buttons or the menu. `unseen` buttons can only be typed.

    With a `contact`, that is the message; its text is for where a contact cannot be sent.
    """

    text: Markup
    rows: tuple[tuple[Button, ...], ...] = ()
    menu: Menu | None = None
    unseen: tuple[Button, ...] = ()
    paper: Paper | None = None
    contact: PhoneContact | None = None
    way: Way = Way.SHOWN

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, in reading order, those that can only be typed last."""
        return (*(button for row in self.rows for button in row), *self.unseen)


def plain(text: str) -> Markup:
    """`text` just as it is, whatever signs are in it."""
    return Markup(html.escape(_printable(text), quote=False))


def bold(text: str) -> Markup:
    """`text` in bold."""
    return Markup(f"<b>{plain(text)}</b>")


def italic(text: str) -> Markup:
    """`text` in italics."""
    return Markup(f"<i>{plain(text)}</i>")


def spoiler(text: str) -> Markup:
    """`text` covered until it is tapped: a lock screen and a passer-by do not see it."""
    return Markup(f"<tg-spoiler>{plain(text)}</tg-spoiler>")


def quote(text: str) -> Markup:
    """`text` set apart as something said."""
    return Markup(f"<blockquote>{plain(text)}</blockquote>")


def link(label: str, address: str) -> Markup:
    """`label`, leading to a web address."""
    return Markup(f'<a href="{html.escape(_printable(address))}">{plain(label)}</a>')


def line(*parts: Markup) -> Markup:
    """Parts in one line, one space between them."""
    return Markup(" ".join(part for part in parts if part))


def lines(*parts: Markup) -> Markup:
    """Parts under each other."""
    return Markup("\n".join(part for part in parts if part))


def paragraphs(*parts: Markup) -> Markup:
    """Parts with a blank line between them."""
    return Markup("\n\n".join(part for part in parts if part))


def _printable(text: str) -> str:
    """Without control characters and lone surrogates, which Telegram refuses or drops."""
    return text if text.isprintable() else "".join(map(_sendable, text))


def _sendable(sign: str) -> str:
    if sign in "\n\t\u200d" or sign.isprintable():
        return sign
    # A space that does not break is not printable, and still parts words.
    return " " if sign.isspace() else ""
