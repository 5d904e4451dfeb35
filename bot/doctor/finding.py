"""What a check of the doctor's found, and how bad that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """How a check went. Only a failure keeps the bot from working."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """What a check found, and what to do about it; `remedy` is empty if there is nothing to do."""

    what: str
    result: Result
    said: str
    remedy: str = ""
