"""Whom to ring, in words: the line that answers at this hour first, with where each number comes from.

Nothing is shown here that `content.lines` did not choose, and no number is ever part of a sentence of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import CheckNumbers, Concern, NumbersOf, TypeTown
from bot.screens.common import concern_button
from bot.screens.number_buttons import POLICE, area_rows, with_phones
from bot.screens.screen import Button, Markup, Screen, Way, bold, italic, line, lines, link, paragraphs, plain
from bot.screens.times import in_full, moment, opening_hours
from bot.words import _
from content.contact_models import Origin
from content.hours import Standing, Weekly
from content.lines import Answers, Label, Ring, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from content.contact_models import Area
    from content.hours import Hours
    from content.ring import Provenance


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


def tell(lines_now: Lines, subject: Subject, *, above: bool = False) -> Markup:
    """Whom to tell, in one line: the person at work, and the first number outside. `above`: not the manager."""
    first = lines_now.about(subject)[0]
    manager = _("Who to tell: your manager or safeguarding lead. Or ring")
    inside = _("Who to tell: someone above your manager. Or ring") if above else manager
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
    return _briefly(lines_now, _("About an adult:"), _("About a child:"))


def in_shortest(lines_now: Lines) -> Markup:
    """The same where each line counts, under the area's name: 101 is the second way, unknown hours go unsaid."""
    return _briefly(lines_now, _("Adult:"), _("Child:"), pages=False)


def _briefly(lines_now: Lines, adult: str, child: str, *, pages: bool = True) -> Markup:
    groups = ((adult, lines_now.adult), (child, lines_now.child))
    parts: list[Markup] = []
    for title, rings in groups:
        usable = _outside_police(rings)
        sure = bool(usable) and usable[0].answers is Answers.NOW
        parts += [_in_brief(title, ring, pages=pages) for ring in usable[: 1 if sure else 2]]
    return lines(*parts)


def undialled(lines_now: Lines) -> bool:
    """Whether any number of the area was never dialled by this service, or not for a year."""
    rings = _outside_police([*lines_now.adult, *lines_now.child])
    return any(ring.phone and ring.provenance.overdue for ring in rings)


def _in_brief(title: str, ring: Ring, *, pages: bool) -> Markup:
    """A line of the area under that title, and one of all England under its own name: it is not the area's."""
    page = [link(_("web page"), ring.web)] if ring.web else []
    whose = plain(title if ring.subject else f"{ring.name}:")
    if ring.phone is None:
        return line(whose, plain(_("no number that we can trust, use its")), *page)
    answering = answering_now(ring) if pages else answering_if_known(ring)
    hours = plain(f"({answering})" if answering else "")
    return line(whose, bold(ring.phone), hours, *(page if pages else []))


def _outside_police(rings: Sequence[Ring]) -> list[Ring]:
    return [ring for ring in rings if ring.label not in POLICE]


def _group(title: str, rings: Sequence[Ring]) -> Markup:
    """Lines under a title. Where neighbours come from the same page, that is said once for them.

    The page stands beside every number, as a second way to reach the same people.
    """
    parts = [bold(title)]
    for source, those in groupby(rings, key=_source):
        parts += [*(entry(ring) for ring in those), source]
    return lines(*parts)


def _source(ring: Ring) -> Markup:
    """Where a number comes from, and its page. Of a line without a number nothing: its page is with its name."""
    page = [link(_("Its web page"), ring.web)] if ring.phone and ring.web else []
    return line(italic(origin(ring)), *page) if ring.phone else plain("")


def entry(ring: Ring) -> Markup:
    """A number in bold, whose it is, and when it answers; where there is none to give, that, and why."""
    if ring.phone is None:
        why = _("its number did not work.") if ring.withheld else _("no number here that we can trust.")
        page = [plain(_("Use its web page:")), link(_("web page"), ring.web)] if ring.web else []
        return line(plain(f"{ring.name}: {why}"), *page)
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
    if ring.answers is Answers.NOW and isinstance(ring.hours, Weekly):
        return _("answers now ({hours})").format(hours=opening_hours(ring.hours))
    return answering_now(ring)


