"""What the bot itself says, as examples of what tells of no danger now.

It is taken as it is on the day of learning; until the next, tests look that nothing new is misread. Of the packs
only one is taken: by the other it is measured whether what was learned holds.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACK = Path(__file__).parents[1] / "adults"
_SCREENS = Path(__file__).parents[2] / "bot" / "locale" / "sayso.pot"
LONGEST_LABEL = 60  # letters
# Where people are told of, speak or are spoken to. Titles and sources are no sentences.
_WRITTEN = frozenset(
    {
        "another_way",
        "guidance",
        "if_then",
        "recap",
        "says",
        "situation",
        "text",
        "to_try",
        "words",
        "worked",
    }
)
_ENDS = re.compile(r'(?<=[.!?"])\s+(?=[A-Z"])')
_FEWEST, _MOST = 3, 25  # words
_ABOUT_DANGER = "999"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def labels() -> Iterator[str]:
    """Short sentences on screens and buttons, and names of pages: who types one means that, and no danger."""
    for read in _files("."):
        yield from read.get("themes", {}).values()
    written = _SCREENS.read_text(encoding="utf-8")
    for text in dict.fromkeys(re.findall(r'^msgid "(.+)"$', written, flags=re.MULTILINE)):
        if len(text) <= LONGEST_LABEL and "{" not in text and "anger" not in text and not text.endswith("."):
            yield text


def choices() -> Iterator[str]:
    """What a carer can say in a rehearsal: she may type it there, and must not be stopped."""
    for read in _files("rehearsals"):
        for rehearsal in read["rehearsals"]:
            for node in rehearsal["nodes"].values():
                yield from (choice["text"] for choice in node.get("choices", ()))


def sentences() -> list[str]:
    """All sentences that are written for people, each once; but none that tells what to do in danger.

    There are thousands, in the words of care, of hard talks and of sadness. Without them a model that has seen
    much despair takes any short sentence for it.
    """
    found: set[str] = set()
    for read in _files("."):
        for text in _texts(read, ""):
            found.update(_ENDS.split(" ".join(text.split())))
    return sorted(
        text for text in found if _FEWEST <= len(text.split()) <= _MOST and _ABOUT_DANGER not in text
    )


def _files(folder: str) -> Iterator[Any]:
    for path in sorted((_PACK / folder).rglob("*.yaml")):
        yield yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - it is the safe loader


def _texts(read: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - YAML can be anything
    """What stands under a name that is written for people, however deep."""
    if isinstance(read, dict):
        for key, value in read.items():
            yield from _texts(value, key)
    elif isinstance(read, list):
        for value in read:
            yield from _texts(value, name)
    elif isinstance(read, str) and name in _WRITTEN:
        yield read
