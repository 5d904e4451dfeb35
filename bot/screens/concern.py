"""Raise a concern: 999 and the area's numbers first, then four doors, one tap each.

Nothing about this is recorded for the person: no row, no minute, no trace of which door was opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import Concern, ConcernDoor, Numbers, TypeTown
from bot.screens.numbers import Lines, danger, in_short, information, undialled
from bot.screens.screen import Button, Markup, Screen, Style, bold, italic, line, lines, paragraphs, plain
from bot.words import _
from content.lines import Subject

if TYPE_CHECKING:
    from content.models import ConcernGuide, Door


def concern(guide: ConcernGuide, lines_now: Lines) -> Screen:
    """The first screen: short, so that 999, the numbers and the doors are seen at one glance."""
    area = lines_now.area
    text = paragraphs(
        lines(
            danger(),
            *([bold(area.name), in_short(lines_now)] if area else [_no_area()]),
            line(plain(_("Police, if nobody is in danger:")), bold("101")),
            *([italic(_("From websites; not yet dialled by us."))] if area and undialled(lines_now) else []),
            information(),
        ),
        bold(_("What is it about?")),
    )
    doors = tuple((_door_button(door),) for door in guide.doors)
    change = _("Another town") if area else _("Type the town")
    return Screen(text, (*doors, (Button(_("All numbers"), Numbers()), Button(change, TypeTown()))))


def _no_area() -> Markup:
    return plain(_("Type the town where the person you care for lives, for the council’s number."))


def _door_button(door: Door) -> Button:
    style = Style.DANGER if door.danger else None
    return Button(door.label, ConcernDoor(ContentId(door.id)), style, typed=door.typed)


def door(opened: Door, lines_now: Lines, subject: Subject) -> Screen:
    """One door: what to do, say and write down, and whom to tell."""
    text = paragraphs(
        *([danger()] if opened.danger else []),
        bold(opened.label),
        lines(*(plain(f"• {part}") for part in opened.lines)),
        _ring(lines_now, subject),
        *([] if opened.danger else [danger()]),
        information(),
    )
    return Screen(text, ((Button(_("All numbers"), Numbers()), Button(_("Back"), Concern())),))


def _ring(lines_now: Lines, subject: Subject) -> Markup:
    """The first number for an adult and for a child, that of the person's pack first."""
    other = Subject.CHILD if subject is Subject.ADULT else Subject.ADULT
    names = {Subject.ADULT: _("About an adult:"), Subject.CHILD: _("About a child:")}
    firsts = [(names[which], lines_now.about(which)[0]) for which in (subject, other)]
    return lines(*(line(plain(name), bold(ring.phone or "101"), plain(ring.name)) for name, ring in firsts))
