"""Saying it in one's own words: what to answer, three ways to say it, and three points to look at one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import OwnWords, SaidAbout, ThreeWays
from bot.screens.common import numbers_button
from bot.screens.screen import Button, Screen, Style, bold, lines, paragraphs, plain, quote
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.callback_data import Route

POINTS = 3


def say_it(title: str, answering: str, about: SaidAbout, number: int, back: Route) -> Screen:
    """Say it aloud, or type it. `answering` is what one says something to."""
    text = paragraphs(
        bold(english(title)),
        plain(english(answering)),
        bold(_("What would you say?")),
        plain(_("Say it out loud, or type it here. No names, please. We do not read or keep what you type.")),
    )
    show = Button(_("Three ways to say it"), ThreeWays(about, number, 0), Style.PRIMARY)
    ticks = tuple(_tick(about, number, 0, point) for point in range(POINTS))
    return Screen(text, ((show,), (Button(_("Back"), back), numbers_button())), unseen=ticks)


def three_ways(ways: Sequence[str], about: SaidAbout, number: int, ticks: int, back: Route) -> Screen:
    """Three ways to say it, and the three points."""
    text = paragraphs(
        bold(_("Three ways to say it")),
        *(quote(_("“{words}”").format(words=english(words))) for words in ways),
        lines(
            bold(_("And yours?")),
            plain(_("Tap what fits. It is only for you: nothing of it is kept.")),
        ),
    )
    points = tuple((_tick(about, number, ticks, point),) for point in range(POINTS))
    again = Button(_("Try again"), OwnWords(about, number))
    return Screen(text, (*points, (again, Button(_("Back"), back)), (numbers_button(),)))


def _tick(about: SaidAbout, number: int, ticks: int, point: int) -> Button:
    """A point to tick. Its first word tells it from the others, and its last whether it is ticked."""
    bit = 1 << point
    labels = (
        (_("Said what I saw: no"), _("Said what I saw: yes")),
        (_("Kept it kind: no"), _("Kept it kind: yes")),
        (_("Asked what comes next: no"), _("Asked what comes next: yes")),
    )
    ticked = bool(ticks & bit)
    style = Style.SUCCESS if ticked else None
    return Button(labels[point][ticked], ThreeWays(about, number, ticks ^ bit), style)
