"""Excerpts of the pack, and its contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import LookUp, OwnCopy, PractiseExcerpt, Print, ReadExcerpt
from bot.screens.common import concern_button, draft_line, numbers_button
from bot.screens.screen import Button, Screen, Style, bold, line, paragraphs, plain
from bot.screens.ten_minutes import ten_minutes_button
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.models import Excerpt

ENTRIES_A_PAGE = 6


def excerpt(shown: Excerpt, following: str | None, *, draft: bool) -> Screen:
    """One excerpt; `following` is the id of the one that "Next" leads to, if it leads to any."""
    text = paragraphs(
        bold(english(shown.title)),
        plain(english(shown.text)),
        line(bold(_("Try this:")), plain(english(shown.to_try))),
        *([draft_line()] if draft else []),
    )
    next_one = (_next_button(following), ten_minutes_button()) if following else ()
    practise = Button(_("Practise this"), PractiseExcerpt(ContentId(shown.id)))
    copy = Button(_("Whole pack as PDF"), OwnCopy(Print.NORMAL))
    rows = (next_one, (practise, numbers_button()), (contents_button(), copy))
    return Screen(text, tuple(row for row in rows if row))


def _next_button(following: str) -> Button:
    return Button(_("Next"), ReadExcerpt(ContentId(following)), Style.PRIMARY)


def contents_button() -> Button:
    """The way to the contents of the pack."""
    return Button(_("All pages"), LookUp(0))


def contents(excerpts: Sequence[Excerpt], page: int) -> Screen:
    """The contents of the pack, some entries at a time, and how to get a number."""
    last = page_count(excerpts) - 1
    page = min(page, last)
    text = paragraphs(
        bold(_("Look up")),
        plain(_("Type it in your own words, without names. For example: left in a wet pad.")),
        plain(_("For phone numbers, type a town or a council, for example Kendal.")),
        plain(_("Or choose a page of the pack:")),
    )
    entries = excerpts[page * ENTRIES_A_PAGE : (page + 1) * ENTRIES_A_PAGE]
    rows = tuple((Button(english(entry.title), ReadExcerpt(ContentId(entry.id))),) for entry in entries)
    turns = (
        *([_turn(excerpts, page - 1)] if page > 0 else []),
        *([_turn(excerpts, page + 1)] if page < last else []),
    )
    return Screen(text, (*rows, *([turns] if turns else []), (concern_button(),)))


def _turn(excerpts: Sequence[Excerpt], page: int) -> Button:
    """To another part of the contents. Named by its numbers, so that it can be typed from anywhere."""
    first = page * ENTRIES_A_PAGE + 1
    last = min(first + ENTRIES_A_PAGE - 1, len(excerpts))
    return Button(_("Pages {first} to {last}").format(first=first, last=last), LookUp(page))


def page_count(excerpts: Sequence[Excerpt]) -> int:
    """How many parts the contents have."""
    return max(1, -(-len(excerpts) // ENTRIES_A_PAGE))