def hours_in_words(ring: Ring) -> str:
    """At which hours a line answers, whatever the hour is now."""
    return "" if ring.phone is None else hours_in_our_words(ring.hours)


def hours_in_our_words(hours: Hours | None) -> str:
    """Hours, whatever the hour is now."""
    if hours is Standing.ALWAYS:
        return _("day and night")
    if hours is None or isinstance(hours, Standing):
        return _("hours not known") if hours is None else _("nights, weekends and bank holidays")
    return opening_hours(hours)


def answering_now(ring: Ring) -> str:
    """Whether a line answers now, in as few words as will do."""
    return answering_if_known(ring) or _("hours not known")


def answering_if_known(ring: Ring) -> str:
    """The same, and nothing where the hours are not known."""
    if ring.hours is Standing.ALWAYS:
        return _("answers day and night")
    if ring.answers is Answers.NOW:
        return _("answers now")
    if ring.hours is Standing.OTHERWISE:
        return _("nights, weekends and bank holidays")
    if ring.answers is Answers.LATER and isinstance(ring.hours, Weekly):
        return _("closed now; open {hours}").format(hours=opening_hours(ring.hours))
    return ""


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
    return _("{page}, {copy}. {dialled}").format(page=page, copy=copy, dialled=_dialled(known))


def _dialled(known: Provenance) -> str:
    """What came of dialling a number, if anybody here has."""
    if known.failed is not None:
        return _("When we rang it on {date}, it did not answer as it should.").format(
            date=in_full(known.failed)
        )
    if known.checked is None:
        return _("Not yet dialled by us.")
    said = _("Checked by us on {date}.") if not known.overdue else _("Not checked by us since {date}.")
    return said.format(date=in_full(known.checked))


def danger() -> Markup:
    """What stands before everything else."""
    return bold(_("In danger now? Ring 999."))


def information() -> Markup:
    """Said on every screen of the guide and of the numbers."""
    return italic(_("This is information, not a report. Nobody reads what you type here."))


def numbers(
    lines_now: Lines, *, own: bool, owner: bool = False, way: Way = Way.SHOWN, lead: Markup | None = None
) -> Screen:
    """All numbers for an area. `own` is whether it is the area that the person has set, or none is set.

    An `owner` of the bot has a way to check them, one by one.
    """
    area = lines_now.area
    title = _("Useful numbers: {area}").format(area=area.name) if area else _("Useful numbers")
    text = paragraphs(
        danger(),
        bold(title),
        *([] if area else [_no_area_yet()]),
        line(bold(_("Police, if nobody is in danger:")), bold("101")),
        *(_group(title, rings) for title, rings in titled(lines_now)),
        *([lead] if lead else []),
        *([_tap_it()] if area and with_phones(lines_now) else []),
        italic(_("Best line first, as of {moment}.").format(moment=moment(lines_now.at, lines_now.zone))),
        information(),
    )
    check = [(Button(_("Check numbers"), CheckNumbers()),)] if owner else []
    rows = ((concern_button(),), *area_rows(lines_now, own=own), *check)
    return Screen(text, rows, way=way)


def _tap_it() -> Markup:
    return plain(_("If a number does not work, tap it below. You get another way."))


def _not_shown_yet(lines_now: Lines) -> list[Ring]:
    shown = {ring.id for ring in (*lines_now.adult, *lines_now.child)}
    return [ring for ring in lines_now.advice if ring.id not in shown]


def _no_area_yet() -> Markup:
    said = _("No area is set yet. Type the town where the person you care for lives to see its numbers.")
    return plain(said)


def type_town() -> Screen:
    """Ask for a town whose numbers to show. Nothing of it is kept."""
    text = paragraphs(
        danger(),
        bold(_("Type the town or the council.")),
        plain(_("You get its numbers. It is not kept, and your own area stays as it is.")),
    )
    return Screen(text, ((Button(_("Back to the list"), Concern()),),))


def which(areas: Sequence[Area]) -> Screen:
    """The town may be in any of these areas: whose numbers?"""
    text = paragraphs(danger(), plain(_("Which of these do you mean?")))
    rows = tuple((Button(area.name, NumbersOf(ContentId(area.id))),) for area in areas)
    return Screen(text, (*rows, (Button(_("Another town"), TypeTown()),)))
