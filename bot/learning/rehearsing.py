"""Where one is in a rehearsal. All of it follows from the choices that were made, so a step back is one fewer.

A path is the keys of the choices in order, such as "abca". Flags that choices set open other choices later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.models import Choice, Node, Rehearsal


@dataclass(frozen=True)
class Place:
    """A step of a rehearsal, and the choices that are open there."""

    node: Node
    flags: frozenset[str]

    @property
    def choices(self) -> list[Choice]:
        """What one can say here. A choice may need something that was said before."""
        return [choice for choice in self.node.choices if self.flags.issuperset(choice.needs)]


def place(rehearsal: Rehearsal, path: str) -> Place | None:
    """Where `path` leads, or None if it leads nowhere in this rehearsal."""
    here = Place(rehearsal.nodes[rehearsal.start], frozenset())
    for key in path:
        choice = next((choice for choice in here.choices if choice.key == key), None)
        if choice is None:
            return None
        here = Place(rehearsal.nodes[choice.to], here.flags | set(choice.sets))
    return here
