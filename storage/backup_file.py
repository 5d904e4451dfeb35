"""The file of a backup: lines, compressed, then sealed in pieces with a key made from a passphrase.

Each piece is encrypted and authenticated with its number and whether it is the last (the STREAM construction), so
that none can be changed, swapped or left out, and a file that was cut off is never taken for a whole one. It must
never hold more than a piece in memory, and never leave a half file under the name of a whole one.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Cryptodome.Cipher._mode_gcm import GcmMode

MAGIC = b"SAYSO BACKUP 1\n"  # the number is that of this format, with all that is said below
SALT_BYTES = CHECK_BYTES = 16
KEY_BYTES = 32
PIECE_BYTES = 256 * 1024
TAG_BYTES = 16  # what authenticates a piece, at its end
LONGEST_PIECE = PIECE_BYTES + TAG_BYTES
SCRYPT_BYTES = 64 * 1024 * 1024  # more than it needs, and what it may take
PART = ".part"  # how a file ends that is still being written


class BackupError(Exception):
    """A backup cannot be made or read; the message says why and what to do, in one line."""


class WrongPassphraseError(BackupError):
    """A backup was locked with another passphrase."""


def stretched(passphrase: str, salt: bytes, length: int) -> bytes:
    """`length` bytes made from a passphrase, slowly (scrypt, 32 MB, about a tenth of a second)."""
    return hashlib.scrypt(
        passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=SCRYPT_BYTES, dklen=length
    )


class _Seal:
    """The key of one file. Its salt is new for each file, so that numbers from 0 never repeat under one key."""

    def __init__(self, passphrase: str, salt: bytes) -> None:
        made = stretched(passphrase, salt, KEY_BYTES + CHECK_BYTES)
        self.head = MAGIC + salt
        self.check = made[KEY_BYTES:]
        self._key = made[:KEY_BYTES]
        self._number = 0

    def close(self, piece: bytes, *, last: bool) -> bytes:
        """The next piece, sealed."""
        sealed, tag = self._cipher(last=last).encrypt_and_digest(piece)
        return bytes(sealed) + bytes(tag)

    def open(self, sealed: bytes, *, last: bool) -> bytes:
        """The next piece, opened.

        Raises:
            ValueError: it was changed, or is not the piece that comes next.
        """
        opened: bytes = self._cipher(last=last).decrypt_and_verify(sealed[:-TAG_BYTES], sealed[-TAG_BYTES:])
        return opened

    def _cipher(self, *, last: bool) -> GcmMode:
        from Cryptodome.Cipher import AES  # noqa: PLC0415 - most runs of the bot seal nothing

        self._number += 1
        nonce = self._number.to_bytes(11, "big") + bytes([last])
        return AES.new(self._key, AES.MODE_GCM, nonce=nonce, mac_len=TAG_BYTES).update(self.head)


class SealedWriter:
    """Writes bytes into a sealed file. Nothing is whole before `finish`."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        self._seal = _Seal(passphrase, os.urandom(SALT_BYTES))
        self._packer = zlib.compressobj()
        self._waiting = bytearray()
        file.write(self._seal.head + self._seal.check)

    def write(self, plain: bytes) -> None:
        """Take these bytes in."""
        self._waiting += self._packer.compress(plain)
        while len(self._waiting) > PIECE_BYTES:
            self._put(bytes(self._waiting[:PIECE_BYTES]), last=False)
            del self._waiting[:PIECE_BYTES]

    def finish(self) -> None:
        """Write what is left, and say that this is the end."""
        self._waiting += self._packer.flush()
        while len(self._waiting) > PIECE_BYTES:
            self._put(bytes(self._waiting[:PIECE_BYTES]), last=False)
            del self._waiting[:PIECE_BYTES]
        self._put(bytes(self._waiting), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = self._seal.close(piece, last=last)
        self._file.write(bytes([last]) + len(sealed).to_bytes(4, "big") + sealed)


def read_lines(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The lines of a sealed file, one after another.

    Raises:
        WrongPassphraseError: it was locked with another passphrase.
        BackupError: it is no backup, or not a whole one, or was changed.
    """
    rest = b""
    for part in _unpacked(file, _opened_seal(file, passphrase)):
        *lines, rest = (rest + part).split(b"\n")
        yield from lines
    if rest:
        raise _damaged(file)


def _opened_seal(file: BinaryIO, passphrase: str) -> _Seal:
    head = file.read(len(MAGIC) + SALT_BYTES)
    if not head.startswith(MAGIC[: len(head)]) or not head:
        raise BackupError(f"{file.name} is not a backup that this version of Say So can read.")
    check = file.read(CHECK_BYTES)
    if len(check) < CHECK_BYTES:
        raise _cut_off(file)
    seal = _Seal(passphrase, head[len(MAGIC) :])
    if not hmac.compare_digest(check, seal.check):
        raise WrongPassphraseError(
            f"{file.name} was locked with another passphrase. Set SAYSO_BACKUP_KEY to that one, or use --ask-key."
        )
    return seal


def _unpacked(file: BinaryIO, seal: _Seal) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    try:
        for piece in _pieces(file, seal):
            yield unpacker.decompress(piece)
    except (ValueError, zlib.error):
        raise _damaged(file) from None
    if not unpacker.eof or unpacker.unused_data or file.read(1):
        raise _damaged(file)


def _pieces(file: BinaryIO, seal: _Seal) -> Iterator[bytes]:
    last = 0
    while not last:
        frame = file.read(5)
        if len(frame) < 5:  # noqa: PLR2004 - a sign for the last piece, and four for the length
            raise _cut_off(file)
        last, length = frame[0], int.from_bytes(frame[1:], "big")
        if last > 1 or length > LONGEST_PIECE:
            raise _damaged(file)
        sealed = file.read(length)
        if len(sealed) < length:
            raise _cut_off(file)
        yield seal.open(sealed, last=bool(last))


def _cut_off(file: BinaryIO) -> BackupError:
    return BackupError(f"{file.name} ends too early: it is not a whole backup. Take another one.")


def _damaged(file: BinaryIO) -> BackupError:
    return BackupError(f"{file.name} is damaged: it is not what was written. Take another backup.")


def make_folder(folder: Path) -> None:
    """Make the folder of backups, if it is not there. Only its owner may look into it.

    Raises:
        BackupError: it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"The folder {folder} cannot be made: {error.strerror}.") from None


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A new file that gets its name only once it is whole and on the disk. Only its owner may read it.

    Raises:
        OSError: it cannot be written. Nothing is left of it then.
    """
    number, name = tempfile.mkstemp(PART, f".{target.name}.", target.parent)  # made with mode 600
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _keep_name(target.parent)


def _keep_name(folder: Path) -> None:
    """A new name survives a power cut only when the folder, too, is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
