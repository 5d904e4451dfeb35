"""The JSON Schema of each kind of content file, so that an editor can complete field names and show limits.

A schema knows one file only. Whether names exist elsewhere, and every rule of this package, is for the check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from content.contact_models import AreaFile, ElsewhereFile, NationalFile
from content.models import ConcernGuide, ExcerptFile, PackFile, RehearsalFile, ScenarioFile

if TYPE_CHECKING:
    from pydantic import BaseModel

KINDS: dict[str, type[BaseModel]] = {
    "pack": PackFile,
    "excerpts": ExcerptFile,
    "scenarios": ScenarioFile,
    "rehearsals": RehearsalFile,
    "concern": ConcernGuide,
    "areas": AreaFile,
    "national": NationalFile,
    "elsewhere": ElsewhereFile,
}


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name of its kind."""
    return {kind: model.model_json_schema() for kind, model in KINDS.items()}
