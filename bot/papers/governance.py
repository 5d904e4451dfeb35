"""Papers about privacy as PDFs: the documents of docs/governance, drawn from their Markdown.

They are in `governance.json` beside this module, because documents are not installed with a program; a test
compares the two. Of Markdown it knows what these documents need: titles, paragraphs, lists and tables.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from bot.papers.handout import NO_DAY
from bot.papers.layout import POINT, Look, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BUNDLE = Path(__file__).with_name("governance.json")
LOOK = Look(11, leading=1.35)
IN_TABLES = 9.5  # points
PADDING = 1.0  # millimetres around what stands in a cell
CONTROLLER, TO_CHECK = "[controller]", "[check this]"
_SIGNS = re.compile(r"\*\*|`|\[([^\]]+)\]\([^)]*\)")


def documents() -> dict[str, str]:
    """The documents by name, in Markdown, as they are installed."""
    found: dict[str, str] = json.loads(BUNDLE.read_text(encoding="utf-8"))
    return found


def for_controller(markdown: str, controller: str) -> str:
    """The document with whoever answers for the data filled in, as the settings say it."""
    return markdown.replace(CONTROLLER, f"{controller} {TO_CHECK}")


def paper(markdown: str) -> bytes:
    """A document in Markdown, as a PDF."""
    title = markdown.partition("\n")[0].lstrip("# ")
    sheet = _Document(title, LOOK, NO_DAY)
    for kind, lines in _blocks(markdown):
        sheet.block(kind, lines)
    return sheet.made()


def _blocks(markdown: str) -> Iterator[tuple[str, list[str]]]:
    """Parts of a document: what begins each of its lines, and the lines."""
    for part in re.split(r"\n\s*\n", markdown.strip()):
        lines = _joined(part.splitlines())
        for kind, those in groupby(lines, key=_kind):
            yield kind, list(those)


def _joined(lines: Iterable[str]) -> list[str]:
    """Lines as they are meant: one that goes on below is one."""
    found: list[str] = []
    for line in lines:
        if found and not _kind(line) and _kind(found[-1]) in {"", "-"}:
            found[-1] = f"{found[-1]} {line.strip()}"
        else:
            found.append(line)
    return found


def _kind(line: str) -> str:
    return next((sign for sign in ("##", "#", "-", "|") if line.startswith(sign)), "")


def _plain(text: str) -> str:
    return _SIGNS.sub(lambda found: found[1] or "", text).strip()


class _Document(Sheet):
    """A sheet that knows lists and tables."""

    def block(self, kind: str, lines: Sequence[str]) -> None:
        """One part of a document."""
        said = [_plain(line[len(kind) :]) for line in lines]
        if kind == "|":
            self.rows([[_plain(cell) for cell in line.strip("|").split("|")] for line in lines])
        for text in said:
            if kind == "#":
                self.chapter(text)
            elif kind == "##":
                self.heading(text, needs=45)
            elif kind == "-":
                self.hanging("–", text, beside=5, after=1)
            elif not kind:
                self.para(text)

    def rows(self, cells: Sequence[Sequence[str]]) -> None:
        """A table. The first row is its head; the second is only there for Markdown."""
        head, _line, *others = ([self._printable(cell) for cell in row] for row in cells)
        widths = self._widths([head, *others])
        self._style("", IN_TABLES)
        with self.table(
            col_widths=widths,
            text_align="LEFT",
            line_height=IN_TABLES * POINT * 1.3,
            padding=PADDING,
            borders_layout=TableBordersLayout.ALL,
            headings_style=FontFace(emphasis="BOLD"),
        ) as table:
            for row in (head, *others):
                table.row(row)
        self.set_y(self.get_y() + 4)

    def _widths(self, cells: Sequence[Sequence[str]]) -> tuple[float, ...]:
        """How wide each column is: as its longest word needs, and of the rest a part by how much it says."""
        self._style("B", IN_TABLES)
        columns = list(zip(*cells, strict=True))
        words = [{word for cell in column for word in cell.split()} for column in columns]
        least = [max(map(self.get_string_width, those), default=0) + 2 * PADDING + 1.5 for those in words]
        said = [sum(map(len, column)) ** 0.8 for column in columns]
        rest = max(0.0, self.epw - sum(least))
        return tuple(narrow + rest * much / sum(said) for narrow, much in zip(least, said, strict=True))
