"""The carrier with real sockets: what it says about a request that failed, and that it never says the address."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData

from bot.edge import request as requests
from bot.edge.failures import Failure, Meaning, classify
from bot.edge.request import AiohttpRequest, plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SENT = b'{"ok":true,"result":{"message_id":7}}'


@asynccontextmanager
async def carrier() -> AsyncIterator[AiohttpRequest]:
    made = AiohttpRequest()
    await made.initialize()
    try:
        yield made
    finally:
        await made.shutdown()


def answer(body: bytes) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class Server:
    """What a server took, and whether those who called it may have their answer."""

    def __init__(self) -> None:
        self.url = ""
        self.taken: list[bytes] = []
        self.arrived = asyncio.Event()
        self.answers = asyncio.Event()


@asynccontextmanager
async def serving(reply: bytes | None, *, hangs: bool = False) -> AsyncIterator[Server]:
    """Takes requests, answers each with `reply` and closes; with `hangs`, only once `answers` is set."""
    server = Server()
    if not hangs:
        server.answers.set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.taken.append(await reader.readuntil(b"\r\n\r\n"))
        server.arrived.set()
        await server.answers.wait()
        writer.write(reply or b"")
        writer.close()

    listening = await asyncio.start_server(talk, "127.0.0.1", 0)
    host, port = listening.sockets[0].getsockname()
    server.url = f"http://{host}:{port}/bot1:token/sendMessage"
    try:
        yield server
    finally:
        server.answers.set()
        listening.close()
        await listening.wait_closed()


async def failure(url: str) -> Failure:
    async with carrier() as request:
        with pytest.raises(TelegramError) as error:
            await request.post(url, RequestData())
    assert "token" not in str(error.value), "the address holds the token"
    return classify(error.value)


async def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    assert Failure(Meaning.NEVER_SENT) == await failure(f"http://127.0.0.1:{port}/bot1:token/sendMessage")


async def test_a_carrier_that_is_not_open_sent_nothing() -> None:
    with pytest.raises(NetworkError) as error:
        await AiohttpRequest().post("http://127.0.0.1:1/bot1:token/sendMessage")

    assert Failure(Meaning.NEVER_SENT) == classify(error.value)


async def test_a_connection_that_dropped_after_the_request_leaves_it_open() -> None:
    async with serving(None) as server:
        assert Failure(Meaning.UNKNOWN) == await failure(server.url)

    assert 1 == len(server.taken), "it had arrived, and was sent once only"


async def test_an_answer_that_was_cut_off_leaves_it_open() -> None:
    async with serving(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok":') as server:
        assert Failure(Meaning.UNKNOWN) == await failure(server.url)


async def test_an_answer_that_does_not_come_in_time_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "READ_SECONDS", 0.05)

    async with serving(None, hangs=True) as server:
        assert Failure(Meaning.UNKNOWN) == await failure(server.url)

    assert 1 == len(server.taken)


async def test_an_upload_that_nobody_takes_ends_and_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server reads the head only, so the paper never gets through and no answer is waited for yet."""
    monkeypatch.setattr(requests, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(requests, "READ_SECONDS", 0.05)

    async with serving(None, hangs=True) as server, carrier() as request:
        bot = Bot("1:token", base_url=server.url.partition("1:token")[0], request=request)
        with pytest.raises(TimedOut) as error:
            await bot.send_document(7, b"x" * 2**24, write_timeout=0.05)

    assert Failure(Meaning.UNKNOWN) == classify(error.value)


async def test_plain_values_go_out_as_json_without_what_is_none() -> None:
    values = {"chat_id": 7, "text": "<b>\u017c</b>\ud800", "reply_markup": None, "options": {"off": True}}
    body = b'{"chat_id": 7, "text": "<b>\\u017c</b>\\ud800", "options": {"off": true}}'
    async with serving(answer(SENT)) as server, carrier() as request:
        assert {"message_id": 7} == await request.post(server.url, plain(values))

    [head] = server.taken
    assert b"Content-Type: application/json\r\n" in head
    assert f"Content-Length: {len(body)}\r\n".encode() in head


async def test_an_answer_that_comes_is_read() -> None:
    async with serving(answer(SENT)) as server, carrier() as request:
        assert {"message_id": 7} == await request.post(server.url)


async def test_who_waits_in_vain_for_a_free_connection_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "CONNECTIONS", 1)
    monkeypatch.setattr(requests, "WAIT_SECONDS", 0.05)
    async with serving(answer(SENT), hangs=True) as server, carrier() as request:
        first = asyncio.create_task(request.post(server.url))
        await server.arrived.wait()

        with pytest.raises(TimedOut) as error:
            await request.post(server.url)
        server.answers.set()

        assert Failure(Meaning.NEVER_SENT) == classify(error.value)
        assert {"message_id": 7} == await first
    assert 1 == len(server.taken)


async def test_waiting_for_a_connection_takes_nothing_from_the_time_for_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The limits are real seconds inside aiohttp, so the wait is one too: longer than all limits but its own."""
    monkeypatch.setattr(requests, "CONNECTIONS", 1)
    for limit in ("CONNECT_SECONDS", "WRITE_SECONDS", "READ_SECONDS"):
        monkeypatch.setattr(requests, limit, 0.25)
    async with serving(answer(SENT), hangs=True) as server, carrier() as request:
        first = asyncio.create_task(request.post(server.url, read_timeout=30.0))
        await server.arrived.wait()
        second = asyncio.create_task(request.post(server.url))
        await asyncio.wait({second}, timeout=1.0)
        server.answers.set()

        assert {"message_id": 7} == await second
        await first
