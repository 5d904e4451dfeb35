"""Sending pictures and documents, new ones or such as Telegram has already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.demo.files import MEGABYTE, File, FileKind, picture_size
from bot.demo.messages import Kind
from bot.demo.methods.call import Call, Handler, opening, send
from bot.demo.refusals import Refusal, bad_request
from bot.demo.texts import caption

if TYPE_CHECKING:
    from bot.demo.stage import Stage

MOST_BYTES = {FileKind.PHOTO: 10 * MEGABYTE, FileKind.DOCUMENT: 50 * MEGABYTE}
MOST_PIXELS = 10_000
MOST_STRETCHED = 20


def send_photo(stage: Stage, call: Call) -> dict[str, Any]:
    """A picture with words below."""
    return _send(stage, call, FileKind.PHOTO, Kind.PHOTO)


def send_document(stage: Stage, call: Call) -> dict[str, Any]:
    """A file with words below."""
    return _send(stage, call, FileKind.DOCUMENT, Kind.DOCUMENT)


def _send(stage: Stage, call: Call, file_kind: FileKind, kind: Kind) -> dict[str, Any]:
    body = caption(call.params)
    chat, message, below = opening(stage, call)
    file = _file(stage, call, file_kind)
    spoiler = call.params.get("has_spoiler", False)
    return send(stage, chat, replace(message, kind=kind, body=body, file=file, spoiler=spoiler), below)


def _file(stage: Stage, call: Call, kind: FileKind) -> File:
    name = kind.value.lower()
    upload = call.upload(name)
    if upload is None:
        return _known_file(stage, str(call.params[name]), kind)
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MOST_BYTES[kind]:
        raise Refusal(413, "Request Entity Too Large")
    if kind is FileKind.PHOTO:
        _check_picture(upload.content)
    return stage.files.add(kind, upload)


def _known_file(stage: Stage, file_id: str, kind: FileKind) -> File:
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = stage.files.file(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind is not kind:
        raise bad_request(f"can't use file of type {file.kind.value} as {kind.value}")
    return file


def _check_picture(content: bytes) -> None:
    size = picture_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > MOST_PIXELS or max(size) > MOST_STRETCHED * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


METHODS: dict[str, Handler] = {"sendPhoto": send_photo, "sendDocument": send_document}
