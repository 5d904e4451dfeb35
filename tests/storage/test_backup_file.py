from __future__ import annotations

import errno
import hashlib
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import backup_file
from storage.backup_file import BackupError, SealedWriter, WrongPassphraseError, read_lines, whole_file
from tests.unit.fewer import FEW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEY = "correct horse battery staple"
LINES = [b"one", b"", b"three"]


def quickly_stretched(passphrase: str, salt: bytes, length: int) -> bytes:
    return hashlib.shake_256(passphrase.encode() + salt).digest(length)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pieces, so that a small file has several, and a key that is made at once."""
    monkeypatch.setattr(backup_file, "PIECE_BYTES", 7)
    monkeypatch.setattr(backup_file, "LONGEST_PIECE", 23)
    monkeypatch.setattr(backup_file, "stretched", quickly_stretched)


def sealed(path: Path, lines: Iterable[bytes], key: str = KEY) -> Path:
    with whole_file(path) as file:
        writer = SealedWriter(file, key)
        for line in lines:
            writer.write(line + b"\n")
        writer.finish()
    return path


def read(path: Path, key: str = KEY) -> list[bytes]:
    with path.open("rb") as file:
        return list(read_lines(file, key))


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    long = [os.urandom(3000).hex().encode() for _ in range(5)]

    assert LINES == read(sealed(tmp_path / "short", LINES))
    assert long == read(sealed(tmp_path / "long", long))
    assert [] == read(sealed(tmp_path / "empty", []))


def test_nothing_of_it_can_be_read_without_the_passphrase(tmp_path: Path) -> None:
    path = sealed(tmp_path / "file", [b"zebracrossing"])

    assert b"zebra" not in path.read_bytes()
    with pytest.raises(WrongPassphraseError, match="another passphrase"):
        read(path, "correct horse battery stable")


def test_two_files_of_the_same_lines_have_nothing_in_common(tmp_path: Path) -> None:
    """A salt of its own for each: no two files are ever sealed with the same key."""
    one, two = sealed(tmp_path / "one", LINES), sealed(tmp_path / "two", LINES)

    assert one.read_bytes()[15:31] != two.read_bytes()[15:31]


def test_a_file_that_was_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = sealed(tmp_path / "file", LINES).read_bytes()
    for length in range(len(whole)):
        (tmp_path / "cut").write_bytes(whole[:length])

        with pytest.raises(BackupError, match=r"ends too early|is not a backup"):
            read(tmp_path / "cut")


def test_a_file_in_which_anything_was_changed_is_refused(tmp_path: Path) -> None:
    whole = sealed(tmp_path / "file", LINES).read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        (tmp_path / "changed").write_bytes(changed)

        with pytest.raises(BackupError):
            read(tmp_path / "changed")


def test_a_file_with_something_behind_its_end_is_refused(tmp_path: Path) -> None:
    path = sealed(tmp_path / "file", LINES)
    path.write_bytes(path.read_bytes() + b"x")

    with pytest.raises(BackupError, match="is damaged"):
        read(path)


def test_pieces_in_another_order_are_refused(tmp_path: Path) -> None:
    whole = sealed(tmp_path / "file", LINES).read_bytes()
    start, size = 15 + 16 + 16, 5 + 23
    first, second = whole[start : start + size], whole[start + size : start + 2 * size]
    (tmp_path / "swapped").write_bytes(whole[:start] + second + first + whole[start + 2 * size :])

    assert 0 == first[0] == second[0], "neither is the last piece"
    with pytest.raises(BackupError, match="is damaged"):
        read(tmp_path / "swapped")


@FEW
@given(st.binary(max_size=200))
def test_any_other_file_is_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes
) -> None:
    path = tmp_path_factory.mktemp("junk") / "file"
    path.write_bytes(junk)

    with pytest.raises(BackupError, match=r"is not a (whole )?backup"):
        read(path)


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    assert 0o600 == sealed(tmp_path / "file", LINES).stat().st_mode & 0o777


def test_a_disk_that_is_full_leaves_nothing_and_what_was_there(tmp_path: Path) -> None:
    path = sealed(tmp_path / "file", [b"before"])
    full = OSError(errno.ENOSPC, "No space left on device")

    def fill_it() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise full

    with pytest.raises(OSError, match="No space"):
        fill_it()

    assert [path] == list(tmp_path.iterdir())
    assert [b"before"] == read(path)
