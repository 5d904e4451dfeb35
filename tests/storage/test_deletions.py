from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from storage import deletions
from storage.deletions import FILE_NAME, Deleted, DeletionList, fresh, merged, read_list
from storage.people import Forgotten
from tests.storage.rows import ANNA, BEN, TODAY, everything, join, write

if TYPE_CHECKING:
    from pathlib import Path

    from storage.store import Store

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
LISTED = DeletionList(["new passphrase", "old passphrase"], None)
OLD = DeletionList(["old passphrase"], None)


async def again(store: Store, wanted: dict[str, date], since: date = TODAY) -> int:
    async with store.writing() as transaction:
        return await deletions.apply_again(transaction, LISTED, wanted, since)


async def known(store: Store) -> dict[str, date]:
    async with store.reading() as transaction:
        return await deletions.known(transaction)


def mark(person_id: int, listed: DeletionList = LISTED) -> str:
    return listed.marks(person_id)[0]


def test_a_mark_is_the_same_on_every_machine_and_says_nothing_without_the_passphrase() -> None:
    assert mark(ANNA) == mark(ANNA, DeletionList(["new passphrase"], None))
    assert mark(ANNA) != mark(BEN)
    assert mark(ANNA) != mark(ANNA, OLD)
    assert LISTED.marks(ANNA) == (mark(ANNA), mark(ANNA, OLD))


async def test_a_deletion_is_noted_in_the_database_and_in_the_file(store: Store, tmp_path: Path) -> None:
    listed = DeletionList(["new passphrase"], tmp_path)

    await write(store, Deleted(ANNA, TODAY, listed), Deleted(BEN, TODAY, listed))
    await listed.settled()

    assert {mark(ANNA): TODAY, mark(BEN): TODAY} == listed.read() == await known(store)
    assert 0o600 == (tmp_path / FILE_NAME).stat().st_mode & 0o777


async def test_a_folder_that_is_gone_keeps_nobody_from_being_forgotten(store: Store, tmp_path: Path) -> None:
    listed = DeletionList(["new passphrase"], tmp_path / "gone")

    await write(store, Deleted(ANNA, TODAY, listed))
    await listed.settled()

    assert {mark(ANNA): TODAY} == await known(store)
    assert {} == listed.read()


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    whole = f"\n{mark(ANNA)} {TODAY}\n"
    file.write_text(f"{whole}{mark(BEN)} 2026-1")
    with file.open("a") as after:
        after.write(f"{whole}not a line\n{mark(BEN)} 2026-13-01\n")

    assert {mark(ANNA): TODAY} == read_list(file)


def test_the_file_is_written_anew_without_losing_what_only_it_knows(tmp_path: Path) -> None:
    listed = DeletionList(["new passphrase"], tmp_path)
    (tmp_path / FILE_NAME).write_text(f"{'a' * 64} {TODAY}\n{'b' * 64} {TODAY - timedelta(days=401)}\n")

    listed.rewrite({"c" * 64: YESTERDAY, "a" * 64: YESTERDAY}, TODAY)

    assert {"a" * 64: TODAY, "c" * 64: YESTERDAY} == listed.read()


def test_a_deletion_is_kept_for_400_days() -> None:
    last = TODAY - timedelta(days=400)

    assert {"a": last} == fresh({"a": last, "b": last - timedelta(days=1)}, TODAY)


def test_lists_are_put_together_and_the_latest_day_counts() -> None:
    assert {"a": TODAY, "b": TODAY} == merged({"a": YESTERDAY}, {"a": TODAY, "b": TODAY}, {"a": YESTERDAY})


async def test_whoever_asked_since_is_deleted_again_and_nobody_else(store: Store) -> None:
    await join(store, ANNA, BEN)

    assert 1 == await again(store, {mark(ANNA): TOMORROW})

    assert [BEN] == [row[0] for row in (await everything(store))["people"]]
    assert {mark(ANNA): TOMORROW} == await known(store), "noted, so that the next backup knows it"


async def test_a_mark_of_an_earlier_passphrase_is_still_recognised(store: Store) -> None:
    await join(store, ANNA)

    assert 1 == await again(store, {mark(ANNA, OLD): TODAY})


async def test_whoever_came_back_after_being_forgotten_stays(store: Store) -> None:
    """The database knows of the deletion, so what it holds is from after it."""
    await join(store, ANNA)
    await write(store, Forgotten(ANNA), Deleted(ANNA, TODAY, LISTED))
    await join(store, ANNA)

    assert 0 == await again(store, {mark(ANNA): TODAY}, since=TOMORROW)


async def test_whoever_came_back_and_asked_again_is_deleted_again(store: Store) -> None:
    await join(store, ANNA)
    await write(store, Deleted(ANNA, YESTERDAY, LISTED))

    assert 1 == await again(store, {mark(ANNA): TODAY}, since=TOMORROW)


async def test_on_the_day_of_the_copy_being_forgotten_comes_before_having_come_back(store: Store) -> None:
    """Which of the two was last cannot be told from days. Who is wrongly deleted can join again."""
    await join(store, ANNA)
    await write(store, Deleted(ANNA, TODAY, LISTED))

    assert 1 == await again(store, {mark(ANNA): TODAY}, since=TODAY)


async def test_whoever_joined_on_a_later_day_has_come_back(store: Store) -> None:
    """Such as in a new database beside an old list."""
    await join(store, ANNA)

    assert 0 == await again(store, {mark(ANNA): YESTERDAY})
