"""The buttons under telephone numbers. Each names its number or its area, so that it can be typed from anywhere.

Which number a button is about stands in its route, as the line's id and never as digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import DidNotWork, NumbersOf, SaveNumbers, SetArea, TypeTown
from bot.screens.screen import Button
from bot.words import _
from content.contacts_known import EVERYWHERE
from content.ring import Label

if TYPE_CHECKING:
    from bot.screens.numbers import Lines
    from content.contact_models import Area
    from content.contacts import Entry
    from content.ring import Ring

POLICE = frozenset({Label.POLICE, Label.EMERGENCY})
OWN = frozenset({Label.DAY, Label.DUTY, Label.OTHER, Label.LADO})  # of an area, and with a number
MOST_BROKEN = 4  # by day and by night, for adults and for children


def area_rows(lines_now: Lines, *, own: bool) -> list[tuple[Button, ...]]:
    """What can be done with an area's numbers: another area, keep them, say that one does not work."""
    area = lines_now.area
    another = Button(_("Another town"), TypeTown(), typed=(_("area"),))
    if area is None:
        return [(another,)]
    broken = [did_not_work(ring) for ring in with_phones(lines_now)]
    saves = [save_button(area, own=own)] if broken else []
    first = [another] if own else [make_mine(area), another]
    return [*((button,) for button in (*saves, *first)), *((button,) for button in broken[:MOST_BROKEN])]


def with_phones(lines_now: Lines) -> list[Ring]:
    """The area's own numbers, each once, those that answer first before the others."""
    here = [ring for ring in (*lines_now.adult, *lines_now.child) if ring.phone and ring.label in OWN]
    return list({ring.dial: ring for ring in reversed(here)}.values())[::-1]


def did_not_work(ring: Ring) -> Button:
    """One tap to say that a number did not work. The number stands on it, so it can be typed."""
    return _broken(ring.id, ring.phone)


def did_not_work_line(entry: Entry) -> Button:
    """The same button, of a line that is not being shown."""
    return _broken(entry.id, entry.line.phone)


def _broken(line_id: str, phone: str | None) -> Button:
    area, _dot, name = line_id.rpartition(".")
    to = DidNotWork(ContentId(area or EVERYWHERE), ContentId(name))
    return Button(_("{phone} did not work").format(phone=phone), to)


def save_button(area: Area, *, own: bool) -> Button:
    """Numbers as a contact for the phone. Those of another area say whose they are, so that it can be typed."""
    to = SaveNumbers(ContentId(area.id))
    if own:
        return Button(_("Save to my phone"), to, typed=(_("save"),))
    return Button(_("Save {area} to my phone").format(area=area.name), to)


def make_mine(area: Area) -> Button:
    """Make another area one's own."""
    return Button(_("Make {area} my area").format(area=area.name), SetArea(ContentId(area.id)))


def numbers_of(area: Area) -> Button:
    """The way to an area's numbers."""
    return Button(_("Numbers: {area}").format(area=area.name), NumbersOf(ContentId(area.id)))
