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


def turning(rehearsal: Rehearsal, path: str) -> int:
    """The last step of `path` at which another choice was open that can lead to another ending.

    0, the first step, where there is none.
    """
    reached = place(rehearsal, path)
    for step in range(len(path) - 1, -1, -1):
        at = place(rehearsal, path[:step])
        others = [] if at is None else [choice.to for choice in at.choices if choice.key != path[step]]
        if any(_leads_elsewhere(rehearsal, other, reached) for other in others):
            return step
    return 0


def _leads_elsewhere(rehearsal: Rehearsal, begins: str, reached: Place | None) -> bool:
    """Whether any ending can be had from the node `begins` that is not the one that was reached."""
    todo, seen = [begins], set[str]()
    while todo:
        name = todo.pop()
        node = rehearsal.nodes[name]
        if node.ending is not None and (reached is None or node is not reached.node):
            return True
        if name not in seen:
            seen.add(name)
            todo += [choice.to for choice in node.choices]
    return False


def place(rehearsal: Rehearsal, path: str) -> Place | None:
    """Where `path` leads, or None if it leads nowhere in this rehearsal."""
    here = Place(rehearsal.nodes[rehearsal.start], frozenset())
    for key in path:
        choice = next((choice for choice in here.choices if choice.key == key), None)
        if choice is None:
            return None
        here = Place(rehearsal.nodes[choice.to], here.flags | set(choice.sets))
    return here
