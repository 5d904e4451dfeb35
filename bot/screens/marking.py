"""Marks what stands in English on a screen for somebody who reads another language, in words and not by a sign.

Each block in English begins with "EN:", and one line at the end says what that means. Labels of buttons carry no
mark. A screen of which nothing is translated stays as it is, with one line that says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.screens.screen import Markup, Screen, italic, paragraphs
from bot.words import BEGINS, ENDS, IS_MISSING, SOURCE, _, unmarked_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.screens.screen import Button
    from bot.words import Heard

MARK = "EN: "
_SIGNS = re.compile(f"([{BEGINS}{IS_MISSING}{ENDS}])")
# Between two blocks in English may stand what belongs to no language, and they are one block all the same.
_NOTHING_SAID = re.compile(r"(?:\s|</?[a-z][^>]*>|\b[A-D]\.|[•“”„–.,:()\"])*")
_TAG = re.compile(r"<[^>]*>|&\w+;")


@dataclass(frozen=True)
class _Piece:
    """A piece of a text, and whether it is in English for somebody who reads another language."""

    text: str
    english: bool


def marked(screen: Screen, heard: Heard) -> Screen:
    """The screen as it is sent: what is in English is marked, and the signs around it are gone."""
    if heard.language == SOURCE:
        return screen
    pieces = list(_pieces(screen.text))
    english = any(piece.english for piece in pieces)
    if not english and not any(BEGINS in label for label in _labels(screen)):
        return screen
    rest = "".join(piece.text for piece in pieces if not piece.english)
    as_it_is = not heard.translated or (english and not _says_anything(rest))
    shown = unmarked_words(screen.text) if as_it_is else _with_marks(pieces)
    return _clean(replace(screen, text=paragraphs(Markup(shown), note(whole=as_it_is))))


def only_in_english(screen: Screen) -> Screen:
    """A screen that was made in English, because one of its sentences would have been in two languages."""
    return _clean(replace(screen, text=paragraphs(screen.text, note(whole=True))))


def note(*, whole: bool) -> Markup:
    """What stands at the end, in the reader's language."""
    some = _("“EN:” and English buttons: this is not translated yet.")
    said = _("This page is not translated yet.") if whole else some
    return italic(unmarked_words(said))


def _pieces(text: str) -> Iterator[_Piece]:
    """The text in pieces. What is in English may hold other English, and a sign may have lost its partner."""
    depth = 0
    for part in _SIGNS.split(text):
        if part == BEGINS:
            depth += 1
        elif part == ENDS:
            depth = max(0, depth - 1)
        elif part and part != IS_MISSING:
            yield _Piece(part, english=depth > 0)


def _with_marks(pieces: Iterable[_Piece]) -> str:
    """Each run of English begins with the mark."""
    parts: list[str] = []
    running = False
    for piece in pieces:
        parts += [MARK, piece.text] if piece.english and not running else [piece.text]
        running = piece.english or (running and _NOTHING_SAID.fullmatch(piece.text) is not None)
    return "".join(parts)


def _says_anything(text: str) -> bool:
    return any(sign.isalpha() for sign in _TAG.sub("", text))


def _labels(screen: Screen) -> Iterable[str]:
    yield from (button.label for button in screen.buttons)
    yield from (key for row in (screen.menu.rows if screen.menu else ()) for key in row)


def _clean(screen: Screen) -> Screen:
    """Everything but the text without the signs."""
    return replace(
        screen,
        rows=tuple(tuple(map(_button, row)) for row in screen.rows),
        unseen=tuple(map(_button, screen.unseen)),
        menu=screen.menu
        and replace(
            screen.menu,
            rows=tuple(tuple(map(unmarked_words, row)) for row in screen.menu.rows),
            placeholder=unmarked_words(screen.menu.placeholder),
        ),
        contact=screen.contact
        and replace(
            screen.contact,
            name=unmarked_words(screen.contact.name),
            vcard=unmarked_words(screen.contact.vcard),
        ),
        poll=screen.poll
        and replace(
            screen.poll,
            question=unmarked_words(screen.poll.question),
            options=tuple(map(unmarked_words, screen.poll.options)),
        ),
    )


def _button(button: Button) -> Button:
    typed = tuple(map(unmarked_words, button.typed))
    return replace(button, label=unmarked_words(button.label), typed=typed)
