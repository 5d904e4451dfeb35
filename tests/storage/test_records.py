from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import BigInteger, func, select
from sqlalchemy.exc import IntegrityError, StatementError

from storage import handled, people, reads, showings, signoffs
from storage.handled import Handled
from storage.nudges import Kind, Lapsed, Scheduled, State
from storage.people import Changed, Forgotten, Joined
from storage.reads import Read
from storage.replies import Reply
from storage.schema import metadata
from storage.showings import Answered, Dealt
from storage.signoffs import SignedOff
from tests.storage.rows import ANNA, BEN, NOON, PERSONAL, TODAY, everything, fill, join, owner, person, write

if TYPE_CHECKING:
    from sqlalchemy import Delete

    from storage.records import Record
    from storage.store import Store, Transaction

WEEK = timedelta(days=7)
NUDGE = Scheduled(ANNA, Kind.CARD, TODAY, NOON, NOON, State.DUE, 3, NOON + WEEK)
SIGNED = SignedOff("wrong-tablets", "0123456789ab", "safeguarding lead", TODAY)
RECORDS = [
    Joined(person(ANNA)),
    Joined(person(BEN)),
    Changed(ANNA, {"pack": "children", "next_due_at": None}),
    Changed(404, {"pack": "children"}),
    Read(ANNA, "own-your-mistake", "v1", NOON),
    NUDGE,
    Lapsed(ANNA),
    Answered(1, ANNA, "b", NOON),
    Handled(77, ANNA, [Reply(ANNA, "1h", 5, pins=True)], NOON),
    Forgotten(ANNA),
    Forgotten(404),
    SIGNED,
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
async def test_writing_a_record_twice_is_as_writing_it_once(store: Store, record: Record) -> None:
    await join(store, ANNA)
    async with store.writing() as transaction:
        await showings.deal(transaction, Dealt(ANNA, "after:0", "wrong-tablets", "v1", NOON))
    before = await everything(store)

    await write(store, record)
    once = await everything(store)
    await write(store, record)

    assert once == await everything(store)
    changes_nothing = isinstance(record, Lapsed) or 404 in vars(record).values() or record == RECORDS[0]
    assert changes_nothing == (before == once)


async def test_what_was_written_together_is_kept_together_or_not_at_all(store: Store) -> None:
    """The second record is of nobody, which the database refuses."""
    with pytest.raises(IntegrityError):
        await write(store, Joined(person(ANNA)), Read(BEN, "own-your-mistake", "v1", NOON))

    assert [] == (await everything(store))["people"]


async def test_a_person_comes_back_as_she_went_in(store: Store) -> None:
    """Also with an id that does not fit into 32 bits."""
    await join(store, ANNA, BEN)
    async with store.reading() as transaction:
        assert person(ANNA) == await people.find(transaction, ANNA)
        assert person(BEN) == await people.find(transaction, BEN)
        assert await people.find(transaction, ANNA % 2**31) is None


async def test_joining_again_changes_no_setting(store: Store) -> None:
    await join(store, ANNA)
    await write(store, Changed(ANNA, {"pack": "children"}), Joined(person(ANNA)))

    async with store.reading() as transaction:
        found = await people.find(transaction, ANNA)
    assert "children" == (found and found.pack)


@pytest.mark.parametrize(
    "record",
    [
        Changed(ANNA, {"next_due_at": datetime(2026, 11, 25, 12)}),  # noqa: DTZ001 - that is the point
        Read(ANNA, "own-your-mistake", "v1", datetime(2026, 11, 25, 12)),  # noqa: DTZ001 - likewise
    ],
    ids=["changed", "read"],
)
async def test_a_time_without_a_zone_is_refused(store: Store, record: Record) -> None:
    await join(store, ANNA)
    with pytest.raises(StatementError, match="a time without a zone cannot be stored"):
        await write(store, record)


async def test_a_moment_is_the_same_from_whichever_zone_it_came(store: Store) -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    await write(store, Joined(person(ANNA, next_due_at=elsewhere)))

    async with store.reading() as transaction:
        found = await people.next_due(transaction)
    assert (NOON, UTC) == (found, found and found.tzinfo)


async def test_those_who_are_due_come_longest_due_first_and_without_those_who_left(store: Store) -> None:
    await write(
        store,
        Joined(person(1, NOON)),
        Joined(person(2, NOON - WEEK)),
        Joined(person(3, NOON - WEEK)),
        Joined(person(4, NOON + timedelta(seconds=1))),
        Joined(person(5, None)),
        Changed(3, {"left_at": NOON}),
    )
    async with store.reading() as transaction:
        assert [2, 1] == [one.id for one in await people.due(transaction, NOON, 10)]
        assert [2] == [one.id for one in await people.due(transaction, NOON, 1)]
        assert NOON - WEEK == await people.next_due(transaction)


async def test_reading_again_keeps_the_latest_time_only(store: Store) -> None:
    await join(store, ANNA)
    await write(
        store, Read(ANNA, "a", "v1", NOON), Read(ANNA, "b", "v1", NOON), Read(ANNA, "a", "v2", NOON + WEEK)
    )

    async with store.reading() as transaction:
        assert {"a": NOON + WEEK, "b": NOON} == await reads.last_read(transaction, ANNA)
        assert {} == await reads.last_read(transaction, BEN)


async def test_an_update_that_comes_twice_finds_what_was_shown(store: Store) -> None:
    shown = [Reply(ANNA, "1h", None, pins=False), Reply(ANNA, "1n", 9, pins=True)]
    await join(store, ANNA, BEN)
    await write(store, Handled(77, ANNA, shown, NOON))

    async with store.reading() as transaction:
        before = await handled.shown(transaction, {77, 78})
    assert {(77, ANNA): [("1h", None, False), ("1n", 9, True)]} == before, (
        "numbers start anew: another person's is new"
    )


async def test_forgetting_leaves_no_row_in_any_table_and_touches_nobody_else(store: Store) -> None:
    """Over all tables of the schema, so that one that is added later is not forgotten."""
    await fill(store, ANNA)
    await fill(store, BEN)
    await write(store, SIGNED)
    before = await everything(store)
    others = {name: [row for row in rows if ANNA not in row] for name, rows in before.items()}

    await write(store, Forgotten(ANNA))

    assert others == await everything(store)
    assert all(others[table.name] for table in PERSONAL), "each table had a row of each"
    async with store.reading() as transaction:
        for table in PERSONAL:
            whose = select(func.count()).select_from(table).where(owner(table) == ANNA)
            assert 0 == (await transaction.execute(whose)).scalar()


async def test_forgetting_names_every_table_and_trusts_no_cascade() -> None:
    """A cascade happens only where somebody has switched it on."""
    emptied: list[str] = []

    class Listener:
        async def execute(self, statement: Delete, values: dict[str, int]) -> None:
            assert {"whose": ANNA} == values
            emptied.append(str(statement.table))

    await Forgotten(ANNA).write(cast("Transaction", Listener()))

    assert {table.name for table in PERSONAL} == set(emptied)


# Rows of their own, teams, sessions and dates have random numbers, which are no person's; a group's is below 0.
NUMBERS_OF_TEAMS = {"id", "team_id", "session", "uid"}
NUMBERS_OF_GROUPS = {"group_id", "thread", "message"}


def test_a_table_that_is_about_nobody_has_no_column_that_could_name_somebody() -> None:
    about_nobody = [table for table in metadata.sorted_tables if table not in PERSONAL]

    assert "sign_offs" in {table.name for table in about_nobody}
    for table in about_nobody:
        assert not {"person_id", "chat_id"} & set(table.columns.keys())
        wide = {column.name for column in table.columns if isinstance(column.type, BigInteger)}
        assert wide <= NUMBERS_OF_TEAMS | NUMBERS_OF_GROUPS, "as wide as an id"
        assert {key.target_fullname for key in table.foreign_keys} <= {"teams.id"}


async def test_a_sign_off_is_of_one_version_and_the_latest_role_stands(store: Store) -> None:
    await write(store, SIGNED, replace(SIGNED, role="registered manager"))

    async with store.reading() as transaction:
        assert await signoffs.is_signed(transaction, SIGNED.item, SIGNED.version)
        assert not await signoffs.is_signed(transaction, SIGNED.item, "another")
        assert {(SIGNED.item, SIGNED.version)} == await signoffs.signed(transaction)
    [row] = (await everything(store))["sign_offs"]
    assert "registered manager" in row


async def test_nothing_can_be_kept_about_somebody_who_was_forgotten(store: Store) -> None:
    await join(store, ANNA)
    await write(store, Forgotten(ANNA), Changed(ANNA, {"place": "1h"}))

    with pytest.raises(IntegrityError):
        await write(store, Read(ANNA, "own-your-mistake", "v1", NOON))

    assert not any((await everything(store)).values())
