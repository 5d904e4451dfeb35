"""Charts as values: bars with their meaning in words, and `bars`, which draws them where papers are made.

It knows neither people nor teams, only what stands beside each bar. Whoever describes a chart must not load what
draws it: that takes much memory, and belongs in the process that makes papers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One bar: what it is about, how long it is (0 to 1), and the same in words."""

    label: str
    share: float
    words: str


@dataclass(frozen=True)
class Chart:
    """A title, bars from top to bottom, and a last line, which may be empty."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


def bars(chart: Chart) -> bytes:
    """The chart as a PNG, 780 pixels wide and as high as it needs. The same chart is the same bytes.

    Raises:
        ValueError: a bar is shorter than nothing or longer than the whole.
    """
    if not all(0 <= bar.share <= 1 for bar in chart.bars):
        raise ValueError("the share of a bar is not between 0 and 1")
    from bot.papers.drawing import drawn  # noqa: PLC0415 - see above

    return drawn(chart)
