"""The log: libraries are heard and not quoted, and nothing shaped like a token is written."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from telegram.error import TelegramError

from bot import log
from bot.edge.request import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "1:demo"  # a token that is not shaped like most
SHAPED = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Nothing that is set up here stays for other tests."""
    root, last_resort = logging.getLogger(), logging.lastResort
    yield
    structlog.reset_defaults()
    root.handlers[:] = [handler for handler in root.handlers if type(handler).__module__ != log.__name__]
    logging.lastResort = last_resort


def lines(written: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The lines of the log. Fails where one is not JSON."""
    found = written.readouterr()
    assert "" == found.out
    return [json.loads(line) for line in found.err.splitlines()]


async def server(body: str) -> asyncio.Server:
    """Answers every request like a proxy in trouble: with a page that says the address that was asked for."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
        page = body.format(address=address).encode()
        writer.write(f"HTTP/1.1 502 Bad Gateway\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page)
        writer.close()

    return await asyncio.start_server(talk, "127.0.0.1", 0)


async def test_an_answer_that_holds_the_token_is_not_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("json")
    request = AiohttpRequest()
    await request.initialize()
    async with await server("<html>Bad gateway: {address}</html>") as listening:
        port = listening.sockets[0].getsockname()[1]
        with pytest.raises(TelegramError):
            await request.post(f"http://127.0.0.1:{port}/bot{TOKEN}/getUpdates")
        await request.shutdown()

    written = lines(capsys)
    assert TOKEN not in str(written)
    assert ["error"] == [line["level"] for line in written]
    assert written[0]["logger"].startswith("telegram.")
    assert {"action", "event", "level", "logger", "timestamp", "where"} == set(written[0])


async def test_an_error_in_a_task_that_nobody_waits_for_is_told_by_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.set_up("json")

    async def fails() -> None:
        raise ValueError(f"pink elephants {TOKEN}")

    task = asyncio.create_task(fails())
    await asyncio.wait({task})
    del task
    gc.collect()

    (line,) = lines(capsys)
    assert ("asyncio", "error") == (line["logger"], line["level"])
    assert line["where"].startswith("test_log.fails:")
    assert "elephants" not in str(line)


@pytest.mark.parametrize(
    "name", ["httpx", "aiohttp.client", "sqlalchemy.pool", "a.library.that.nobody.knows"]
)
@pytest.mark.parametrize("hands_on", [True, False])
def test_a_warning_of_any_library_is_told_without_its_words(
    capsys: pytest.CaptureFixture[str], name: str, *, hands_on: bool
) -> None:
    log.set_up("json")
    logger = logging.getLogger(name)
    logger.propagate = hands_on
    try:
        logger.warning(
            "elephants at %s", TOKEN, exc_info=KeyError(TOKEN), extra={"address": TOKEN}, stack_info=True
        )
    finally:
        logger.propagate = True

    (line,) = lines(capsys)
    assert (name, "warning") == (line["logger"], line["level"])
    assert not any(secret in str(line) for secret in ("elephants", TOKEN))


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (10, []),
        (20, []),
        (30, ["warning"]),
        (35, ["warning"]),
        (40, ["error"]),
        (50, ["critical"]),
        (99, ["critical"]),
    ],
)
def test_what_matters_is_told(capsys: pytest.CaptureFixture[str], level: int, told: list[str]) -> None:
    log.set_up("json")
    logging.getLogger("library").log(level, "elephants")

    assert told == [line["level"] for line in lines(capsys)]


def test_setting_up_twice_tells_once(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("json")
    log.set_up("json")
    logging.getLogger("library").warning("elephants")

    assert 1 == len(lines(capsys))


@pytest.mark.parametrize(
    "value", [SHAPED, f"https://x/bot{SHAPED}/getMe", [SHAPED], (1, [f"a {SHAPED}"])], ids=str
)
def test_what_looks_like_a_token_is_hidden_wherever_it_stands(
    capsys: pytest.CaptureFixture[str], value: object
) -> None:
    log.set_up("json")
    structlog.get_logger().info(f"A sentence with {SHAPED}.", action="test", value=value)

    (line,) = lines(capsys)
    assert SHAPED not in str(line)
    assert "(token)" in str(line["value"])
    assert "A sentence with (token)." == line["event"]


def test_people_get_text(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("text")
    logging.getLogger("library").error("elephants")

    assert "A library logged something." in capsys.readouterr().err
