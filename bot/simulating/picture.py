"""Draws what simulated people met: one page of small charts, in black and white, with words for every axis.

matplotlib is loaded here only, and only when something is drawn. The same stands in words in the terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.learning.spacing import Strength

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from pathlib import Path

    from matplotlib.axes import Axes

    from bot.simulating.counts import Counts

_INCHES = (11.0, 13.0)
_DOTS_PER_INCH = 100
_MOST_WEEKS = 30  # later ones share the last bar
_SHADES = {Strength.WEAK: "black", Strength.GROWING: "dimgrey", Strength.STRONG: "lightgrey"}


def draw(counts: Counts, title: str, file: Path) -> None:
    """Write the picture as a PNG file.

    Raises:
        OSError: the file cannot be written.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - see above
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above

    figure = Figure(figsize=_INCHES, layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(title)
    panels = figure.subplot_mosaic(
        [["themes", "principles"], ["themes", "levels"], ["themes", "messages"], ["back", "back"]],
        height_ratios=[3, 2, 2, 3],
    )
    _shares(panels["themes"], "Cards by theme, %", counts.themes)
    _shares(panels["principles"], "Cards by principle, %", counts.principles)
    _shares(panels["levels"], "Cards by level and kind, %", counts.levels, counts.kinds)
    _shares(panels["messages"], "Weeks by messages that came unasked, %", _in_words(counts.messages))
    _came_back(panels["back"], counts)
    figure.savefig(file, format="png", dpi=_DOTS_PER_INCH)


def _in_words(messages: Mapping[int, int]) -> dict[str, int]:
    return {("1 message" if many == 1 else f"{many} messages"): messages[many] for many in sorted(messages)}


def _shares(panel: Axes, title: str, *groups: Mapping[str, int]) -> None:
    """Bars with their names and figures, the largest of each group on top."""
    bars = [
        (str(name), 100 * count / sum(group.values()))
        for group in groups
        for name, count in sorted(group.items(), key=lambda entry: -entry[1])
    ]
    names, shares = [name for name, _ in bars], [share for _, share in bars]
    drawn = panel.barh(range(len(bars)), shares, color="grey")
    panel.bar_label(drawn, fmt="%.1f", padding=2, fontsize=8)
    panel.set_yticks(range(len(bars)), names, fontsize=8)
    panel.invert_yaxis()
    panel.set_title(title, loc="left", fontsize=10)
    panel.set_xticks([])
    panel.margins(x=0.15)
    panel.spines[:].set_visible(False)


def _came_back(panel: Axes, counts: Counts) -> None:
    """After how many weeks a principle that was due came back, by how it stood with it."""
    below = [0] * (_MOST_WEEKS + 1)
    for strength, shade in _SHADES.items():
        heights = _by_week(counts.came_back, strength)
        label = f"{strength} when it came back"
        panel.bar(range(len(heights)), heights, bottom=below, color=shade, edgecolor="black", label=label)
        below = [one + more for one, more in zip(below, heights, strict=True)]
    panel.set_title("Revisits by weeks since the principle was last met", loc="left", fontsize=10)
    panel.set_xlabel(f"weeks; {_MOST_WEEKS} stands for that or longer")
    panel.set_ylabel("revisits")
    panel.legend(frameon=False)


def _by_week(came_back: Counter[tuple[Strength, int]], strength: Strength) -> list[int]:
    heights = [0] * (_MOST_WEEKS + 1)
    for (one, weeks), count in came_back.items():
        if one is strength:
            heights[min(weeks, _MOST_WEEKS)] += count
    return heights
