"""Draws charts: black on white, so that no meaning is in a colour, and readable on a narrow phone.

It must run in the process that makes papers and nowhere else: the library that draws takes much memory.
"""

from __future__ import annotations

import io
import textwrap
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Rectangle
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.papers.chart import Bar, Chart

# Drawn twice as fine as a narrow phone shows it, so that 12 pt are 12 pt there.
WIDTH_POINTS = 390
DOTS_A_POINT = 2
POINTS_AN_INCH = 72
TITLE, BODY = 15, 12  # points
LETTERS_A_LINE = 46  # of the body, so that a line is no wider than the picture
MARGIN = 14  # points
LINE = 17  # points from one line of the body to the next
BAR = 12  # points high
GAP = 15  # points between two bars
MISSING = "\u25a1"  # a visible mark for a sign that the font lacks
SHADES = 16  # of grey: enough for the edges of letters, and a third of the bytes


def drawn(chart: Chart) -> bytes:
    """The picture, as a PNG."""
    drawing = _Drawing(_height(chart))
    drawing.text(_wrapped(chart.title, TITLE), TITLE, bold=True)
    for bar in chart.bars:
        drawing.bar(bar)
    if chart.note:
        drawing.text(_wrapped(chart.note, BODY), BODY)
    return drawing.made()


def _wrapped(text: str, size: int) -> list[str]:
    return textwrap.wrap(text, LETTERS_A_LINE * BODY // size) or [""]


def _line(size: int) -> float:
    return LINE * size / BODY


def _height(chart: Chart) -> float:
    """What the drawing will take, in points."""
    whole = 2.0 * MARGIN + len(_wrapped(chart.title, TITLE)) * _line(TITLE) + GAP
    whole += sum((len(_wrapped(bar.label, BODY)) + 1) * LINE + GAP for bar in chart.bars)
    return whole + (len(_wrapped(chart.note, BODY)) * LINE + GAP if chart.note else 0)


class _Drawing:
    """A picture that grows from top to bottom. Points from the top left corner."""

    def __init__(self, height: float) -> None:
        inches = WIDTH_POINTS / POINTS_AN_INCH, height / POINTS_AN_INCH
        self._figure = Figure(figsize=inches, dpi=POINTS_AN_INCH * DOTS_A_POINT, facecolor="white")
        self._height = height
        self._at = float(MARGIN)
        files = {bold: _font_file(bold=bold) for bold in (False, True)}
        self._fonts = {bold: FontProperties(fname=file) for bold, file in files.items()}
        self._known = {bold: get_font(file).get_charmap() for bold, file in files.items()}

    def text(self, lines: Sequence[str], size: int, *, bold: bool = False) -> None:
        """Lines of text, and a gap below them."""
        for line in lines:
            self._write(MARGIN, line, size, bold=bold)
            self._at += _line(size)
        self._at += GAP

    def bar(self, bar: Bar) -> None:
        """What it is about, and below that the bar with its words beside it."""
        for line in _wrapped(bar.label, BODY):
            self._write(MARGIN, line, BODY)
            self._at += LINE
        whole = (WIDTH_POINTS - 2 * MARGIN) / 2
        self._box(whole, "white")
        self._box(whole * bar.share, "black")
        self._write(MARGIN + whole + 8, bar.words, BODY, bold=True)
        self._at += LINE + GAP

    def _write(self, left: float, text: str, size: int, *, bold: bool = False) -> None:
        # A dollar sign would begin a formula.
        x, y = left / WIDTH_POINTS, 1 - (self._at + size) / self._height
        font, known = self._fonts[bold], self._known[bold]
        text = "".join(sign if ord(sign) in known else MISSING for sign in text)
        self._figure.text(x, y, text, fontproperties=font, fontsize=size, parse_math=False, va="baseline")

    def _box(self, width: float, colour: str) -> None:
        low = 1 - (self._at + 2 + BAR) / self._height
        corner = (MARGIN / WIDTH_POINTS, low)
        size = (width / WIDTH_POINTS, BAR / self._height)
        self._figure.add_artist(Rectangle(corner, *size, facecolor=colour, edgecolor="black", linewidth=1.2))

    def made(self) -> bytes:
        """The file, in few shades of grey."""
        drawn, file = io.BytesIO(), io.BytesIO()
        self._figure.savefig(drawn, format="png")
        Image.open(drawn).convert("L").quantize(SHADES).save(file, "PNG", optimize=True)
        return file.getvalue()


def _font_file(*, bold: bool) -> str:
    """The file itself: looking for a font by its name would look through all fonts of the machine."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError("matplotlib, whose fonts the charts use, is not installed")
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / name)
