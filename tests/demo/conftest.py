"""A world whose clock stands still, served for real, and the two ways that tests reach it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.clock import MovableClock
from bot.demo.server import Server, serving
from bot.demo.world import World
from tests.demo.browser import Browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(WEDNESDAY, running=False)


@pytest.fixture
def world(clock: MovableClock) -> World:
    return World(clock)


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with serving(world) as running:
        yield running


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    """The real library's bot, as the project uses it."""
    # No certificates are read for each test: nothing here is encrypted.
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    made = Bot(
        "1:demo",
        base_url=server.bot_url,
        base_file_url=server.file_url,
        request=requests[0],
        get_updates_request=requests[1],
    )
    async with made:
        yield made


@dataclass(frozen=True)
class Raw:
    """Calls as bytes on the wire, with no library between that might mend them."""

    session: aiohttp.ClientSession
    server: Server

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
        """The whole answer to a call sent as JSON."""
        async with self.session.post(f"{self.server.bot_url}1:demo/{method}", json=params) as answer:
            body: dict[str, Any] = await answer.json()
            return body | {"status": answer.status}

    async def result(self, method: str, **params: Any) -> Any:  # noqa: ANN401 - any JSON
        """The result of a call that must go well."""
        answer = await self(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:  # noqa: ANN401 - any JSON
        """The code and description of a call that must be refused."""
        answer = await self(method, **params)
        assert not answer["ok"], answer
        assert answer["status"] == answer["error_code"]
        return f"{answer['error_code']} {answer['description']}"


@pytest.fixture
async def raw(server: Server) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(session, server)


@pytest.fixture
async def browser(server: Server) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as session:
        made = Browser(session, server.url)
        yield made
        for stream in made.streams:
            stream.close()
