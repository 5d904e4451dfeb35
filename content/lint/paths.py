"""Walks every way through a rehearsal: each node with each set of flags that one can have there.

It knows nothing of texts. A state is a node and the flags gathered on the way to it; a rehearsal is small, so all
of its states are looked at.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.models import Choice, Rehearsal


@dataclass(frozen=True)
class State:
    """A node, and the flags that are set on arriving there."""

    node: str
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Paths:
    """All states that can be reached. `steps` is the least number of choices to each."""

    rehearsal: Rehearsal
    steps: dict[State, int]

    @property
    def nodes(self) -> frozenset[str]:
        """The nodes that can be reached."""
        return frozenset(state.node for state in self.steps)

    @property
    def endings(self) -> dict[str, int]:
        """The endings that can be reached, each with the least number of choices to it."""
        found: dict[str, int] = {}
        for state, steps in self.steps.items():
            if self.rehearsal.nodes[state.node].ending:
                found[state.node] = min(steps, found.get(state.node, steps))
        return found

    @property
    def offered(self) -> frozenset[tuple[str, str]]:
        """The choices that are offered to somebody, as (node, key)."""
        return frozenset(
            (state.node, choice.key) for state in self.steps for choice in choices(self.rehearsal, state)
        )

    def with_offers(self) -> Iterator[tuple[State, int]]:
        """Each state that is no ending, with how many choices are offered there."""
        for state in self.steps:
            if not self.rehearsal.nodes[state.node].ending:
                yield state, len(choices(self.rehearsal, state))

    def never_ending(self) -> frozenset[str]:
        """The nodes with a state from which no ending can be reached, although there is a choice."""
        ending = {state for state in self.steps if self.rehearsal.nodes[state.node].ending}
        leading = _before(self, ending)
        return frozenset(
            state.node for state, offers in self.with_offers() if offers and state not in leading
        )


def walk(rehearsal: Rehearsal) -> Paths:
    """Every state that can be reached from the start."""
    first = State(rehearsal.start)
    steps = {first: 0}
    waiting = deque([first])
    while waiting:
        state = waiting.popleft()
        for choice in choices(rehearsal, state):
            following = after(state, choice)
            if following not in steps:
                steps[following] = steps[state] + 1
                waiting.append(following)
    return Paths(rehearsal, steps)


def choices(rehearsal: Rehearsal, state: State) -> list[Choice]:
    """The choices that are offered in a state: those whose flags are all set."""
    return [choice for choice in rehearsal.nodes[state.node].choices if set(choice.needs) <= state.flags]


def after(state: State, choice: Choice) -> State:
    """Where a choice leads from a state."""
    return State(choice.to, state.flags | set(choice.sets))


def _before(paths: Paths, goal: set[State]) -> set[State]:
    """The states from which one of `goal` can be reached, with `goal` itself."""
    leading = set(goal)
    grown = True
    while grown:
        more = {
            state
            for state in paths.steps.keys() - leading
            if any(after(state, choice) in leading for choice in choices(paths.rehearsal, state))
        }
        leading |= more
        grown = bool(more)
    return leading
