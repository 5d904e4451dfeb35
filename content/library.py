"""Everything that is taught, read once and checked whole: packs, the concern guide and contacts.

A library cannot change. New content is a new library, put in the place of the old one between two updates; if it
is broken, the old one stays.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from content.contacts import Contacts, National, load_contacts
from content.faults import BrokenContentError, Fault
from content.models import (
    ConcernGuide,
    Excerpt,
    ExcerptFile,
    PackFile,
    Rehearsal,
    RehearsalFile,
    Scenario,
    ScenarioFile,
    Taught,
)
from content.session_words import SessionWords, load_words
from content.source import Model, SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

CONTENT = Path(__file__).parent
PACKS = ("adults", "children")
Place = tuple[str | int, ...]

Item = TypeVar("Item", bound=Taught)


@dataclass(frozen=True)
class Themed:
    """An item's theme, and where it stands, so that a fault found later can be told with its line."""

    theme: str
    file: SourceFile
    place: Place


@dataclass(frozen=True)
class Pack:
    """One pack: the excerpts, cards and rehearsals for adults' or for children's services."""

    id: str
    name: str
    about: str
    owner: str
    themes: dict[str, str]
    principles: dict[str, str]
    excerpts: dict[str, Excerpt]
    scenarios: dict[str, Scenario]
    rehearsals: dict[str, Rehearsal]
    theme_of: dict[str, str]

    def themes_of(self, items: Iterable[Taught]) -> dict[str, str]:
        """The themes of these items with their names, in the order of the pack."""
        there = {self.theme_of[item.id] for item in items}
        return {theme: name for theme, name in self.themes.items() if theme in there}


@dataclass(frozen=True)
class Library:
    """All content of one version. `version` is a short hash of the files it was read from."""

    version: str
    packs: dict[str, Pack]
    concern: ConcernGuide
    contacts: Contacts
    session: SessionWords

    def items(self) -> Iterator[Taught]:
        """Every excerpt, card and rehearsal of all packs."""
        for pack in self.packs.values():
            yield from (*pack.excerpts.values(), *pack.scenarios.values(), *pack.rehearsals.values())

    def scenario(self, card: str) -> Scenario | None:
        """The scenario card with this id, in whichever pack."""
        return next((p.scenarios[card] for p in self.packs.values() if card in p.scenarios), None)

    def theme_of(self, item: str) -> str | None:
        """The theme of an item, in whichever pack."""
        return next((p.theme_of[item] for p in self.packs.values() if item in p.theme_of), None)

    def excerpt(self, excerpt: str) -> Excerpt | None:
        """The excerpt with this id, in whichever pack."""
        return next((p.excerpts[excerpt] for p in self.packs.values() if excerpt in p.excerpts), None)


def load(folder: Path = CONTENT) -> Library:
    """Read and check all content below `folder`.

    Raises:
        BrokenContentError: with every fault of every file.
    """
    faults: list[Fault] = []
    readers = [_PackReader(folder / name) for name in PACKS]
    packs = {reader.name: _collect(faults, reader.read) for reader in readers}
    concern = _collect(faults, lambda: _guide(folder / "concern" / "guide.yaml"))
    contacts = _collect(faults, lambda: load_contacts(folder / "contacts"))
    session = _collect(faults, lambda: load_words(_session_words(folder)))
    faults += _shared_ids(readers)
    if faults or concern is None or contacts is None or session is None:
        raise BrokenContentError(faults)
    good = {name: pack for name, pack in packs.items() if pack is not None}
    return Library(_version(folder), good, concern, contacts, session)


def _guide(path: Path) -> ConcernGuide:
    """The concern guide. Each national line that it names is one that the bot knows by name.

    Raises:
        BrokenContentError: with every fault of the file.
    """
    source = SourceFile(path)
    guide = source.parse(ConcernGuide)
    faults = [
        source.fault((group, index, "national"), f"names {name}: use one of {', '.join(National)}.")
        for group in ("doors", "further")
        for index, door in enumerate(getattr(guide, group))
        for name in door.national
        if name not in set(National)
    ]
    if faults:
        raise BrokenContentError(faults)
    return guide


def _session_words(folder: Path) -> Path:
    """The lines and actions of sessions. A folder of one's own that has none gets those that come with this."""
    own = folder / "session" / "words.yaml"
    return own if own.exists() else CONTENT / "session" / "words.yaml"


Loaded = TypeVar("Loaded")


