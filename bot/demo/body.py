"""Reads the parameters and files of a call from an HTTP request, in each of the forms that Telegram accepts.

A body is read up to a limit and no further. What the parameters mean is not its business.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from bot.demo.files import MEGABYTE, Upload
from bot.demo.refusals import Refusal, bad_request

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_BYTES = 55 * MEGABYTE
BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
NAME = re.compile(r'\bname="([^"]*)"')
FILE_NAME = re.compile(r'\bfilename="([^"]*)"')
CONTENT_TYPE = re.compile(r"^content-type: *([^\r\n;]+)", re.IGNORECASE | re.MULTILINE)

Given = tuple[dict[str, Any], dict[str, Upload]]


async def read(request: Request) -> Given:
    """The parameters as they came, and the files.

    Raises:
        Refusal: the request is too large or cannot be read.
    """
    params: dict[str, Any] = dict(request.query_params)
    if request.method != "POST":
        return params, {}
    body = await _bytes(request)
    kind = request.headers.get("content-type", "")
    try:
        more, uploads = _parsed(kind, body)
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return params | more, uploads


async def _bytes(request: Request) -> bytes:
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > MOST_BYTES:
            raise Refusal(413, "Request Entity Too Large")
        pieces.append(piece)
    return b"".join(pieces)


def _parsed(kind: str, body: bytes) -> Given:
    if kind.startswith("application/json"):
        return _json(body), {}
    if kind.startswith("multipart/form-data"):
        return _multipart(kind, body)
    return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict")), {}


def _json(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body or b"{}")
    except json.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse JSON object")
    return given


def _multipart(kind: str, body: bytes) -> Given:
    found = BOUNDARY.search(kind)
    if not found:
        raise bad_request("multipart form data has no boundary")
    params: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + found[1].encode())[1:-1]:
        raw_head, _, content = part.partition(b"\r\n\r\n")
        head = raw_head.decode()
        name, file_name = NAME.search(head), FILE_NAME.search(head)
        if name and file_name:
            mime = CONTENT_TYPE.search(head)
            uploads[name[1]] = Upload(file_name[1], content, mime[1] if mime else "application/octet-stream")
        elif name:
            params[name[1]] = content.decode()
    return {name: f"attach://{name}" for name in uploads if name in FILE_PARAMETERS} | params, uploads


# A file that comes under a parameter's own name stands for that parameter; others are attached by name.
FILE_PARAMETERS = frozenset({"photo", "document", "thumbnail", "certificate"})
