"""Fills a database with people, as fast as SQLite takes them.

The schema is the bot's own; the rows are made up, and no bot may be running on the database meanwhile.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from content import library
from storage.schema import metadata
from storage.store import Store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from content.library import Library

Row = dict[str, Any]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS = 52
EXCERPTS = 40
RUNS = 10


async def new_database(path: Path) -> str:
    """An empty database with the newest schema; its address for SAYSO_DATABASE_URL."""
    url = f"sqlite+aiosqlite:///{path}"
    store = Store(url)
    await upgrade(store)
    await store.close()
    return url


def fill(path: Path, table: str, rows: Iterable[Row]) -> None:
    """Add rows. What a row leaves out is 0, an empty text or nothing, as the column allows."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous=OFF")
        columns = metadata.tables[table].columns
        names = [column.name for column in columns if not (column.name == "id" and table != "people")]
        defaults = {column.name: _default(column) for column in columns}
        marks = ",".join("?" * len(names))
        statement = f"INSERT INTO {table} ({','.join(names)}) VALUES ({marks})"  # noqa: S608 - names of the schema
        values = ([row.get(name, defaults[name]) for name in names] for row in rows)
        with database:
            database.executemany(statement, values)


def _default(column: Any) -> object:  # noqa: ANN401 - a column of any type
    if column.nullable:
        return None
    return "" if column.type.compile(dialect=None).upper() == "TEXT" else 0


def person(number: int, due: datetime | None, zone: ZoneInfo) -> Row:
    """A person who joined; her card is due at `due`, and every week at that day and hour."""
    local = (due or datetime.now(UTC)).astimezone(zone)
    return {
        "id": number,
        "pack": "adults",
        "shift": "days",
        "area": "bolton",
        "card_day": DAYS[local.weekday()],
        "card_minutes": local.hour * 60 + local.minute,
        "next_due_at": int(due.timestamp()) if due else None,
        "every_weeks": 1,
        "joined_on": "2026-01-07",
        "started_on": "2026-01-07",
    }


def dealt(people: Iterable[int], times: int) -> Iterator[Row]:
    """So many cards for each person, none of them answered: an answer to each is one that must be recorded."""
    taught = library.load()
    cards = list(taught.packs["adults"].scenarios.values())
    now = int(datetime.now(UTC).timestamp())
    for number in people:
        for time in range(times):
            yield {
                "person_id": number,
                "occasion": f"bench:{time}",
                "card": cards[time % len(cards)].id,
                "content_version": taught.version,
                "shown_at": now,
            }


def due_again(path: Path, number: int, due: datetime, zone: ZoneInfo) -> None:
    """The last so many people are due at `due`, and no others before the hours to come."""
    new = person(0, due, zone)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE people SET next_due_at = ?, card_day = ?, card_minutes = ? WHERE id IN "
            "(SELECT id FROM people ORDER BY id DESC LIMIT ?)",
            (new["next_due_at"], new["card_day"], new["card_minutes"], number),
        )


def year(path: Path, people: Sequence[int], zone: ZoneInfo) -> None:
    """A year of a card a week answered, half as many more on demand, forty excerpts and ten rehearsals each."""
    taught = library.load()
    cards = list(taught.packs["adults"].scenarios.values())
    begun = datetime.now(UTC) - timedelta(days=WEEKS * 7)
    fill(path, "people", (person(number, datetime.now(UTC), zone) for number in people))
    for week in range(WEEKS):
        moment = begun + timedelta(days=7 * week)
        seconds, day = int(moment.timestamp()), f"{moment:%Y-%m-%d}"
        sent = {"kind": "card", "due_on": day, "due_at": seconds, "send_at": seconds, "state": "sent"}
        fill(path, "nudges", ({"person_id": number, **sent} for number in people))
        for occasion in (f"week:{day}", f"after:{1_000_000 + week}")[: 1 + week % 2]:
            card = {
                "occasion": occasion,
                "card": cards[week % len(cards)].id,
                "content_version": taught.version,
            }
            answer = {"shown_at": seconds, "chosen": "a", "answered_at": seconds}
            fill(path, "showings", ({"person_id": number, **card, **answer} for number in people))
    _read_and_rehearsed(path, people, taught, int(begun.timestamp()))


def _read_and_rehearsed(path: Path, people: Sequence[int], taught: Library, moment: int) -> None:
    pack = taught.packs["adults"]
    for excerpt in list(pack.excerpts)[:EXCERPTS]:
        row = {"excerpt": excerpt, "content_version": taught.version, "read_at": moment}
        fill(path, "reads", ({"person_id": number, **row} for number in people))
    for rehearsal in (list(pack.rehearsals.values()) * RUNS)[:RUNS]:
        row = {"rehearsal": rehearsal.id, "version": rehearsal.version, "path": "abca"}
        ended = {"touched_at": moment, "ended_at": moment}
        fill(path, "runs", ({"person_id": number, **row, **ended} for number in people))
