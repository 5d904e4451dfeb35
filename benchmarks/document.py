"""Keeps the figures in docs/performance.md: each benchmark has a part of its own there, and replaces no other."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from benchmarks.bots import ROOT
from benchmarks.machine import described

if TYPE_CHECKING:
    from benchmarks.figures import Section

DOCUMENT = ROOT / "docs" / "performance.md"


def keep(section: Section, *, long: bool) -> None:
    """Put the figures where the last ones of this benchmark stood."""
    name = section.name
    form = "long" if long else "short"
    said = f"Measured on {datetime.now(UTC):%d.%m.%Y}, {form} form, on: {described()}"
    part = f"<!-- {name} -->\n{section}\n{said}\n<!-- end of {name} -->"
    text = DOCUMENT.read_text(encoding="utf-8")
    marked = re.compile(rf"<!-- {name} -->.*?<!-- end of {name} -->", re.DOTALL)
    DOCUMENT.write_text(marked.sub(lambda _: part, text), encoding="utf-8")
