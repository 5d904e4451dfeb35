"""What is kept and for how long, as a document: written from the schema, so that it cannot promise anything else.

For whoever answers for the data. It names every table, and all that a row of it can hold.
"""

from __future__ import annotations

import re

from storage.schema import metadata
from storage.schema.kept import what_is_kept

OPENING = """# How long data is kept

**Draft.** No data protection officer has checked this. It is written from the description of the database, so it
is what the software does.

What is over is let go of every ten minutes. Backups are locked, and are kept for seven days and at the ends of
four weeks. Whoever is deleted is not brought back by one.
"""
PARTS = (
    (True, "About people who use it", "All of it goes with /forget."),
    (
        False,
        "About nobody who learns",
        "Teams hold the work contact that a manager typed. Some tables hold coded marks that name nobody.",
    ),
)
# How long it is kept stands in a column of its own.
_HOW_LONG = re.compile(r"\b(?:Kept|Deleted|About nobody;|About no learner;|About no one person;) .*$")


def retention_document() -> str:
    """The document, in Markdown."""
    return "\n".join([OPENING, *(_part(*one) for one in PARTS)])


def _part(personal: bool, title: str, said: str) -> str:  # noqa: FBT001 - a row of `PARTS`
    rows = [
        f"| {held.table} | {_what(held.table, held.what)} | {held.kept.replace('`', '')} |"
        for held in what_is_kept()
        if held.personal is personal
    ]
    head = ["| table | what a row holds | kept |", "|---|---|---|"]
    return "\n".join([f"## {title}", "", said, "", *head, *rows, ""])


def _what(table: str, comment: str) -> str:
    """What stands in a table, and the names of its columns."""
    columns = ", ".join(column.name for column in metadata.tables[table].columns)
    return f"{_HOW_LONG.sub('', comment).strip()} ({columns})"
