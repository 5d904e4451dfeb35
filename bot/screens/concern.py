"""Raise a concern: 999 and the area's numbers first, then four doors, one tap each, and further ones behind them.

Nothing about this is recorded for the person: no row, no minute, no trace of which door was opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    ClearThis,
    Concern,
    ConcernDoor,
    FurtherDoors,
    HappensNext,
    NotAble,
    Numbers,
    TypeTown,
    WriteDown,
)
from bot.screens.numbers import (
    Lines,
    answering_if_known,
    danger,
    in_shortest,
    information,
    undialled,
)
from bot.screens.screen import (
    Button,
    Markup,
    Screen,
    Style,
    bold,
    italic,
    line,
    lines,
    link,
    paragraphs,
    plain,
)
from bot.words import _, english
from content.lines import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.contact_models import NationalLine
    from content.models import ConcernGuide, Door
    from content.ring import Ring


def concern(guide: ConcernGuide, lines_now: Lines) -> Screen:
    """The first screen: short, so that 999, the numbers and the doors are seen at one glance.

    A chat shows the end of a message. Where numbers take many lines, 999 is seen in the last one.
    """
    area = lines_now.area
    text = lines(
        danger(),
        plain(f"{area.name}:") if area else plain(""),
        in_shortest(lines_now) if area else _no_area(),
        line(plain(_("Police, if nobody is in danger:")), bold("101")),
        *([italic(_("From websites; not yet dialled by us."))] if area and undialled(lines_now) else []),
        information(),
        bold(_("Danger? 999. What is it about?")),
    )
    doors = tuple((door_button(door),) for door in guide.doors)
    change = _("Another town") if area else _("Type the town")
    below = (
        (Button(_("Something else"), FurtherDoors()), clear()),
        (Button(_("All numbers"), Numbers()), Button(change, TypeTown())),
    )
    return Screen(text, (*doors, *below))


def further(guide: ConcernGuide) -> Screen:
    """The doors behind the first four."""
    text = paragraphs(danger(), bold(_("Is it one of these?")), keeps_the_chat(), information())
    doors = tuple((door_button(door),) for door in guide.further)
    return Screen(text, (*doors, (back(),), (clear(),)))


def back() -> Button:
    """The way back to the first screen, from all of the guide."""
    return Button(_("Back to the list"), Concern())


def clear() -> Button:
    """Take the message out of the chat."""
    return Button(_("Clear this"), ClearThis())


def keeps_the_chat() -> Markup:
    """Who can read the chat, said again where it matters most."""
    return plain(_("Telegram keeps this chat, and it is not end-to-end encrypted. Use your own phone."))


def _no_area() -> Markup:
    return plain(_("Type the town where the person you care for lives, for the council’s number."))


def door_button(door: Door) -> Button:
    """The way to one of the doors."""
    style = Style.DANGER if door.danger else None
    return Button(english(door.label), ConcernDoor(ContentId(door.id)), style, typed=door.typed)


@dataclass(frozen=True)
class WhomToTell:
    """The lines that a door ends with: the area's, those for a worry about staff, and national ones."""

    lines_now: Lines
    subject: Subject
    staff: Sequence[Ring]
    national: Sequence[Ring]
    texts: Sequence[NationalLine] = ()


def door(opened: Door, tell: WhomToTell) -> Screen:
    """One door: what to do, say and write down, and whom to tell."""
    text = paragraphs(
        *([danger()] if opened.danger else []),
        bold(english(opened.label)),
        points(opened.lines),
        _tell(opened, tell),
        danger(),  # for danger doors too: a chat shows the end of a message
        information(),
    )
    unable = (
        [(Button(_("I do not feel able"), NotAble(), typed=(_("not able"),)),)] if opened.way_round else []
    )
    behind = ((notes(),), (after(),)) if opened.notes else ()
    rows = (*unable, *behind, (Button(_("All numbers"), Numbers()), back()), (clear(),))
    return Screen(text, rows)


def notes() -> Button:
    """The way to what should be written down."""
    return Button(_("What to note down"), WriteDown(), typed=(_("write down"),))


def after() -> Button:
    """The way to what happens next."""
    return Button(_("What happens next"), HappensNext(), typed=(_("happens next"),))


def points(parts: Sequence[str]) -> Markup:
    """Short lines, one under the other."""
    return lines(*(plain(f"• {english(part)}") for part in parts))


def _tell(opened: Door, tell: WhomToTell) -> Markup:
    """With whom a door ends: first whom to tell at the council, then those of all England."""
    council = (
        [rung(ring) for ring in tell.staff[:2]]
        if opened.staff
        else [council_lines(tell.lines_now, tell.subject)]
    )
    return lines(
        *(council if opened.council else []),
        *(rung(ring) for ring in tell.national),
        *(texted(one) for one in tell.texts),
    )


def rung(ring: Ring) -> Markup:
    """A number with its name and, if known, when it answers; its page where it has no number."""
    if ring.phone is None:
        return line(plain(ring.name), *([link(_("web page"), ring.web)] if ring.web else []))
    answering = answering_if_known(ring)
    return line(bold(ring.phone), plain(f"{ring.name} ({answering})" if answering else ring.name))


def texted(one: NationalLine) -> Markup:
    """Which word to text to which number."""
    said = _("Text {word} to {number}: {name}").format(word=one.text_word, number=one.text_to, name=one.name)
    return plain(said)


def council_lines(lines_now: Lines, subject: Subject) -> Markup:
    """The first number for an adult and for a child, that of the person's pack first."""
    other = Subject.CHILD if subject is Subject.ADULT else Subject.ADULT
    names = {Subject.ADULT: _("About an adult:"), Subject.CHILD: _("About a child:")}
    firsts = [(names[which], lines_now.about(which)[0]) for which in (subject, other)]
    return lines(*(line(plain(name), bold(ring.phone or "101"), plain(ring.name)) for name, ring in firsts))
