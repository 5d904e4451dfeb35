"""Whom to ring, in words: the line that answers at this hour first, with where each number comes from.

Nothing is shown here that `content.lines` did not choose, and no number is ever part of a sentence of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import Concern, NumbersOf, SetArea, TypeTown
from bot.screens.common import concern_button
from bot.screens.screen import Button, Markup, Screen, bold, italic, line, lines, link, paragraphs, plain
from bot.screens.times import moment
from bot.words import _
from content.contact_models import Origin
from content.hours import Standing
from content.lines import Answers, Label, Ring, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from content.contact_models import Area

POLICE = {Label.POLICE, Label.EMERGENCY}


@dataclass(frozen=True)
class Lines:
    """Whom to ring at a moment in an area, about an adult and about a child, best first."""

    area: Area | None
    adult: Sequence[Ring]
    child: Sequence[Ring]
    advice: Sequence[Ring]
    at: datetime
    zone: ZoneInfo

    def about(self, subject: Subject) -> Sequence[Ring]:
        """The lines for worries about an adult, or about a child."""
        return self.adult if subject is Subject.ADULT else self.child


def tell(lines_now: Lines, subject: Subject) -> Markup:
    """Whom to tell, in one line: the person at work, and the first number outside."""
    first = lines_now.about(subject)[0]
    inside = _("Who to tell: your manager or safeguarding lead. Or ring")
    return line(plain(inside), bold(first.phone or _("101")), plain(_short(first, lines_now.area)))


def _short(ring: Ring, area: Area | None) -> str:
    name = _("the police") if ring.label in POLICE or area is None else area.name
    return f"({name}, {answering_now(ring)})." if ring.phone else f"({name})."


def titled(lines_now: Lines) -> list[tuple[str, Sequence[Ring]]]:
    """All lines but the police, under the headings that they stand under."""
    if lines_now.area is None:
        return [(_("Advice and regulators"), lines_now.advice)]
    groups = [
        (_("About an adult"), _outside_police(lines_now.adult)),
        (_("About a child"), _outside_police(lines_now.child)),
        (_("Advice and regulators"), _not_shown_yet(lines_now)),
    ]
    return [(title, rings) for title, rings in groups if rings]


def in_short(lines_now: Lines) -> Markup:
    """The lines to ring now, one line of text each, so that they and the doors fit one screen of a phone.

    A line that answers now stands alone; where none is sure to answer, the next one stands under it.
    """
    groups = ((_("About an adult:"), lines_now.adult), (_("About a child:"), lines_now.child))
    parts: list[Markup] = []
    for title, rings in groups:
        usable = _outside_police(rings)
        sure = bool(usable) and usable[0].answers is Answers.NOW
        parts += [_short_entry(title, ring) for ring in usable[: 1 if sure else 2]]
    return lines(*parts)


def undialled(lines_now: Lines) -> bool:
    """Whether any line of the area was never dialled by this service, or not for a year."""
    return any(ring.provenance.overdue for ring in _outside_police([*lines_now.adult, *lines_now.child]))


def _short_entry(title: str, ring: Ring) -> Markup:
    page = [link(_("web page"), ring.web)] if ring.web else []
    if ring.phone is None:
        return line(plain(title), plain(_("no number that we can trust, use its")), *page)
    return line(plain(title), bold(ring.phone), plain(f"({answering_now(ring)})"), *page)


def _outside_police(rings: Sequence[Ring]) -> list[Ring]:
    return [ring for ring in rings if ring.label not in POLICE]


def _group(title: str, rings: Sequence[Ring]) -> Markup:
    """Lines under a title. Where neighbours come from the same page, that is said once for them.

    The page stands beside every number, as a second way to reach the same people.
    """
    parts = [bold(title)]
    for (page, web), those in groupby(rings, key=lambda ring: (origin(ring), ring.web)):
        parts += [_entry(ring) for ring in those]
        parts.append(line(italic(page), *([link(_("Its web page"), web)] if web else [])))
    return lines(*parts)


def _entry(ring: Ring) -> Markup:
    if ring.phone is None:
        return plain(_("{name}: no number here that we can trust. Use its web page:").format(name=ring.name))
    return line(bold(ring.phone), plain(f"{named(ring)} – {_answering(ring)}"))


def named(ring: Ring) -> str:
    """The name of a line; of a line for somebody else than is asked about, that too."""
    if ring.label is not Label.OTHER:
        return ring.name
    whom = (
        _("the council’s line for adults")
        if ring.subject is Subject.ADULT
        else _("the council’s line for children")
    )
    return f"{ring.name} ({whom})"


def _answering(ring: Ring) -> str:
    """Whether a line answers now, and at which hours."""
    if ring.hours is Standing.OTHERWISE and ring.answers is Answers.NOW:
        return _("answers now, outside office hours")
    if ring.answers is Answers.NOW and ring.opening:
        return _("answers now ({hours})").format(hours=ring.opening)
    return answering_now(ring)


def hours_in_words(ring: Ring) -> str:
    """At which hours a line answers, whatever the hour is now."""
    if ring.phone is None:
        return ""
    if ring.hours is Standing.ALWAYS:
        return _("day and night")
    if ring.hours is Standing.OTHERWISE:
        return _("nights, weekends and bank holidays")
    return ring.opening or _("hours not known")


def answering_now(ring: Ring) -> str:
    """Whether a line answers now, in as few words as will do."""
    if ring.hours is Standing.ALWAYS:
        return _("answers day and night")
    if ring.answers is Answers.NOW:
        return _("answers now")
    if ring.hours is Standing.OTHERWISE:
        return _("nights, weekends and bank holidays")
    if ring.answers is Answers.LATER and ring.opening:
        return _("closed now; open {hours}").format(hours=ring.opening)
    return _("hours not known")


def origin(ring: Ring) -> str:
    """Where a number comes from and whether anybody here has dialled it."""
    known = ring.provenance
    page = {
        Origin.COUNCIL: _("From the council’s website"),
        Origin.OTHER_COUNCIL: _("From another council’s website"),
        Origin.PARTNERSHIP: _("From the local safeguarding partnership’s website"),
        Origin.NHS: _("From an NHS website"),
        Origin.POLICE: _("From a police website"),
        Origin.GOVERNMENT: _("From a government website"),
        Origin.ITSELF: _("From its own website"),
        Origin.OTHER: _("From another website"),
    }[known.origin]
    copy = _("copy of {year}").format(year=known.year) if known.year else _("undated copy")
    if known.checked is None:
        return _("{page}, {copy}. Not yet dialled by us.").format(page=page, copy=copy)
    return _("{page}, {copy}. Dialled by us on {date}.").format(
        page=page, copy=copy, date=f"{known.checked:%d.%m.%Y}"
    )


def danger() -> Markup:
    """What stands before everything else."""
    return bold(_("In danger now? Ring 999."))


def information() -> Markup:
    """Said on every screen of the guide and of the numbers."""
    return italic(_("This is information, not a report. Nobody reads what you type here."))


def numbers(lines_now: Lines, *, own: bool) -> Screen:
    """All numbers for an area. `own` is whether it is the area that the person has set, or none is set."""
    area = lines_now.area
    title = _("Useful numbers: {area}").format(area=area.name) if area else _("Useful numbers")
    text = paragraphs(
        bold(title),
        danger(),
        *([] if area else [_no_area_yet()]),
        line(bold(_("Police, if nobody is in danger:")), bold("101")),
        *(_group(title, rings) for title, rings in titled(lines_now)),
        plain(_("If a number does not work, use the next one, or ring 101.")),
        italic(_("Best line first, as of {moment}.").format(moment=moment(lines_now.at, lines_now.zone))),
        information(),
    )
    if own or area is None:
        change = Button(_("Another town"), TypeTown(), typed=(_("area"),))
    else:
        change = Button(_("Make this my area"), SetArea(ContentId(area.id)))
    return Screen(text, ((concern_button(),), (change,)))


def _not_shown_yet(lines_now: Lines) -> list[Ring]:
    shown = {ring.id for ring in (*lines_now.adult, *lines_now.child)}
    return [ring for ring in lines_now.advice if ring.id not in shown]


def _no_area_yet() -> Markup:
    return plain(
        _("No area is set yet. Type the town where the person you care for lives to see its numbers.")
    )


def type_town() -> Screen:
    """Ask for a town whose numbers to show. Nothing of it is kept."""
    text = paragraphs(
        danger(),
        bold(_("Type the town or the council.")),
        plain(_("You get its numbers. It is not kept, and your own area stays as it is.")),
    )
    return Screen(text, ((Button(_("Back"), Concern()),),))


def which(areas: Sequence[Area]) -> Screen:
    """The town may be in any of these areas: whose numbers?"""
    text = paragraphs(danger(), plain(_("Which of these do you mean?")))
    rows = tuple((Button(area.name, NumbersOf(ContentId(area.id))),) for area in areas)
    return Screen(text, (*rows, (Button(_("Another town"), TypeTown()),)))
