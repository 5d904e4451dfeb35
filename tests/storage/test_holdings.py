from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.handlers.my_data import as_file
from content import library
from storage import backup
from storage.backup import LEFT_OUT
from storage.backup_restore import Order, restore
from storage.deletions import Deleted, DeletionList
from storage.holdings import Holdings, counts, holdings
from storage.people import Forgotten
from storage.schema import metadata
from storage.schema.kept import is_personal, owner, personal_tables
from tests.storage.rows import ANNA, BEN, NOON, PERSONAL, TODAY, fill, write

if TYPE_CHECKING:
    from pathlib import Path

    from storage.store import Store

LIBRARY = library.load()
KEY = "correct horse battery staple"


async def test_every_column_of_every_table_about_people_is_shown_to_the_person(store: Store) -> None:
    """Over all tables of the schema, so that one that is added later is not kept from anybody."""
    await fill(store, ANNA)
    await fill(store, BEN)

    async with store.reading() as transaction:
        held = await holdings(transaction, ANNA)

    shown = {table: set(rows[0]) for table, rows in held.items()}
    assert {table.name: set(table.columns.keys()) for table in PERSONAL} == shown
    assert {1} == {len(rows) for rows in held.values()}, "hers, and nobody else's"
    assert all(rows[0][owner(metadata.tables[table]).name] == ANNA for table, rows in held.items())


async def test_the_file_holds_every_row_and_says_of_each_table_what_and_for_how_long(store: Store) -> None:
    await fill(store, ANNA)
    async with store.reading() as transaction:
        held = await holdings(transaction, ANNA)

    file = json.loads(as_file(LIBRARY, held))

    assert [table.name for table in PERSONAL] == [part["table"] for part in file["tables"]]
    assert all(part["holds"] and part["kept"] for part in file["tables"])
    assert list(held.values()) == [[row["values"] for row in part["rows"]] for part in file["tables"]]
    for part in file["tables"]:
        assert set(part["columns"]) == set(metadata.tables[part["table"]].columns.keys())


def test_codes_stand_in_the_file_with_their_names_as_far_as_these_are_known() -> None:
    card = next(iter(LIBRARY.packs["adults"].scenarios.values()))
    option = card.options[0]
    shown = {"card": card.id, "chosen": option.key}
    settled = {"area": "wigan", "pack": "adults", "shift": "nights", "card_day": "wed", "card_minutes": 750}
    gone = {"card": "long-gone", "chosen": "a", "excerpt": "gone-too", "rehearsal": "gone", "area": None}

    held: Holdings = {"people": [settled], "showings": [shown, gone]}
    people, showings = json.loads(as_file(LIBRARY, held))["tables"]

    named = people["rows"][0]["in_words"]
    assert ("Wigan", "Nights", "Wednesday", "12:30") == (
        named["area"],
        named["shift"],
        named["card_day"],
        named["card_minutes"],
    )
    assert {"card": card.title, "chosen": option.text} == showings["rows"][0]["in_words"]
    assert {} == showings["rows"][1]["in_words"]


async def test_counting_finds_each_row_and_nothing_of_who_was_forgotten(store: Store) -> None:
    await fill(store, ANNA)
    await fill(store, BEN)
    async with store.reading() as transaction:
        before = await counts(transaction, ANNA)
    await write(store, Forgotten(ANNA))
    async with store.reading() as transaction:
        assert {} == await counts(transaction, ANNA)
        assert before == await counts(transaction, BEN)

    assert dict.fromkeys((table.name for table in PERSONAL), 1) == before


async def test_an_older_backup_brings_back_no_row_of_who_was_forgotten_since(
    sqlite_store: Store, tmp_path: Path
) -> None:
    listed = DeletionList([KEY], tmp_path)
    await fill(sqlite_store, ANNA)
    await fill(sqlite_store, BEN)
    await backup.make(sqlite_store, tmp_path / "a.backup", KEY, NOON)
    await write(sqlite_store, Forgotten(ANNA), Deleted(ANNA, TODAY, listed))
    await listed.settled()

    order = Order(tmp_path / "a.backup", KEY, TODAY, listed, listed.read(), replace=True)
    assert 1 == (await restore(sqlite_store, order)).deleted_again

    async with sqlite_store.reading() as transaction:
        assert {} == await counts(transaction, ANNA)
        assert {table.name for table in PERSONAL} - LEFT_OUT == set(await counts(transaction, BEN))


def test_every_table_about_people_says_whose_its_rows_are() -> None:
    """And no other table could name somebody: what refers to a person is about her."""
    for table in metadata.sorted_tables:
        names_somebody = {key.target_fullname for key in table.foreign_keys} & {"people.id"}
        names_somebody |= {"person_id", "chat_id"} & set(table.columns.keys())
        assert is_personal(table) or not names_somebody
    assert [owner(table).name for table in personal_tables()]
