"""Pictures and documents: uploaded, sent again, fetched, refused."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.demo.files import FileKind, FileStore, Upload, picture_size, plain_picture

if TYPE_CHECKING:
    from telegram import Bot

    from bot.demo.server import Server
    from bot.demo.world import World
    from tests.demo.conftest import Raw


async def test_a_document_is_sent_fetched_and_sent_again_by_its_id(bot: Bot, world: World) -> None:
    world.start("Grace")
    content = b"a,b\r\n\r\n--not-the-boundary\r\n"

    sent = await bot.send_document(
        1001, content, filename="my data.csv", caption="<i>Yours</i>", parse_mode="HTML"
    )

    assert sent.document
    assert ("my data.csv", len(content)) == (sent.document.file_name, sent.document.file_size)
    fetched = await (await bot.get_file(sent.document.file_id)).download_as_bytearray()
    assert content == bytes(fetched)
    again = await bot.send_document(1001, sent.document.file_id)
    assert again.document
    assert sent.document.file_unique_id == again.document.file_unique_id
    assert "<i>Yours</i>" == world.messages("Grace")[1].html


async def test_a_picture_has_its_measures(bot: Bot, world: World) -> None:
    world.start("Grace")

    sent = await bot.send_photo(1001, plain_picture(30, 20), caption="QR")

    assert [(30, 20)] == [(size.width, size.height) for size in sent.photo]


async def test_a_caption_can_be_edited_but_not_as_text(bot: Bot, raw: Raw, world: World) -> None:
    world.start("Grace")
    sent = await bot.send_photo(1001, plain_picture(30, 20), caption="Old")

    await bot.edit_message_caption(1001, sent.message_id, caption="New")

    assert "New" == world.last("Grace").text
    refused = "400 Bad Request: there is no text in the message to edit"
    params = {"chat_id": 1001, "message_id": sent.message_id, "text": "x"}
    assert refused == await raw.refusal("editMessageText", **params)


async def upload(server: Server, method: str, fields: dict[str, str], name: str, content: bytes) -> str:
    """The refusal of an upload."""
    form = aiohttp.FormData(fields)
    form.add_field(name, io.BytesIO(content), filename="x.bin")
    url = f"{server.bot_url}1:demo/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as answer:
        body = await answer.json()
    return f"{body['error_code']} {body['description']}"


@pytest.mark.parametrize(
    ("method", "name", "content", "refusal"),
    [
        ("sendPhoto", "photo", b"not a picture", "400 Bad Request: IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", plain_picture(400, 10), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("sendDocument", "document", b"", "400 Bad Request: file must be non-empty"),
        ("sendPhoto", "photo", b"x" * (10 * 1024 * 1024 + 1), "413 Request Entity Too Large"),
    ],
    ids=["no picture", "too long a picture", "empty", "too large"],
)
async def test_a_file_that_telegram_refuses_is_refused(
    server: Server, world: World, method: str, name: str, content: bytes, refusal: str
) -> None:
    world.start("Grace")

    assert refusal == await upload(server, method, {"chat_id": "1001"}, name, content)


SENDS_REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendPhoto", {}, "400 Bad Request: there is no photo in the request"),
    ("sendDocument", {}, "400 Bad Request: there is no document in the request"),
    ("sendDocument", {"document": "x"}, "400 Bad Request: wrong file identifier/HTTP URL specified"),
    ("sendDocument", {"document": "https://a.org"}, "400 Bad Request: failed to get HTTP URL content"),
    (
        "sendDocument",
        {"document": "x", "caption": "x" * 1025},
        "400 Bad Request: message caption is too long",
    ),
]


@pytest.mark.parametrize(("method", "params", "refusal"), SENDS_REFUSED)
async def test_a_send_of_no_good_file_is_refused(
    raw: Raw, world: World, method: str, params: dict[str, Any], refusal: str
) -> None:
    world.start("Grace")

    assert refusal == await raw.refusal(method, chat_id=1001, **params)


async def test_a_picture_cannot_be_sent_again_as_a_document(raw: Raw, world: World) -> None:
    world.start("Grace")
    picture = world.attach("Grace", "photo").file

    assert picture
    refused = "400 Bad Request: can't use file of type Photo as Document"
    assert refused == await raw.refusal("sendDocument", chat_id=1001, document=picture.id)


async def test_an_unknown_file_cannot_be_fetched(raw: Raw) -> None:
    assert "400 Bad Request: invalid file_id" == await raw.refusal("getFile", file_id="x")
    assert "400 Bad Request: file_id not specified" == await raw.refusal("getFile")


def test_the_oldest_files_go_when_there_are_too_many_bytes() -> None:
    store = FileStore(most_bytes=10)

    kept = [store.add(FileKind.DOCUMENT, Upload(name, b"12345", "text/plain")) for name in "abc"]

    assert [None, kept[1], kept[2]] == [store.file(file.id) for file in kept]


def test_a_jpegs_measures_are_read_from_its_frame() -> None:
    start = b"\xff\xd8"
    other = b"\xff\xe0" + struct.pack(">H", 4) + b"xx"
    frame = b"\xff\xc0" + struct.pack(">HBHH", 8, 8, 20, 30)

    assert (30, 20) == picture_size(start + other + frame)
    assert picture_size(start + other) is None
