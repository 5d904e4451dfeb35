"""What a team can choose from in a session: ready-made lines that come without a name, and ready-made actions.

Nothing in a session is typed, so that nobody can be told by her words. It never says who chose what: it only
knows what there is to choose from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from content.faults import BrokenContentError
from content.models import Prose, Slug, Strict
from content.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from content.faults import Fault

FEWEST_LINES = 12  # for any theme, by row 64 of the requirements
FEWEST_ACTIONS = 8


class Words(Strict):
    """One line or one action. A button has to hold the whole of an action."""

    id: Annotated[Slug, Field(max_length=20)]
    text: Prose = Field(max_length=50)


class ThemeGroup(Strict):
    """Themes that have lines and actions in common."""

    id: Slug
    themes: Annotated[tuple[Slug, ...], Field(min_length=1)]
    lines: tuple[Words, ...]
    actions: tuple[Words, ...]


class SessionWords(Strict):
    """All lines and actions: such as suit any theme, and those of each group."""

    lines: tuple[Words, ...]
    actions: tuple[Words, ...]
    groups: Annotated[tuple[ThemeGroup, ...], Field(min_length=1)]

    def lines_for(self, theme: str) -> dict[str, str]:
        """The lines for a theme, by id: its own first."""
        group = self._group(theme)
        return {one.id: one.text for one in (*(group.lines if group else ()), *self.lines)}

    def actions_for(self, theme: str) -> dict[str, str]:
        """The actions for a theme, by id: its own first."""
        group = self._group(theme)
        return {one.id: one.text for one in (*(group.actions if group else ()), *self.actions)}

    def texts(self) -> Iterator[str]:
        """What all of them say."""
        yield from (one.text for one in (*self.lines, *self.actions))
        for group in self.groups:
            yield from (one.text for one in (*group.lines, *group.actions))

    def action(self, action_id: str) -> str | None:
        """The words of an action; None if it has been taken out since."""
        every = (*self.actions, *(one for group in self.groups for one in group.actions))
        return next((one.text for one in every if one.id == action_id), None)

    def _group(self, theme: str) -> ThemeGroup | None:
        return next((group for group in self.groups if theme in group.themes), None)


def load_words(path: Path) -> SessionWords:
    """Read and check the file.

    Raises:
        BrokenContentError: with every fault of the file.
    """
    source = SourceFile(path)
    words = source.parse(SessionWords)
    faults = [*_repeated(source, words), *_too_few(source, words)]
    if faults:
        raise BrokenContentError(faults)
    return words


def _repeated(source: SourceFile, words: SessionWords) -> Iterator[Fault]:
    kinds = [
        ("lines", [words.lines, *(group.lines for group in words.groups)]),
        ("actions", [words.actions, *(group.actions for group in words.groups)]),
    ]
    for kind, parts in kinds:
        for twice in _twice(one.id for part in parts for one in part):
            yield source.fault((kind,), f"{twice} is an id of two of these: give one of them another id.")
    for twice in _twice(theme for group in words.groups for theme in group.themes):
        yield source.fault(("groups",), f"{twice} stands in two groups: keep it in one of them.")


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]


def _too_few(source: SourceFile, words: SessionWords) -> Iterator[Fault]:
    for index, group in enumerate(words.groups):
        for kind, fewest in (("lines", FEWEST_LINES), ("actions", FEWEST_ACTIONS)):
            there = len(getattr(group, kind)) + len(getattr(words, kind))
            if there < fewest:
                yield source.fault(
                    ("groups", index, kind),
                    f"are {there} with those for any theme: write at least {fewest}.",
                )
