"""What is wrong with a content file, told so that its author can mend it without a programmer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# The rule that every file obeys before it can be read at all; the others are in content.lint.
FORM = "form"


class Severity(StrEnum):
    """What a fault stops: an error stops the check, advice is only listed."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: where it stands, what to do about it, and which rule asks for it."""

    file: Path
    line: int
    field: str
    remedy: str
    rule: str = FORM
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        told = f"{self.remedy} (rule: {self.rule})"
        return f"{where}: {self.field}: {told}" if self.field else f"{where}: {told}"


class BrokenContentError(Exception):
    """The content cannot be used. Lists every fault at once, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
