"""What is wrong with a content file, told so that its author can mend it without a programmer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: where it stands and what to do about it."""

    file: Path
    line: int
    field: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.field}: {self.remedy}" if self.field else f"{where}: {self.remedy}"


class BrokenContentError(Exception):
    """The content cannot be used. Lists every fault at once, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
