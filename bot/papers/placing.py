"""One page of A4 on which every line has its place before it is drawn: as a PDF and as a picture, both alike.

It never draws a letter smaller than 12 points, and says so where something does not fit: nothing is left out.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from bot.papers.layout import FILES, FONT, MISSING, POINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

WIDTH, HEIGHT = 210.0, 297.0  # millimetres
MARGIN = 14.0
ACROSS = WIDTH - 2 * MARGIN
BODY = 12.0  # points; nothing is smaller
LEADING = 1.2
MEASURED_AT = 100  # points: letters are measured large, so that rounding does not add up
DOTS_A_MM = 150 / 25.4  # of the picture
SHADES = 16  # of grey: enough for the edges of letters


class TooMuchError(Exception):
    """There is more to say than fits on the page."""


@dataclass(frozen=True)
class Words:
    """A line of text at its place: the left end of its base line, in millimetres from the top left corner."""

    left: float
    base: float
    text: str
    size: float
    bold: bool


@dataclass(frozen=True)
class Box:
    """A black rectangle, or the outline of one."""

    left: float
    top: float
    width: float
    height: float
    filled: bool = True


@dataclass
class Page:
    """What stands on the page, put there from top to bottom.

    `size` is that of most letters, in points; `top` is where the next line goes, in millimetres.
    """

    title: str
    size: float = BODY
    top: float = MARGIN
    words: list[Words] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def say(
        self, text: str, times: float = 1.0, *, bold: bool = False, width: float = ACROSS, indent: float = 0
    ) -> None:
        """A paragraph, as many lines as it needs, so many `times` as large as the rest.

        Raises:
            TooMuchError: it goes below the foot of the page.
        """
        size = self.size * times
        for line in wrapped(text, size, width - indent, bold=bold):
            self.words.append(Words(MARGIN + indent, self.top + size * POINT, line, size, bold))
            self.skip(size * POINT * LEADING)

    def skip(self, millimetres: float) -> None:
        """Leave room.

        Raises:
            TooMuchError: there is none left.
        """
        self.top += millimetres
        if self.top > HEIGHT - MARGIN + 1:
            raise TooMuchError

    def rule(self) -> None:
        """A line across the page, with a little room on both sides."""
        self.skip(2.2)
        self.boxes.append(Box(MARGIN, self.top, ACROSS, 0.4))
        self.skip(2.2)

    def squares(self, rows: Sequence[Sequence[int]], left: float, top: float, side: float) -> None:
        """A code of black and white squares, `side` millimetres wide with the white around it.

        Neighbours in a row are one box, so that no printer leaves a gap between them.
        """
        step = side / len(rows)
        for number, row in enumerate(rows):
            for first, count in _runs(row):
                at = left + first * step, top + number * step
                self.boxes.append(Box(*at, count * step, step + 0.01))


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where black begins in a row, and how far it goes."""
    first = 0
    while first < len(row):
        count = 1
        while first + count < len(row) and bool(row[first + count]) == bool(row[first]):
            count += 1
        if row[first]:
            yield first, count
        first += count


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of a text. A word that is wider than a line is broken where it must be."""
    lines = [""]
    for word in printable(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if measured(longer, size, bold=bold) <= width:
            lines[-1] = longer
            continue
        *broken, last = _broken(word, size, width, bold=bold)
        lines += [*broken, last]
    return [line for line in lines if line]


def _broken(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and measured(parts[-1] + sign, size, bold=bold) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def measured(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in millimetres."""
    return _font(MEASURED_AT, bold=bold).getlength(text) * size / MEASURED_AT * POINT


def printable(text: str) -> str:
    """The text with a visible mark for each sign that the font lacks."""
    return "".join(sign if sign.isspace() or _is_known(sign) else MISSING for sign in text)


@cache
def _is_known(sign: str) -> bool:
    unknown = _font(MEASURED_AT, bold=False).getmask("\U0010fffd")
    return bytes(_font(MEASURED_AT, bold=False).getmask(sign)) != bytes(unknown)


@cache
def _file(*, bold: bool) -> Path:
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError("matplotlib, whose fonts the papers use, is not installed")
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / FILES["B" if bold else ""]


@cache
def _font(dots: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_file(bold=bold), dots, layout_engine=ImageFont.Layout.BASIC)


def as_pdf(page: Page, made_at: datetime) -> bytes:
    """The page as a PDF. `made_at` is written into it."""
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    for bold in (False, True):
        pdf.add_font(FONT, "B" if bold else "", _file(bold=bold))
    pdf.set_title(page.title)
    pdf.set_author("Say So")
    pdf.set_lang("en-GB")
    pdf.set_creation_date(made_at)
    pdf.add_page()
    for box in page.boxes:
        pdf.rect(box.left, box.top, box.width, box.height, style="F" if box.filled else "D")
    for line in page.words:
        pdf.set_font(FONT, "B" if line.bold else "", line.size)
        pdf.text(line.left, line.base, line.text)
    return bytes(pdf.output())


def as_picture(page: Page) -> bytes:
    """The page as a PNG in shades of grey, 150 dots an inch."""
    image = Image.new("L", (_dots(WIDTH), _dots(HEIGHT)), 255)
    draw = ImageDraw.Draw(image)
    for box in page.boxes:
        corners = [_dots(box.left), _dots(box.top)]
        corners += [_dots(box.left + box.width) - 1, max(_dots(box.top + box.height) - 1, corners[1])]
        draw.rectangle(corners, fill=0 if box.filled else None, outline=0, width=2)
    for line in page.words:
        font = _font(round(line.size * POINT * DOTS_A_MM), bold=line.bold)
        draw.text((_dots(line.left), _dots(line.base)), line.text, font=font, fill=0, anchor="ls")
    file = io.BytesIO()
    image.quantize(SHADES).save(file, "PNG", optimize=True, dpi=(150, 150))
    return file.getvalue()


def _dots(millimetres: float) -> int:
    return round(millimetres * DOTS_A_MM)
