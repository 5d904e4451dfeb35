"""When a number did not work: whom to ring instead. And the numbers of an area as a contact for the phone.

Neither may say anything about who asked: a tap is counted, and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import Numbers
from bot.screens.common import concern_button
from bot.screens.number_buttons import POLICE, did_not_work, numbers_of, with_phones
from bot.screens.numbers import danger, entry, information
from bot.screens.screen import Button, PhoneContact, Screen, bold, line, lines, link, paragraphs, plain
from bot.words import _
from content.ring import Label, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screens.numbers import Lines
    from content.ring import Ring

VCARD_BYTES = 2048  # by the Bot API's sendContact


def second_way(lines_now: Lines, address: str | None, instead: Sequence[Ring]) -> Screen:
    """A number did not work: whom to ring now, and its page. Says that the tap was counted and not who tapped."""
    area = lines_now.area
    page = (
        [line(plain(_("Or open the page of the number you tried:")), link(_("web page"), address))]
        if address
        else []
    )
    text = paragraphs(
        danger(),
        lines(bold(_("Use this instead:")), *(entry(ring) for ring in instead), *page),
        line(bold(_("Police, if nobody is in danger:")), bold("101")),
        plain(_("Thank you. We count that the number did not work, and not who said so.")),
        information(),
    )
    broken = [(did_not_work(ring),) for ring in instead[:1] if ring.phone and ring.label not in POLICE]
    back = numbers_of(area) if area else Button(_("All numbers"), Numbers())
    return Screen(text, ((concern_button(),), *broken, (back,)))


def saved(lines_now: Lines, contact: PhoneContact) -> Screen:
    """An area's numbers as a contact to save. Where none can be sent, the numbers in words."""
    text = paragraphs(bold(contact.name), lines(*(entry(ring) for ring in _own(lines_now))), information())
    return Screen(text, ((concern_button(),),), contact=contact)


def phone_contact(lines_now: Lines) -> PhoneContact | None:
    """An area's numbers as a contact; None where it has no number that may be shown. By day lines first."""
    rings = _own(lines_now)
    if lines_now.area is None or not rings:
        return None
    name = _("{area}: who to tell").format(area=lines_now.area.name)
    return PhoneContact(name, rings[0].dial or "", _vcard(name, rings))


def _own(lines_now: Lines) -> list[Ring]:
    """The area's own numbers, each once: about an adult first, and a line of the day before one of the night."""
    rings = {ring.dial: ring for ring in reversed(with_phones(lines_now))}
    order = [Label.DAY, Label.DUTY, Label.OTHER, Label.LADO]
    return sorted(rings.values(), key=lambda ring: (ring.subject is Subject.CHILD, order.index(ring.label)))


def _vcard(name: str, rings: Sequence[Ring]) -> str:
    """A vCard 3.0 with as many of the numbers as fit, and 999 in words."""
    lines_of_it = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_escaped(name)}", f"N:{_escaped(name)};;;;"]
    note = f"NOTE:{_escaped(_('In danger now? Ring 999.'))}"
    left = VCARD_BYTES - len("\r\n".join([*lines_of_it, note, "END:VCARD", ""]).encode())
    for number, ring in enumerate(rings, 1):
        entries = _numbered(number, ring)
        left -= sum(len(text.encode()) + 2 for text in entries)
        if left < 0:
            break
        lines_of_it += entries
    return "\r\n".join([*lines_of_it, note, "END:VCARD", ""])


def _numbered(number: int, ring: Ring) -> list[str]:
    return [f"item{number}.TEL:{ring.dial}", f"item{number}.X-ABLabel:{_escaped(ring.name)}"]


def _escaped(text: str) -> str:
    """Text as a vCard takes it: what has a meaning there is marked, and nothing breaks a line."""
    marked = "".join(f"\\{sign}" if sign in "\\,;" else sign for sign in " ".join(text.split()))
    return "".join(sign for sign in marked if sign.isprintable())
