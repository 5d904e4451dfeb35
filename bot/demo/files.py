"""Pictures and documents, kept in memory only and not without end.

The oldest go when there are too many bytes. Nothing is ever written to the disk or fetched from the network.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MEGABYTE = 1024 * 1024
MOST_BYTES_KEPT = 64 * MEGABYTE
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
JPEG_SIZE_MARKS = frozenset({0xC0, 0xC1, 0xC2, 0xC3})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    mime: str


class FileKind(StrEnum):
    """What a file was sent as; Telegram gives it out again as nothing else."""

    PHOTO = "Photo"
    DOCUMENT = "Document"
    STICKER = "Sticker"
    VOICE = "VoiceNote"


@dataclass(frozen=True, slots=True)
class File:
    """A file that Telegram keeps: what names it, and its measures in bytes and pixels."""

    id: str
    kind: FileKind
    name: str
    mime: str
    size: int
    path: str
    width: int = 0
    height: int = 0

    @property
    def unique_id(self) -> str:
        """The same for every copy of the file."""
        return f"u{self.id[-16:]}"

    def json(self) -> dict[str, Any]:
        """What all kinds of files have in common, as the Bot API shows it."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


class FileStore:
    """The files that were sent, the newest up to a number of bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES_KEPT) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[str, tuple[File, bytes]] = OrderedDict()
        self._bytes = 0

    def add(self, kind: FileKind, upload: Upload) -> File:
        """Keep `upload` and give it a name that stays the same for the same bytes."""
        digest = hashlib.sha256(kind.encode() + upload.name.encode() + upload.content).hexdigest()[:32]
        file_id = f"demo-{kind.lower()}-{digest}"
        if file_id not in self._kept:
            path = f"{kind.lower()}s/{digest}"
            width, height = picture_size(upload.content) or (0, 0)
            file = File(file_id, kind, upload.name, upload.mime, len(upload.content), path, width, height)
            self._kept[file_id] = (file, upload.content)
            self._bytes += file.size
            self._drop_oldest()
        return self._kept[file_id][0]

    def file(self, file_id: str) -> File | None:
        """The file of that id, if it is still kept."""
        return self._kept[file_id][0] if file_id in self._kept else None

    def content(self, path: str) -> tuple[File, bytes] | None:
        """The file at that path with its bytes, if it is still kept."""
        return next((kept for kept in self._kept.values() if kept[0].path == path), None)

    def _drop_oldest(self) -> None:
        while self._bytes > self._most and len(self._kept) > 1:
            _, (file, _) = self._kept.popitem(last=False)
            self._bytes -= file.size


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG in pixels; None if it is neither."""
    if content.startswith(PNG) and len(content) >= 24:  # noqa: PLR2004 - where a PNG's measures end
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return _jpeg_size(content) if content.startswith(JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walks from segment to segment until the one that holds the measures."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - every JPEG segment begins with it
        if content[at + 1] in JPEG_SIZE_MARKS:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None


def plain_picture(width: int, height: int) -> bytes:
    """A grey PNG, for people of the demo who send a picture."""
    row = b"\0" + b"\x99" * width
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    return PNG + b"".join(_png_part(name, data) for name, data in parts)


def _png_part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
