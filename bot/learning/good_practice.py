"""What good practice that somebody saw may have been about: themes of everyday care, each pack its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

ANYTHING = "good-practice"
THEMES = (
    "dignity-privacy",
    "respectful-language",
    "choice-control",
    "communication-needs",
    "food-drink",
    "continence",
    "moving-handling",
    "end-of-life",
    "child-disclosure",
    "boundaries",
    "how-to-challenge",
    "candour",
    "wellbeing",
    ANYTHING,
)


def good_themes(pack: Collection[str]) -> tuple[str, ...]:
    """Those of a pack's themes that good practice can be about; the last one is for all else."""
    return tuple(theme for theme in THEMES if theme in pack)
