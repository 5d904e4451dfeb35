"""The server: this computer only, no other sites, a clear word when a port is taken, a quick end."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.demo.server import PortTakenError, Server, serving
from bot.web import serving as web

if TYPE_CHECKING:
    from bot.demo.world import World
    from tests.demo.conftest import Raw


async def status(url: str, method: str = "GET", **headers: str) -> int:
    async with aiohttp.ClientSession() as session, session.request(method, url, headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost:80", 200), ("127.0.0.1", 200), ("[::1]:8080", 200), ("evil.example", 421), ("a:80", 421)],
)
async def test_requests_under_another_host_name_are_refused(server: Server, host: str, expected: int) -> None:
    assert expected == await status(f"{server.url}/phone/state?person=1001", Host=host)


async def test_posts_from_other_sites_are_refused(server: Server) -> None:
    url = f"{server.bot_url}1:demo/getMe"

    assert 403 == await status(url, "POST", Origin="https://evil.example")
    assert 403 == await status(url, "POST", Origin="null")
    assert 200 == await status(url, "POST", Origin=server.url)


async def test_another_token_is_refused(server: Server) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server.bot_url}2:other/getMe") as answer:
            expected = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            assert (401, expected) == (answer.status, await answer.json())
        async with session.get(f"{server.file_url}2:other/photos/x") as answer:
            assert 401 == answer.status


async def test_a_port_in_use_is_said_in_one_sentence(server: Server, world: World) -> None:
    port = int(server.url.rpartition(":")[2])

    with pytest.raises(PortTakenError, match=f"^Port {port} is in use by another program"):
        async with serving(world, port=port):
            pass


async def test_only_this_computer_is_served(world: World) -> None:
    with pytest.raises(ValueError, match="this computer only"):
        async with serving(world, host="0.0.0.0"):  # noqa: S104 - the point is that it is refused
            pass


async def test_the_server_stops_at_once_with_polls_and_pages_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert web.Server.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(
        web.Server.__init__.__kwdefaults__, "grace", 60.0
    )  # or a busy machine could seem to wait
    async with aiohttp.ClientSession() as session:
        async with serving(world) as running:
            poll = asyncio.create_task(session.get(f"{running.bot_url}1:demo/getUpdates?timeout=50"))
            page = await session.get(f"{running.url}/phone/events?person=1001")
            await world.until(lambda: world.updates.polled)
            began = time.monotonic()

        assert 30 > time.monotonic() - began
        assert [] == (await (await poll).json())["result"]
        assert b": here\n\n" == await page.read()


async def test_a_world_can_be_served_again_at_the_same_address(world: World) -> None:
    async with serving(world) as first:
        port = int(first.url.rpartition(":")[2])
    async with serving(world, port=port) as second, aiohttp.ClientSession() as session:
        poll = asyncio.create_task(session.get(f"{second.bot_url}1:demo/getUpdates?timeout=50"))
        await world.until(lambda: world.updates.polled)
        world.start("Grace")
        assert 1 == len((await (await poll).json())["result"])


async def test_signals_are_left_to_the_program(world: World) -> None:
    before = signal.getsignal(signal.SIGTERM)
    async with serving(world):
        assert before is signal.getsignal(signal.SIGTERM)


MULTIPART = (
    b'--X\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n1001\r\n'
    b'--X\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xc3\xa9\r\n--X--\r\n'
)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", json.dumps({"chat_id": 1001, "text": "é"}).encode()),
        ("application/x-www-form-urlencoded", b"chat_id=1001&text=%C3%A9"),
        (
            "multipart/form-data; boundary=X",
            MULTIPART,
        ),
    ],
)
async def test_parameters_come_in_every_form_that_telegram_takes(
    server: Server, world: World, content_type: str, body: bytes
) -> None:
    world.start("Grace")
    async with aiohttp.ClientSession() as session:
        headers = {"Content-Type": content_type}
        await session.post(f"{server.bot_url}1:demo/sendMessage", data=body, headers=headers)

    assert "é" == world.last("Grace").text


async def test_parameters_come_in_the_address_too(server: Server, world: World) -> None:
    world.start("Grace")

    assert 200 == await status(f"{server.bot_url}1:demo/sendmessage?chat_id=1001&text=Hello")
    assert "Hello" == world.last("Grace").text


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("application/json", b"{", "can't parse JSON object"),
        ("application/json", b"[]", "can't parse JSON object"),
        ("application/x-www-form-urlencoded", b"text=%FF", "strings must be encoded in UTF-8"),
        ("multipart/form-data", b"", "multipart form data has no boundary"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    server: Server, content_type: str, body: bytes, reason: str
) -> None:
    async with aiohttp.ClientSession() as session:
        headers = {"Content-Type": content_type}
        url = f"{server.bot_url}1:demo/sendMessage"
        async with session.post(url, data=body, headers=headers) as answer:
            assert f"Bad Request: {reason}" == (await answer.json())["description"]


async def test_a_body_without_end_is_cut_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.demo.body.MOST_BYTES", 100)
    url = f"{server.bot_url}1:demo/sendMessage"
    async with aiohttp.ClientSession() as session, session.post(url, data=b"x" * 200) as answer:
        assert "Request Entity Too Large" == (await answer.json())["description"]


async def test_answers_in_two_parts_do_not_wait_for_each_other(raw: Raw) -> None:
    lasted = []
    for _ in range(20):
        began = time.monotonic()
        await raw.result("getMe")
        lasted.append(time.monotonic() - began)

    # Nagle's algorithm would make each call but the first ones last 40 ms; a busy machine does so with some.
    assert 0.03 > min(lasted[5:])
