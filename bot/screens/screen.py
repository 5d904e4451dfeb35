"""A Screen is what a person sees: a text, buttons and keys. It describes; it never sends.

Text is Telegram's HTML and is put together by the functions here only, so that no name and no content can ever
make a message that Telegram refuses.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from bot.words import BEGINS, ENDS, IS_MISSING, SOURCE, spoken

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


class Form(StrEnum):
    """What kind of file a paper is, which says how it is made and sent."""

    PRINTED = "printed"  # laid out or drawn, in a process of its own
    PICTURE = "picture"  # the same, shown in the chat itself
    DATA = "data"  # so small that it is made at once


@dataclass(frozen=True)
class Paper:
    """A file that comes with a screen. `key` says what it is; `file_id` is Telegram's, once Telegram has it.

    `make` is called in another process, unless it makes mere data, so it must be a function of a module with
    values that can be pickled. A file without a `key` is one person's own: its id is never kept, and nobody else
    is ever sent it.
    """

    key: str | None
    name: str
    make: Callable[[], bytes]
    file_id: str | None = None
    form: Form = Form.PRINTED


@dataclass(frozen=True)
class PhoneContact:
    """A contact to save on the phone. `phone` can be dialled from anywhere; `vcard` has at most 2048 bytes."""

    name: str
    phone: str
    vcard: str


@dataclass(frozen=True)
class Poll:
    """A vote in a group, without names, whose result shows when it is closed. `session` and `team` are its own.

    By the Bot API a question has at most 300 characters, and an option 100.
    """

    question: str
    options: tuple[str, ...]
    session: int
    team: int


class Way(StrEnum):
    """How a screen comes into the chat."""

    SHOWN = "shown"  # in the message that was tapped, or as a new one
    RENEWED = "renewed"  # in its own message only; nothing if that is gone
    CLEARED = "cleared"  # by taking the tapped message away; the text only stands where that cannot be
    HIDDEN = "hidden"  # as a new one without any keys, and all that stood there in the last two days goes
    STOPPED = "stopped"  # the vote in the message is closed, and its result shows
    UNSENT = "unsent"  # not at all: its time is over


@dataclass(frozen=True)
class Screen:
    """One message: its text and either rows of buttons or the menu. `unseen` buttons can only be typed.

    With a `contact`, that is the message; its text is for where a contact cannot be sent. `hides` are messages
    that go when it comes. With a `poll`, that is the message. `thread` is the topic of a group.
    """

    text: Markup
    rows: tuple[tuple[Button, ...], ...] = ()
    menu: Menu | None = None
    unseen: tuple[Button, ...] = ()
    paper: Paper | None = None
    contact: PhoneContact | None = None
    way: Way = Way.SHOWN
    hides: tuple[int, ...] = ()
    poll: Poll | None = None
    thread: int | None = None

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, in reading order, those that can only be typed last."""
        return (*(button for row in self.rows for button in row), *self.unseen)


def plain(text: str) -> Markup:
    """`text` just as it is, whatever signs are in it."""
    return Markup(html.escape(_printable(text), quote=False))


def unmarked(text: str) -> str:
    """`text` for where Telegram reads no HTML, such as a vote."""
    return _printable(text)


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


def copyable(text: str) -> Markup:
    """`text` that is copied when it is tapped."""
    return Markup(f"<code>{plain(text)}</code>")


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
    # Around what is in English. `bot/screens/marking.py` takes them out again, where there are any.
    if sign in (BEGINS, IS_MISSING, ENDS) and spoken() != SOURCE:
        return sign
    # A space that does not break is not printable, and still parts words.
    return " " if sign.isspace() else ""
