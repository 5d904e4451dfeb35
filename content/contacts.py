"""Reads every line from `content/contacts/`, checks them together, and hands them out by id.

One broken file stops everything, with all faults of all files at once: a wrong telephone number is worse than
a bot that does not start. This module must never mend or complete what a file says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from content.contact_models import Area, AreaFile, ElsewhereFile, Line, NationalFile, NationalLine
from content.faults import BrokenContentError, Fault
from content.hours import Standing
from content.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)


class National(StrEnum):
    """The national lines that the bot names by itself. The files must have them all, and may have more."""

    EMERGENCY = "police-emergency"
    POLICE = "police-non-emergency"
    CQC = "cqc"
    OFSTED = "ofsted-whistleblowing"
    PROTECT = "protect"
    ACAS = "acas"
    NSPCC = "nspcc-helpline"
    NSPCC_WHISTLEBLOWING = "nspcc-whistleblowing"
    CHILDLINE = "childline"
    SAMARITANS = "samaritans"
    SHOUT = "shout"
    NHS_111 = "nhs-111"
    MODERN_SLAVERY = "modern-slavery"
    DOMESTIC_ABUSE = "domestic-abuse"
    REPORT_FRAUD = "report-fraud"
    HOURGLASS = "hourglass"
    CARE_WORKERS_CHARITY = "care-workers-charity"


# These two stand in for every line that is missing, so they must answer at all times.
STAND_INS = (National.EMERGENCY, National.POLICE)


class LineKind(StrEnum):
    """Which of an area's lines one is; with the area's id it makes the line's own id."""

    ADULTS = "adults"
    ADULTS_DUTY = "adults-duty"
    CHILDREN = "children"
    CHILDREN_DUTY = "children-duty"
    LADO = "lado"


@dataclass(frozen=True)
class Entry:
    """A line with its id, where it belongs, and the role that keeps it right."""

    id: str
    line: Line
    area: Area | None
    owner: str


# There is one for a whole run, and indexes are kept by it: so it is compared by identity.
@dataclass(frozen=True, eq=False)
class Contacts:
    """All lines. Areas are in the order of their names."""

    areas: tuple[Area, ...]
    national_lines: tuple[NationalLine, ...]
    elsewhere: ElsewhereFile
    entries: tuple[Entry, ...] = field(repr=False)

    def area(self, area_id: str) -> Area | None:
        """The area with this id, if there is one."""
        return self._areas.get(area_id)

    def national(self, which: National) -> NationalLine:
        """A national line that the bot names by itself."""
        return self._national[which]

    def entry(self, line_id: str) -> Entry | None:
        """The line with this id, such as bolton.lado or cqc, if there is one."""
        return self._entries.get(line_id)

    def overdue(self, today: date) -> tuple[Entry, ...]:
        """The lines that were never dialled by this service, or not for a year."""
        return tuple(entry for entry in self.entries if entry.line.overdue(today))

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {area.id: area for area in self.areas}

    @cached_property
    def _national(self) -> dict[str, NationalLine]:
        return {line.id: line for line in self.national_lines}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}


def load_contacts(folder: Path) -> Contacts:
    """Every area and national line in a folder.

    Raises:
        BrokenContentError: with all faults of all files.
    """
    faults: list[Fault] = []
    regions = [_read(path, AreaFile, faults) for path in sorted((folder / "areas").glob("*.yaml"))]
    national = _read(folder / "national.yaml", NationalFile, faults)
    elsewhere = _read(folder / "elsewhere.yaml", ElsewhereFile, faults)
    files = [region for region in regions if region is not None]
    if not regions:
        faults.append(Fault(folder / "areas", 1, "", "has no files: add one for each region."))
    faults.extend(_area_faults(files))
    if national is not None:
        faults.extend(_national_faults(*national))
    if faults or national is None or elsewhere is None:
        raise BrokenContentError(faults)
    return _contacts([model for _, model in files], national[1], elsewhere[1])


def line_id(area: Area, kind: LineKind) -> str:
    """The id of one of an area's lines."""
    return f"{area.id}.{kind}"


def lines_of(area: Area) -> Iterator[tuple[LineKind, Line]]:
    """The lines that an area has."""
    services = (
        (area.adults, LineKind.ADULTS, LineKind.ADULTS_DUTY),
        (area.children, LineKind.CHILDREN, LineKind.CHILDREN_DUTY),
    )
    for service, day, duty in services:
        if service:
            yield day, service.day
        if service and service.duty:
            yield duty, service.duty
    if area.lado:
        yield LineKind.LADO, area.lado


def _contacts(regions: list[AreaFile], national: NationalFile, elsewhere: ElsewhereFile) -> Contacts:
    owned = sorted(((area, file.owner) for file in regions for area in file.areas), key=_area_name)
    local = [
        Entry(line_id(area, kind), line, area, owner)
        for area, owner in owned
        for kind, line in lines_of(area)
    ]
    everywhere = [Entry(line.id, line, None, national.owner) for line in national.lines]
    return Contacts(tuple(area for area, _ in owned), national.lines, elsewhere, (*local, *everywhere))


def _area_name(owned: tuple[Area, str]) -> str:
    return owned[0].name


def _read(path: Path, model: type[Model], faults: list[Fault]) -> tuple[SourceFile, Model] | None:
    try:
        source = SourceFile(path)
        return source, source.parse(model)
    except BrokenContentError as broken:
        faults.extend(broken.faults)
        return None


def _area_faults(files: list[tuple[SourceFile, AreaFile]]) -> Iterator[Fault]:
    ids: set[str] = set()
    names: set[str] = set()
    for source, file in files:
        for index, area in enumerate(file.areas):
            if area.id in ids:
                yield source.fault(("areas", index, "id"), "is the id of another area too: change one.")
            if area.name in names:
                yield source.fault(("areas", index, "name"), "is the name of another area too: change one.")
            ids.add(area.id)
            names.add(area.name)


def _national_faults(source: SourceFile, file: NationalFile) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, line in enumerate(file.lines):
        if line.id in seen:
            yield source.fault(("lines", index, "id"), "stands here twice: keep one of the two.")
        seen.add(line.id)
        if line.id in STAND_INS and (line.phone is None or line.hours is not Standing.ALWAYS):
            yield source.fault(("lines", index), f"{line.id} stands in for others: it must always answer.")
    for missing in sorted(set(National) - seen):
        yield source.fault(("lines",), f"{missing} is missing, and the bot names it: add it.")