def _collect(faults: list[Fault], read: Callable[[], Loaded]) -> Loaded | None:
    """What `read` gives, or None with its faults added to the list, so that the next file is read too."""
    try:
        return read()
    except BrokenContentError as broken:
        faults += broken.faults
        return None


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    taught = (
        path
        for part in (*PACKS, "concern", "contacts", "session")
        for path in (folder / part).rglob("*.yaml")
    )
    for path in sorted(taught):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class _PackReader:
    """Reads the files of one pack, gathering faults and the place of each item, by its id."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.where: dict[str, Themed] = {}
        self._folder = folder
        self._faults: list[Fault] = []
        self._unread: set[str] = set()

    def read(self) -> Pack:
        head = self._parsed(self._folder / "pack.yaml", PackFile)
        excerpts = self._items("excerpts", ExcerptFile, lambda file: file.excerpts)
        scenarios = self._items("scenarios", ScenarioFile, lambda file: file.scenarios)
        rehearsals = self._items("rehearsals", RehearsalFile, lambda file: file.rehearsals)
        if head is not None:
            self._check_head(*head)
            self._check_names(head[1], [*excerpts.values(), *scenarios.values(), *rehearsals.values()])
        if "excerpts" not in self._unread:
            self._check_excerpts(excerpts, [*scenarios.values(), *rehearsals.values()])
        if self._faults or head is None:
            raise BrokenContentError(self._faults)
        return self._made(head[1], excerpts, scenarios, rehearsals)

    def _made(
        self,
        head: PackFile,
        excerpts: dict[str, Excerpt],
        scenarios: dict[str, Scenario],
        rehearsals: dict[str, Rehearsal],
    ) -> Pack:
        """The pack; its excerpts are read in the order in which pack.yaml lists their themes."""
        theme_of = {item: where.theme for item, where in self.where.items()}
        places = {theme: place for place, theme in enumerate(head.themes)}
        in_order = sorted(excerpts.items(), key=lambda entry: places[theme_of[entry[0]]])
        return Pack(
            **dict(head),
            excerpts=dict(in_order),
            scenarios=scenarios,
            rehearsals=rehearsals,
            theme_of=theme_of,
        )

    def _parsed(self, path: Path, model: type[Model]) -> tuple[SourceFile, Model] | None:
        def read() -> tuple[SourceFile, Model]:
            source = SourceFile(path)
            return source, source.parse(model)

        return _collect(self._faults, read)

    def _items(
        self, kind: str, model: type[Model], items_of: Callable[[Model], tuple[Item, ...]]
    ) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for path in sorted((self._folder / kind).glob("*.yaml")):
            parsed = self._parsed(path, model)
            if parsed is None:
                self._unread.add(kind)
                continue
            source, file = parsed
            for index, item in enumerate(items_of(file)):
                place = Themed(getattr(file, "theme"), source, (kind, index))  # noqa: B009 - all three have one
                self._add(found, item, place)
        return found

    def _add(self, found: dict[str, Item], item: Item, where: Themed) -> None:
        if item.id in self.where:
            other = self.where[item.id].file.path.name
            self._fault(where, "id", f"{item.id} stands in {other} already: give one of them another id.")
        self.where[item.id] = where
        found[item.id] = item

    def _check_head(self, source: SourceFile, head: PackFile) -> None:
        if head.id != self.name:
            self._faults.append(source.fault(("id",), f"must be {self.name}, the name of its folder."))

    def _check_names(self, head: PackFile, items: list[Taught]) -> None:
        for item in items:
            where = self.where[item.id]
            if where.theme not in head.themes:
                self._faults.append(
                    where.file.fault(
                        ("theme",),
                        f"{where.theme} is not a theme of pack.yaml: add it there, or mend its spelling.",
                    )
                )
            if item.principle not in head.principles:
                self._fault(
                    where,
                    "principle",
                    f"{item.principle} is not a principle of pack.yaml: add it there, or mend its spelling.",
                )

    def _check_excerpts(self, excerpts: dict[str, Excerpt], items: list[Scenario | Rehearsal]) -> None:
        for item in items:
            for field, named in _named_excerpts(item):
                if named not in excerpts:
                    self._fault(
                        self.where[item.id],
                        field,
                        f"{named} is not an excerpt of this pack: write it, or mend its spelling.",
                    )

    def _fault(self, where: Themed, field: str | Place, remedy: str) -> None:
        inside = (field,) if isinstance(field, str) else field
        self._faults.append(where.file.fault((*where.place, *inside), remedy))


def _named_excerpts(item: Scenario | Rehearsal) -> Iterator[tuple[Place, str]]:
    yield ("excerpt",), item.excerpt
    if isinstance(item, Scenario):
        for index, option in enumerate(item.options):
            if option.excerpt is not None:
                yield ("options", index, "excerpt"), option.excerpt


def _shared_ids(readers: Sequence[_PackReader]) -> Iterator[Fault]:
    """Buttons name an item without its pack, so an id may stand in one pack only."""
    seen: dict[str, str] = {}
    for reader in readers:
        for item, where in reader.where.items():
            if item in seen:
                remedy = f"{item} is an id of the {seen[item]} pack too: give one of them another id."
                yield where.file.fault((*where.place, "id"), remedy)
            seen.setdefault(item, reader.name)
