"""For how long the rows of a table are kept: data beside the table, from which letting go of rows works.

Every table says it in its `info`. What lets go of rows, what documents say, and the test that moves the clock all
read it here, so that none can promise anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.schema.base import metadata

if TYPE_CHECKING:
    from sqlalchemy import Column, Table


@dataclass(frozen=True)
class Kept:
    """For how long, in `words` as the documents give it.

    With `days`, a row goes when the moment or day in its column `since` is more than so many days ago.
    """

    words: str
    days: int | None = None
    since: str = ""


UNTIL_FORGET = Kept("until `/forget`")
ABOUT_NOBODY = Kept("for good; it is about nobody")


def limit(words: str, days: int, since: str) -> dict[str, Any]:
    """The `info` of a table about a person whose rows go after so many days."""
    return {"kept": Kept(words, days, since)}


def about_nobody(kept: Kept = ABOUT_NOBODY) -> dict[str, Any]:
    """The `info` of a table that holds nothing about a person."""
    return {"personal": False, "kept": kept}


@dataclass(frozen=True)
class Held:
    """One line of what is kept: the table, what is in it, for how long, and whether it is about a person."""

    table: str
    what: str
    kept: str
    personal: bool


def what_is_kept() -> list[Held]:
    """Every table with its limit in words, for the documents and for who answers for the data."""
    return [
        Held(table.name, table.comment or "", kept_of(table).words, is_personal(table))
        for table in sorted(metadata.tables.values(), key=lambda table: table.name)
    ]


def kept_of(table: Table) -> Kept:
    """For how long the rows of a table are kept.

    Raises:
        KeyError: the table does not say.
    """
    kept: Kept = table.info["kept"]
    return kept


def is_personal(table: Table) -> bool:
    """Whether a table holds something about a person."""
    return bool(table.info.get("personal", True))


def owner(table: Table) -> Column[int]:
    """The column that says whose row it is.

    Raises:
        LookupError: there is none, so that the table could never be emptied of somebody.
    """
    names = ("id",) if table.name == "people" else ("person_id", "chat_id")
    for name in names:
        if name in table.c:
            return table.c[name]
    raise LookupError(f"The table {table.name} does not say whose its rows are.")


def personal_tables() -> list[Table]:
    """All tables about people, those that others refer to first."""
    return [table for table in metadata.sorted_tables if is_personal(table)]
