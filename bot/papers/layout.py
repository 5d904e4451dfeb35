"""A sheet of A4 with the few things that papers are made of: headings, paragraphs, letters, lines to write on.

Black on white, and nothing is told by a shade alone. The fonts are the DejaVu ones inside matplotlib's package,
so nothing has to be downloaded. The same input always gives the same bytes: a paper can be kept by what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont

from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fpdf.outline import OutlineSection

FONT = "DejaVu"
FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf"}
MARGIN = 22.0  # millimetres; room for a punch
FOOT = 18.0
MISSING = "\u25a1"  # a visible mark for a sign that the font lacks
POINT = 25.4 / 72  # millimetres


@dataclass(frozen=True)
class Look:
    """How large things are printed, in points, none smaller than `least`; lines stand `leading` heights apart."""

    body: float
    leading: float = 1.45
    least: float = 9.0

    @property
    def small(self) -> float:
        """Notes and the line at the foot of a page."""
        return max(self.least, self.body - 2)

    @property
    def heading(self) -> float:
        """The title of one item."""
        return self.body + 3

    @property
    def chapter(self) -> float:
        """The title of a part."""
        return self.body + 8


NORMAL = Look(12)
LARGE = Look(16)
CLOSE = Look(12, leading=1.2, least=12)


class Sheet(FPDF):
    """A paper that grows from top to bottom."""

    def __init__(self, title: str, look: Look, made_on: date) -> None:
        super().__init__(format="A4")
        self.look = look
        self.running = ""
        self._named = self._contents_title = title
        self._add_fonts()
        self._describe(title, made_on)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + FOOT - 6)

    def _add_fonts(self) -> None:
        found = find_spec("matplotlib")
        if found is None or found.origin is None:
            raise FileNotFoundError("matplotlib, whose fonts the papers use, is not installed")
        folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
        for style, name in FILES.items():
            self.add_font(FONT, style, folder / name)
        font = self.fonts[FONT.lower()]
        self._known = set(font.cmap) if isinstance(font, TTFFont) else set()

    def _describe(self, title: str, made_on: date) -> None:
        self.set_title(title)
        self.set_author("Say So")
        self.set_lang("en-GB")
        self.set_creation_date(datetime.combine(made_on, time(12), UTC))

    def footer(self) -> None:
        """The running title and the page's number. Called by the library at the end of each page."""
        if self.page_no() == 1:
            return
        self.set_y(-FOOT)
        self._style("", self.look.small)
        self.cell(self.epw / 2, 6, self._printable(self.running or self._named))
        self.cell(self.epw / 2, 6, str(self.page_no()), align="R")

    def chapter(self, title: str, *, needs: float | None = None) -> None:
        """The title of a part, in the outline too. On a new page, unless `needs` millimetres are left here."""
        if needs is None and not self._fresh:
            self.add_page()
        elif needs is not None:
            self.keep(needs)
            self.set_y(self.get_y() + (0 if self._fresh else 6))
        self.running = title
        self.start_section(self._printable(title), level=0)
        self._write("B", self.look.chapter, title, after=4)

    def title_line(self, text: str) -> None:
        """A line of the cover."""
        self._write("B", self.look.chapter + 6, text, after=2)

    def heading(self, title: str, needs: float = 40) -> None:
        """The title of an item. Begins a new page where fewer than `needs` millimetres are left."""
        self.keep(needs)
        self.start_section(self._printable(title), level=1)
        self._write("B", self.look.heading, title, after=1.5)

    def subheading(self, title: str) -> None:
        """A smaller title, never alone at the foot of a page."""
        self.keep(24)
        self._write("B", self.look.body, title, after=0.5)

    @property
    def _fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.page_no() > 0 and self.get_y() <= self.t_margin + 0.1

    def keep(self, needs: float) -> None:
        """Begin a new page where fewer than `needs` millimetres are left."""
        if self.get_y() + needs > self.h - self.b_margin:
            self.add_page()

    def para(self, text: str, *, style: str = "", after: float = 2.5) -> None:
        """A paragraph; a blank line in it parts two."""
        for part in text.split("\n\n"):
            self._write(style, self.look.body, part, after=after)

    def note(self, text: str, after: float = 2.5) -> None:
        """Something smaller, in italics."""
        self._write("I", self.look.small, text, after=after)

    def labelled(self, label: str, text: str, after: float = 2.5) -> None:
        """A bold word and what belongs to it, on one page."""
        self.keep(
            self._height("", self.look.body, text, self.epw) + self.look.body * POINT * self.look.leading
        )
        self._write("B", self.look.body, label, after=0)
        self._write("", self.look.body, text, after=after)

    def hanging(self, label: str, text: str, *, beside: float = 10, after: float = 2.5) -> None:
        """A letter, and a text that stands `beside` millimetres to its right and is not split over two pages."""
        self.keep(self._height("", self.look.body, text, self.epw - beside) + 2)
        height = self.look.body * POINT * self.look.leading
        self._style("B", self.look.body)
        self.cell(beside, height, label)
        self._style("", self.look.body)
        left = self.l_margin
        self.set_left_margin(left + beside)
        self.multi_cell(0, height, self._printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_left_margin(left)
        self.set_xy(left, self.get_y() + after)

    def ruled(self, count: int) -> None:
        """Lines to write on by hand."""
        for _number in range(count):
            self.keep(11)
            self.set_y(self.get_y() + 10)
            self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.set_y(self.get_y() + 4)

    def contents(self, title: str, levels: Sequence[int]) -> None:
        """Room for the contents, filled in at the end. `levels`: 0 for each part, 1 for each item."""
        self.add_page()
        self.running = self._contents_title = title
        self._write("B", self.look.chapter, title, after=4)
        self.insert_toc_placeholder(_write_contents, pages=self._pages_for(levels))

    def _pages_for(self, levels: Sequence[int]) -> int:
        """How many pages the contents will fill, reckoned as the library breaks pages."""
        pages, top = 1, self.get_y()
        for level in levels:
            if top + self._entry_height(level) > self.page_break_trigger:
                pages, top = pages + 1, self.t_margin
            top += self._entry_height(level)
        return pages

    def _entry_height(self, level: int) -> float:
        return self.look.body * POINT * (self.look.leading if level == 0 else 1.3)

    def fill_contents(self, outline: Sequence[OutlineSection]) -> None:
        """Write the contents, now that the pages are known."""
        last, self.running = self.running, self._contents_title
        for section in outline:
            self._entry(section)
        self.running = last

    def _entry(self, section: OutlineSection) -> None:
        """One line of the contents, which leads to its page."""
        link = self.add_link(page=section.page_number)
        indent = 6.0 * section.level
        height = self._entry_height(section.level)
        self._style("B" if section.level == 0 else "", self.look.body - section.level)
        self.set_x(self.l_margin + indent)
        self.cell(self.epw - indent - 14, height, section.name, link=link)
        self.cell(
            14, height, str(section.page_number), align="R", link=link, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

    def made(self) -> bytes:
        """The file."""
        return bytes(self.output())

    def _write(self, style: str, size: float, text: str, after: float) -> None:
        self._style(style, size)
        height = size * POINT * self.look.leading
        self.multi_cell(0, height, self._printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_y(self.get_y() + after)

    def _height(self, style: str, size: float, text: str, width: float) -> float:
        self._style(style, size)
        line = size * POINT * self.look.leading
        height = self.multi_cell(
            width, line, self._printable(text), align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return float(height) if isinstance(height, (int, float)) else 0.0

    def _style(self, style: str, size: float) -> None:
        self.set_font(FONT, style, size)

    def _printable(self, text: str) -> str:
        return "".join(sign if sign == "\n" or ord(sign) in self._known else MISSING for sign in text)


def _write_contents(sheet: FPDF, outline: list[OutlineSection]) -> None:
    if isinstance(sheet, Sheet):
        sheet.fill_contents(outline)


def draft_words() -> str:
    """Said with everything that nobody has signed off."""
    return _("Draft: no safeguarding lead has checked this yet.")
