"""Reads each item of each pack by itself, so that one broken item hides no fault of its neighbours.

What cannot be read is passed over here: `content.library` tells why, with file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from content.faults import BrokenContentError
from content.library import PACKS
from content.models import ConcernGuide, Excerpt, PackFile, Rehearsal, Scenario
from content.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)
Model_co = TypeVar("Model_co", bound=BaseModel, covariant=True)
Place = tuple[str | int, ...]

GUIDE = "concern"


@dataclass(frozen=True)
class Lesson(Generic[Model_co]):
    """An item with its pack and theme: what a rule about one item is handed."""

    item: Model_co
    pack: str
    theme: str


@dataclass(frozen=True)
class Placed(Lesson[Model_co]):
    """A lesson that was read from a file, and where it stands there."""

    file: SourceFile
    place: Place


@dataclass(frozen=True)
class PackItems:
    """The items of one pack that could be read. `head` is pack.yaml."""

    head: Placed[PackFile]
    excerpts: tuple[Placed[Excerpt], ...]
    cards: tuple[Placed[Scenario], ...]
    rehearsals: tuple[Placed[Rehearsal], ...]


@dataclass(frozen=True)
class Reading:
    """All that could be read below a folder."""

    packs: tuple[PackItems, ...]
    guide: Placed[ConcernGuide] | None


def read_items(folder: Path) -> Reading:
    """Read the packs and the concern guide below `folder`. What is broken is left out."""
    packs = [pack for name in PACKS if (pack := _pack(folder / name))]
    guide = _whole(folder / "concern" / "guide.yaml", ConcernGuide, GUIDE)
    return Reading(tuple(packs), guide)


def _pack(folder: Path) -> PackItems | None:
    head = _whole(folder / "pack.yaml", PackFile, folder.name)
    if head is None:
        return None
    return PackItems(
        head,
        tuple(_items(folder, "excerpts", Excerpt)),
        tuple(_items(folder, "scenarios", Scenario)),
        tuple(_items(folder, "rehearsals", Rehearsal)),
    )


def _whole(path: Path, model: type[Model], pack: str) -> Placed[Model] | None:
    source = _source(path)
    item = source and _parsed(source.data, model)
    return Placed(item, pack, "", source, ()) if source and item else None


def _items(folder: Path, kind: str, model: type[Model]) -> Iterator[Placed[Model]]:
    for path in sorted((folder / kind).glob("*.yaml")):
        source = _source(path)
        data = source.data if source and isinstance(source.data, dict) else {}
        entries = data.get(kind)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            item = _parsed(entry, model)
            if source and item:
                yield Placed(item, folder.name, str(data.get("theme", "")), source, (kind, index))


def _source(path: Path) -> SourceFile | None:
    try:
        return SourceFile(path)
    except BrokenContentError:
        return None


def _parsed(data: Any, model: type[Model]) -> Model | None:  # noqa: ANN401 - whatever stands in the file
    try:
        return model.model_validate(data)
    except ValidationError:
        return None
