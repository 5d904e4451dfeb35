"""A person's data as a JSON file: every row of every table as it is kept, with plain names beside the codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.routes import Shift, Weekday
from bot.screens.joining import shift_label
from bot.screens.language import own_name
from bot.screens.times import weekday
from bot.words import _, shipped
from storage.schema import metadata
from storage.schema.kept import kept_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Table

    from content.library import Library
    from storage.holdings import Holdings

Row = dict[str, Any]


def as_file(library: Library, held: Holdings) -> bytes:
    """The file. Tables of which there is no row are named all the same: nothing is a finding too."""
    tables = [_table(library, metadata.tables[name], rows) for name, rows in held.items()]
    about = _("All that Say So holds about you. Times are in UTC.")
    return json.dumps({"about": about, "tables": tables}, ensure_ascii=False, indent=2).encode()


def _table(library: Library, table: Table, rows: list[Row]) -> dict[str, Any]:
    return {
        "table": table.name,
        "holds": table.comment,
        "kept": kept_of(table).words,
        "columns": {column.name: column.comment or column.name.replace("_", " ") for column in table.columns},
        "rows": [{"values": row, "in_words": _in_words(library, row)} for row in rows],
    }


def _in_words(library: Library, row: Row) -> dict[str, str]:
    """The names of what a row has codes for, as far as the content still knows them."""
    told = {name: _NAMED[name](library, row) for name in _NAMED if row.get(name) is not None}
    return {name: words for name, words in told.items() if words}


def _area(library: Library, row: Row) -> str | None:
    area = library.contacts.area(row["area"])
    return area.name if area else None


def _pack(library: Library, row: Row) -> str | None:
    pack = library.packs.get(row["pack"])
    return pack.name if pack else None


def _card(library: Library, row: Row) -> str | None:
    card = library.scenario(row["card"])
    return card.title if card else None


def _chosen(library: Library, row: Row) -> str | None:
    card = library.scenario(row["card"]) if "card" in row else None
    options = card.options if card else ()
    return next((option.text for option in options if option.key == row["chosen"]), None)


def _excerpt(library: Library, row: Row) -> str | None:
    excerpt = library.excerpt(row["excerpt"])
    return excerpt.title if excerpt else None


def _rehearsal(library: Library, row: Row) -> str | None:
    packs = library.packs.values()
    found = (pack.rehearsals.get(row["rehearsal"]) for pack in packs)
    return next((rehearsal.title for rehearsal in found if rehearsal), None)


def _shift(_library: Library, row: Row) -> str | None:
    return shift_label(Shift(row["shift"])) if row["shift"] in set(Shift) else None


def _day(_library: Library, row: Row) -> str | None:
    return weekday(Weekday(row["card_day"])) if row["card_day"] in set(Weekday) else None


def _minutes(_library: Library, row: Row) -> str:
    return f"{row['card_minutes'] // 60:02d}:{row['card_minutes'] % 60:02d}"


def _language(_library: Library, row: Row) -> str | None:
    return own_name(row["language"]) if row["language"] in shipped() else None


_NAMED: dict[str, Callable[[Library, Row], str | None]] = {
    "area": _area,
    "pack": _pack,
    "card": _card,
    "chosen": _chosen,
    "excerpt": _excerpt,
    "rehearsal": _rehearsal,
    "shift": _shift,
    "card_day": _day,
    "card_minutes": _minutes,
    "language": _language,
}
