"""Who asked to be forgotten, so that no older backup brings them back: a keyed hash and a day, and nothing else.

The list is kept twice, in the database and in a small file beside the backups, because a backup that is restored
knows only the deletions before it. The hash is made with a passphrase, so that the list names nobody to whoever
finds it; it must never be kept together with that passphrase.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.backup_file import KEY_BYTES, stretched, whole_file
from storage.people import Forgotten
from storage.schema import deletions, people
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from storage.store import Transaction

KEPT = timedelta(days=400)  # no backup that is older than this can be restored
FILE_NAME = "deletions.txt"
PEOPLE_AT_ONCE = 1000
_SALT = b"Say So: deletions"  # the same for ever and everywhere: the hash of a person must not change
_LINE = re.compile(r"([0-9a-f]{64}) (\d{4}-\d\d-\d\d)")

Listed = dict[str, date]


class DeletionList:
    """The file, and how people are hashed: with the first of `secrets`; hashes by the others are recognised."""

    def __init__(self, secrets: Iterable[str], folder: Path | None) -> None:
        self._secrets = tuple(dict.fromkeys(secrets))
        self._file = None if folder is None else folder / FILE_NAME
        self._writes = threading.Lock()
        self._under_way: set[asyncio.Future[None]] = set()

    @cached_property
    def _keys(self) -> tuple[bytes, ...]:
        return tuple(stretched(secret, _SALT, KEY_BYTES) for secret in self._secrets)

    def marks(self, person_id: int) -> tuple[str, ...]:
        """A person's hash under each secret, the one that is written first. The first call takes a moment."""
        text = str(person_id).encode()
        return tuple(hmac.new(key, text, hashlib.sha256).hexdigest() for key in self._keys)

    def append_soon(self, mark: str, day: date) -> None:
        """Add a deletion to the file. Nobody waits for it, and it may fail: the database has it too."""
        if self._file is None:
            return
        under_way = asyncio.get_running_loop().run_in_executor(None, self._append, f"\n{mark} {day}\n")
        self._under_way.add(under_way)
        under_way.add_done_callback(self._under_way.discard)

    async def settled(self) -> None:
        """Wait until everything that was to be added has been tried."""
        await asyncio.gather(*self._under_way)

    def read(self) -> Listed:
        """What the file holds; nothing if there is none. A line that was cut off is passed over.

        Raises:
            OSError: it is there and cannot be read.
        """
        return {} if self._file is None else read_list(self._file)

    def rewrite(self, known: Mapping[str, date], today: date) -> None:
        """Write the file anew: what it held, and `known`, without what is too old.

        Raises:
            OSError: it cannot be written; the old one stays then.
        """
        if self._file is None:
            return
        with self._writes:
            listed = fresh(merged(known, self.read()), today)
            with whole_file(self._file) as file:
                file.write("".join(f"{mark} {day}\n" for mark, day in sorted(listed.items())).encode())

    def _append(self, line: str) -> None:
        if self._file is None:
            return
        with self._writes, suppress(OSError):
            number = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(number, "wb") as file:
                file.write(line.encode())
                file.flush()
                os.fsync(file.fileno())


def read_list(file: Path) -> Listed:
    """The deletions in a file; none if it is not there.

    Raises:
        OSError: it is there and cannot be read.
    """
    if not file.exists():
        return {}
    found: Listed = {}
    for line in file.read_text(encoding="ascii", errors="replace").splitlines():
        if match := _LINE.fullmatch(line):
            with suppress(ValueError):
                found = _added(found, match[1], date.fromisoformat(match[2]))
    return found


def _added(listed: Listed, mark: str, day: date) -> Listed:
    listed[mark] = max(day, listed.get(mark, day))
    return listed


def merged(*lists: Mapping[str, date]) -> Listed:
    """All of them in one; the latest day counts."""
    found: Listed = {}
    for listed in lists:
        for mark, day in listed.items():
            _added(found, mark, day)
    return found


def fresh(listed: Mapping[str, date], today: date) -> Listed:
    """Those that are not too old."""
    return {mark: day for mark, day in listed.items() if day >= today - KEPT}


@dataclass(frozen=True)
class Deleted:
    """Somebody asked to be forgotten on this local day, and is, in the same transaction."""

    person_id: int
    deleted_on: date
    listed: DeletionList

    async def write(self, transaction: Transaction) -> None:
        """Note her hash, in the database and in the file."""
        # In a thread: making the keys is slow on purpose, once in the life of a process.
        mark = (await asyncio.to_thread(self.listed.marks, self.person_id))[0]
        await note(transaction, {mark: self.deleted_on})
        self.listed.append_soon(mark, self.deleted_on)


async def note(transaction: Transaction, listed: Mapping[str, date]) -> None:
    """Note deletions in the database."""
    for mark, day in listed.items():
        await insert_or_update(transaction, deletions, {"person": mark, "deleted_on": day}, key=("person",))


async def known(transaction: Transaction) -> Listed:
    """The deletions that the database knows."""
    return {row.person: row.deleted_on for row in await transaction.execute(select(deletions))}


async def apply_again(
    transaction: Transaction, listed: DeletionList, wanted: Mapping[str, date], since: date
) -> int:
    """Delete again whoever is in `wanted` and asked for it after the database was as it is; how many those were.

    The database does not know of deletions that came after it. Of those that it knows, it may not have seen the
    last ones of the day `since`, on which it was copied. Who joined on a later day than she asked has come back.
    """
    before = await known(transaction)
    unseen = {
        mark: day for mark, day in wanted.items() if mark not in before or before[mark] < day or day >= since
    }
    gone = await _found(transaction, listed, unseen) if unseen else []
    for person_id in gone:
        await Forgotten(person_id).write(transaction)
    await note(transaction, {mark: day for mark, day in unseen.items() if before.get(mark) != day})
    return len(gone)


async def _found(transaction: Transaction, listed: DeletionList, wanted: Mapping[str, date]) -> list[int]:
    gone: list[int] = []
    result = await transaction.stream(select(people.c.id, people.c.started_on))
    async for rows in result.partitions(PEOPLE_AT_ONCE):
        for person_id, started_on in rows:
            days = [wanted[mark] for mark in listed.marks(person_id) if mark in wanted]
            if days and started_on <= max(days):
                gone.append(person_id)
    return gone
