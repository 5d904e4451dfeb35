"""Reads papers as people and phones do: pages, codes, words and the size of letters."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]  # it carries no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # likewise
import zxingcpp
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator


def pages(made: bytes) -> int:
    """How many pages a paper has."""
    return len(pypdfium2.PdfDocument(made))


def words(made: bytes) -> str:
    """All that is written in a paper, with single spaces."""
    document = pypdfium2.PdfDocument(made)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def picture_of(made: bytes, dots_a_point: float = 2) -> Image.Image:
    """The first page of a paper as a printer would draw it."""
    image: Image.Image = pypdfium2.PdfDocument(made)[0].render(scale=dots_a_point).to_pil()
    return image


def opened(made: bytes) -> Image.Image:
    """A picture."""
    return Image.open(io.BytesIO(made))


def codes(image: Image.Image) -> list[str]:
    """What a phone's camera finds in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(image)]


def sizes(made: bytes) -> Iterator[float]:
    """How large each piece of text is, in points."""
    for page in pypdfium2.PdfDocument(made):
        for piece in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = pdfium.c_float()
            pdfium.FPDFTextObj_GetFontSize(piece, size)
            yield size.value
