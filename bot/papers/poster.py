"""The poster for a staff room: a code to join a team by, what Say So is, and whom to ring. One page of A4.

It holds the link of one team, so it is never kept to be given to somebody else. It holds no name of a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import segno

from bot.papers import placing
from bot.papers.placing import ACROSS, BODY, MARGIN, WIDTH, Box, Page, TooMuchError
from bot.screens.times import in_full
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.papers.book import NumberLine

CODE_SIDE = 62.0  # millimetres, with the white around it
QUIET = 4  # squares of white around the code, as the standard asks for
SIZES = (16.0, 15.0, 14.0, 13.0, BODY)  # points; the largest at which everything fits
BANNER, NAME, TITLE = 2.0, 1.4, 1.1  # times as large as the rest
BESIDE = ACROSS - CODE_SIDE - 4  # millimetres for words beside the code


@dataclass(frozen=True)
class Poster:
    """What a poster says. `link` is an address that works until `until`; the groups hold lines to ring."""

    team: str
    area: str | None
    link: str
    until: date
    made_on: date
    adult: tuple[NumberLine, ...]
    child: tuple[NumberLine, ...]


def as_pdf(poster: Poster) -> bytes:
    """The poster to print."""
    return placing.as_pdf(laid_out(poster), datetime.combine(poster.made_on, time(12), UTC))


def as_picture(poster: Poster) -> bytes:
    """The poster as a picture, to send on."""
    return placing.as_picture(laid_out(poster))


def laid_out(poster: Poster) -> Page:
    """The page as large as it fits: where a line comes from is said once for all only if it must be.

    Raises:
        TooMuchError: it does not fit even so.
    """
    for size in SIZES:
        try:
            return _placed(poster, size, origins=True)
        except TooMuchError:
            continue
    return _placed(poster, BODY, origins=False)


def _placed(poster: Poster, size: float, *, origins: bool) -> Page:
    page = Page(_("Say So, for {team}").format(team=poster.team), size)
    _banner(page)
    _join(page, poster)
    page.rule()
    page.say(
        _("Say So is not a place to report. Tell your manager or safeguarding lead, or ring:"), bold=True
    )
    for title, lines in ((_("About an adult"), poster.adult), (_("About a child"), poster.child)):
        _numbers(page, f"{title} ({poster.area})" if poster.area else title, lines, origins=origins)
    if not origins:
        page.say(_("All numbers are from public websites. Ring each one once to check it."))
    page.say(_("If a number does not work, or you cannot get through: police, 101."))
    page.rule()
    _about_telegram(page)
    return page


def _banner(page: Page) -> None:
    """Danger comes before everything else."""
    top = page.top
    page.skip(3)
    page.say(_("In danger now? Ring 999."), BANNER, bold=True, indent=4)
    page.skip(1.5)
    page.boxes.append(Box(MARGIN, top, ACROSS, page.top - top, filled=False))
    page.skip(4)


def _join(page: Page, poster: Poster) -> None:
    """What it is and how to join, with the code beside it."""
    code = segno.make_qr(poster.link, error="q")
    rows = [list(row) for row in code.matrix_iter(border=QUIET)]
    top = page.top
    page.squares(rows, WIDTH - MARGIN - CODE_SIDE, top, CODE_SIDE)
    page.say(page.title, NAME, bold=True, width=BESIDE)
    page.skip(1)
    for line in _what_it_is():
        page.say(line, width=BESIDE)
    page.skip(1.5)
    page.say(_("Two steps to join"), TITLE, bold=True, width=BESIDE)
    page.say(_("1. Point your phone’s camera at the square, and open it in Telegram."), width=BESIDE)
    page.say(_("2. Tap START, then your shifts."), width=BESIDE)
    page.say(_("It works until {day}.").format(day=in_full(poster.until)), width=BESIDE)
    page.top = max(page.top, top + CODE_SIDE)


def _what_it_is() -> tuple[str, ...]:
    return (
        _("A few minutes a week, on your phone."),
        _("Practise what to say when care is not right."),
        _("Say it early, say it kindly."),
        _("It is your choice. Nobody at work sees what you tap, or if you joined."),
        _("The right number, when you need one."),
    )


def _numbers(page: Page, title: str, lines: Sequence[NumberLine], *, origins: bool) -> None:
    """The lines of one group. Where neighbours come from the same page, that is said once for them."""
    page.skip(1.2)
    page.say(title, TITLE, bold=True)
    for origin, those in groupby(lines, key=lambda line: line.origin if line.phone else ""):
        for line in those:
            _number(page, line)
        if origins and origin:
            page.say(origin)
    page.skip(0.8)


def _number(page: Page, line: NumberLine) -> None:
    """A line to ring; where there is no number to trust, its web page without all that comes behind it."""
    hours = f" ({line.hours})" if line.hours else ""
    if line.phone is not None:
        page.say(f"{line.phone}  {line.name}{hours}", bold=True)
        return
    host = urlsplit(line.web or "").hostname
    if host:
        page.say(_("{name}: no number that we can trust. See {page}").format(name=line.name, page=host))


def _about_telegram(page: Page) -> None:
    page.say(_("New to Telegram?"), bold=True)
    page.say(_("It may tell people who have your phone number that you joined Telegram."))
    page.say(_("It does not tell them about Say So."))
    page.say(_("To stop most of it, say no when Telegram asks for your contacts. Then, in Telegram:"))
    page.say(_("Settings, Privacy and Security, Phone Number: choose who can see and find your number."))
