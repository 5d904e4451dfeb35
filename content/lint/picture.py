"""Draws which themes are covered in which settings: one grid a pack, in black and white, with the counts in it.

matplotlib is loaded here only, and only when something is drawn. The same counts stand in words in the terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from content.lint.coverage import Coverage

_ROW_INCHES = 0.26
_WIDTH_INCHES = 9.0
_HEAD_INCHES = 2.2
_DOTS_PER_INCH = 120
# So many cards make a square black; from the second number on its figure is white.
_BLACK = 5
_DARK = 3


def draw(coverages: Sequence[Coverage], file: Path) -> None:
    """Write the picture as a PNG file.

    Raises:
        OSError: the file cannot be written.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - see above
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above

    heights = [_HEAD_INCHES + _ROW_INCHES * len(coverage.grid) for coverage in coverages]
    figure = Figure(figsize=(_WIDTH_INCHES, sum(heights)), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(len(coverages), 1, squeeze=False, height_ratios=heights)
    for panel, coverage in zip(panels[:, 0], coverages, strict=True):
        _panel(panel, coverage)
    figure.savefig(file, format="png", dpi=_DOTS_PER_INCH)


def _panel(panel: Axes, coverage: Coverage) -> None:
    rows = [list(counts) for counts in coverage.grid.values()]
    panel.set_title(f"{coverage.name}: cards by theme and setting", loc="left")
    panel.set_xticks(range(len(coverage.settings)), coverage.settings, rotation=45, ha="left")
    panel.set_yticks(range(len(rows)), list(coverage.grid))
    panel.tick_params(which="both", length=0, top=True, bottom=False, labeltop=True, labelbottom=False)
    if not coverage.settings:
        return
    panel.imshow(rows, cmap="Greys", vmin=0, vmax=_BLACK, aspect="auto")
    panel.set_yticks([row + 0.5 for row in range(len(rows))], minor=True)
    panel.grid(which="minor", axis="y", linewidth=0.3, color="black")
    for row, counts in enumerate(rows):
        for column, count in enumerate(counts):
            if count:
                colour = "white" if count >= _DARK else "black"
                panel.text(column, row, str(count), ha="center", va="center", color=colour)
