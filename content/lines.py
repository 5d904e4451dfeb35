"""Whom to ring now: the lines of an area put in order for a moment, with what has to be said about each.

The line that answers at this hour stands first, and there is always somebody: where a council's number is
missing or not to be trusted, its other lines, its web page and the police stand in. This module gives values and
no sentences, and must never give a number that `Line.phone` withholds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.contact_models import is_same_number
from content.contacts import LineKind, National, line_id, lines_of
from content.hours import ENGLAND, Openness, Standing, bank_holidays, is_open
from content.ring import (
    NOTHING_KNOWN,
    Answers,
    Dialled,
    Known,
    Label,
    Provenance,
    Ring,
    Subject,
    provenance,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from content.contact_models import Area, Line, Service
    from content.contacts import Contacts
    from content.hours import Hours


__all__ = [
    "NOTHING_KNOWN",
    "Answers",
    "Dialled",
    "Known",
    "Label",
    "Provenance",
    "Ring",
    "Subject",
    "national_ring",
    "provenance",
    "whom_to_ring",
    "whom_to_ring_about_staff",
]

_ANSWERS = {
    Openness.OPEN: Answers.NOW,
    Openness.CLOSED: Answers.LATER,
    Openness.UNKNOWN: Answers.UNKNOWN,
}
_OPPOSITE = {
    Openness.OPEN: Openness.CLOSED,
    Openness.CLOSED: Openness.OPEN,
    Openness.UNKNOWN: Openness.UNKNOWN,
}
_NATIONAL_LABELS = {National.POLICE: Label.POLICE, National.EMERGENCY: Label.EMERGENCY}
_HELPLINES = {
    Subject.ADULT: (National.CQC, National.HOURGLASS),
    Subject.CHILD: (National.NSPCC,),
}


def whom_to_ring(
    contacts: Contacts,
    area: Area | None,
    subject: Subject,
    now: datetime,
    known: Known = NOTHING_KNOWN,
) -> tuple[Ring, ...]:
    """Whom to ring about an adult or a child, best first. Never empty: 101 and 999 are always among them.

    `now` has a time zone, whichever; `known` is what this service found out by dialling. A number that it has
    taken out of use is not given, and its page never stands first. The police are never withheld: nobody would
    be left.

    Raises:
        ValueError: `now` has no time zone.
    """
    desk = _Desk(now, known)
    police = tuple(national_ring(contacts, which, now) for which in _NATIONAL_LABELS)
    helplines = tuple(national_ring(contacts, which, now, known) for which in _HELPLINES[subject])
    if area is None:
        return (*police, *helplines)
    own, others = (desk.rings(area, whom, subject) for whom in _with_other(subject))
    trusted = own.trusted(others)
    ready = own.answering(Answers.NOW, Answers.UNKNOWN) or _answering(trusted, Answers.NOW)
    spare = () if own.phones else _answering(trusted, Answers.UNKNOWN, Answers.LATER)
    rest = (*own.answering(Answers.LATER), *spare, *own.pages)
    ordered = (*ready, *rest, *police) if ready else (*police, *rest, *helplines)
    return tuple(_once(ordered))


def whom_to_ring_about_staff(
    contacts: Contacts,
    area: Area | None,
    now: datetime,
    known: Known = NOTHING_KNOWN,
) -> tuple[Ring, ...]:
    """Whom to ring about somebody who works with children: the LADO, with the children's lines behind.

    At night the duty line stands before the LADO, whose hours no source gives.

    Raises:
        ValueError: `now` has no time zone.
    """
    rings = whom_to_ring(contacts, area, Subject.CHILD, now, known)
    lado = None if area is None else _Desk(now, known).lado(area)
    if lado is None:
        return rings
    if lado.phone is None:
        return (*rings, lado)
    after = 1 if rings[0].label is Label.DUTY and rings[0].answers is Answers.NOW else 0
    return tuple(_once((*rings[:after], lado, *rings[after:])))


def national_ring(
    contacts: Contacts,
    which: National,
    now: datetime,
    known: Known = NOTHING_KNOWN,
) -> Ring:
    """A national line at this moment, or its page where it has no number that may be shown.

    Raises:
        ValueError: `now` has no time zone.
    """
    return _Desk(now, known).national(contacts, which, _NATIONAL_LABELS.get(which, Label.HELPLINE))


@dataclass(frozen=True)
class _Rings:
    """What one service offers at a moment: numbers, a page if its day line shows none, and what is hidden."""

    phones: tuple[Ring, ...]
    pages: tuple[Ring, ...]
    hidden: tuple[str, ...]

    def answering(self, *answers: Answers) -> tuple[Ring, ...]:
        return _answering(self.phones, *answers)

    def trusted(self, others: _Rings) -> tuple[Ring, ...]:
        """The numbers of the other service, without those that are hidden here: they are no better there."""
        return tuple(
            ring for ring in others.phones if not any(is_same_number(ring.phone, no) for no in self.hidden)
        )


class _Desk:
    """Makes rings for one moment."""

    def __init__(self, now: datetime, known: Known) -> None:
        if now.tzinfo is None:
            raise ValueError("now needs a time zone: hand over the clock's own time.")
        self._now = now.astimezone(ENGLAND)
        self._known = known

    def national(self, contacts: Contacts, which: National, label: Label) -> Ring:
        line = contacts.national(which)
        phone = None if which in self._known.withheld else line.phone
        label = Label.PAGE if phone is None else label
        return self._ring(which, label, None, line, phone)

    def lado(self, area: Area) -> Ring | None:
        if area.lado is None:
            return None
        key = line_id(area, LineKind.LADO)
        return self._ring(key, Label.LADO, Subject.CHILD, area.lado, self._shown(area, area.lado))

    def rings(self, area: Area, subject: Subject, asked: Subject) -> _Rings:
        service = _service(area, subject)
        if service is None:
            return _Rings((), (), ())
        labels = (Label.DAY, Label.DUTY) if subject is asked or service.shared else (Label.OTHER, Label.OTHER)
        lines = [(kind, line, self._shown(area, line)) for kind, line in _kinds(service, subject)]
        phones = tuple(
            self._ring(line_id(area, kind), label, subject, line, phone, service)
            for label, (kind, line, phone) in zip(labels, lines, strict=False)
            if phone is not None
        )
        hidden = tuple(no for _, line, phone in lines if phone is None and (no := line.unchecked_phone))
        pages = tuple(
            self._ring(line_id(area, kind), Label.PAGE, subject, line, None, service)
            for kind, line, phone in lines
            if phone is None and (line is service.day or line.phone is not None)
        )
        return _Rings(phones, pages, hidden)

    def _shown(self, area: Area, line: Line) -> str | None:
        """Its number, unless that or another line of the area with the same number is withheld."""
        withheld = (other for kind, other in lines_of(area) if line_id(area, kind) in self._known.withheld)
        return None if any(is_same_number(line.phone, other.phone) for other in withheld) else line.phone

    def _ring(
        self,
        key: str,
        label: Label,
        subject: Subject | None,
        line: Line,
        phone: str | None,
        service: Service | None = None,
    ) -> Ring:
        openness = Openness.UNKNOWN if phone is None else self._openness(line.hours, service)
        return Ring(
            id=key,
            label=label,
            subject=subject,
            name=line.name,
            phone=phone,
            answers=_ANSWERS[openness],
            hours=None if phone is None else line.hours,
            provenance=provenance(line, self._now.date(), self._known.dialled.get(key)),
            web=line.web or (service.day.web if service else None),
            other_ways=line.other_ways,
            withheld=phone is None and line.phone is not None,
        )

    def _openness(self, hours: Hours | None, service: Service | None) -> Openness:
        if hours is None:
            return Openness.UNKNOWN
        if hours is Standing.ALWAYS:
            return Openness.OPEN
        if isinstance(hours, Standing):
            return _OPPOSITE[self._openness(service.day.hours if service else None, None)]
        return is_open(hours, self._now, bank_holidays(self._now.year))


def _with_other(subject: Subject) -> tuple[Subject, Subject]:
    return (subject, Subject.CHILD if subject is Subject.ADULT else Subject.ADULT)


def _service(area: Area, subject: Subject) -> Service | None:
    return area.adults if subject is Subject.ADULT else area.children


def _kinds(service: Service, subject: Subject) -> Iterator[tuple[LineKind, Line]]:
    adult = subject is Subject.ADULT
    yield (LineKind.ADULTS if adult else LineKind.CHILDREN), service.day
    if service.duty:
        yield (LineKind.ADULTS_DUTY if adult else LineKind.CHILDREN_DUTY), service.duty


def _answering(rings: Iterable[Ring], *answers: Answers) -> tuple[Ring, ...]:
    return tuple(ring for answer in answers for ring in rings if ring.answers is answer)


def _once(rings: Iterable[Ring]) -> Iterator[Ring]:
    """Each number once, where it stands best; a page once."""
    seen: set[str] = set()
    for ring in rings:
        key = ring.dial or ring.web or ring.id
        if key not in seen:
            seen.add(key)
            yield ring
