"""The page without a picture: it asks for the state, acts, and listens to the stream."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import aiohttp


@dataclass(frozen=True)
class Browser:
    """A page without a picture."""

    session: aiohttp.ClientSession
    url: str
    streams: list[aiohttp.ClientResponse] = field(default_factory=list)

    async def state(self, person: int = 1001) -> dict[str, Any]:
        async with self.session.get(f"{self.url}/phone/state?person={person}") as answer:
            state: dict[str, Any] = await answer.json()
            return state

    async def chat(self, person: int = 1001) -> dict[str, Any]:
        """The private chat with the bot."""
        return next(chat for chat in (await self.state(person))["chats"] if chat["type"] == "private")

    async def act(self, action: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
        async with self.session.post(f"{self.url}/phone/{action}", json=given) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    async def listen(self, person: int = 1001) -> Stream:
        """The stream of what happens from now on."""
        answer = await self.session.get(f"{self.url}/phone/events?person={person}")
        self.streams.append(answer)
        assert b": here\n" == await answer.content.readline()
        return Stream(answer)


@dataclass(frozen=True)
class Stream:
    answer: aiohttp.ClientResponse

    async def next(self) -> tuple[str, dict[str, Any]]:
        """The next event's name and data."""
        lines: dict[str, str] = {}
        while not {"event", "data", "id"} <= lines.keys():
            name, _, value = (await self.answer.content.readline()).decode().partition(": ")
            lines[name] = value.strip()
        return lines["event"], json.loads(lines["data"])
