"""What a pack covers, as lines of plain text for a terminal: they can be read aloud, and without colour.

Only the wording; the counts come from `content.lint.coverage`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from content.lint.coverage import Coverage
    from content.lint.cues import Cue

Name = TypeVar("Name", bound=str)

_NAME_WIDTH = 24
_COLUMN = 4


def lines(coverage: Coverage) -> Iterator[str]:
    """All that is known about a pack, line by line."""
    yield f"{coverage.name}: {coverage.cards} cards"
    yield ""
    yield from _grid(coverage)
    yield ""
    yield from _shares("Levels", coverage.levels, coverage.cards)
    yield from _shares("Kinds", coverage.kinds, coverage.cards)
    yield from _shares("Strong option", coverage.strong_keys, coverage.cards)
    yield from _shares("Principles, cards each", coverage.principles, coverage.cards)
    yield ""
    yield from _cues(coverage.cues)
    yield from _grades(coverage)


def _grid(coverage: Coverage) -> Iterator[str]:
    """Theme by setting. Settings are numbered, because their names do not fit above a column."""
    yield "Cards by theme and setting; then all cards, excerpts (e) and rehearsals (r)."
    yield "  ".join(f"{number} {setting}" for number, setting in enumerate(coverage.settings, 1))
    numbers = [str(number) for number in range(1, len(coverage.settings) + 1)]
    yield _row("", [*numbers, "all", "e", "r"])
    for theme, counts in coverage.grid.items():
        pages = [coverage.excerpts[theme], coverage.rehearsals[theme]]
        yield _row(theme, [_figure(count) for count in (*counts, sum(counts), *pages)])


def _row(name: str, cells: list[str]) -> str:
    return f"{name:<{_NAME_WIDTH}}" + "".join(f"{cell:>{_COLUMN}}" for cell in cells)


def _figure(count: int) -> str:
    return str(count) if count else "."


def _shares(what: str, counts: Mapping[Name, int], total: int) -> Iterator[str]:
    yield f"{what}:"
    for name, count in counts.items():
        share = f"{100 * count / total:.0f} in 100" if total else ""
        yield f"  {name:<{_NAME_WIDTH}}{count:>{_COLUMN}}   {share}".rstrip()


def _cues(cues: tuple[Cue, ...]) -> Iterator[str]:
    yield "How often a blind habit finds the strong option, in 100 cards:"
    for cue in cues:
        judged = "   gives it away" if cue.gives_away else ""
        yield f"  {cue.habit:<{_NAME_WIDTH}}{cue.wins:>5.0f}   chance {cue.chance:.0f}{judged}"
    yield ""


def _grades(coverage: Coverage) -> Iterator[str]:
    grades = coverage.grades
    yield "Reading grade (Flesch-Kincaid; a reader's age is about the grade and five):"
    yield f"  cards: middle {grades.card_median}, highest {grades.card_highest}"
    yield f"  guidance: middle {grades.guidance_median}, highest {grades.guidance_highest}"
