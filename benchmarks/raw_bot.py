"""No library at all: sockets that ask for updates and answer each.

It shows how much the Bot API of these benchmarks can take, so that nobody reads its limit as a bot's. It checks
nothing, and must not be taken for a bot.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any
from urllib.parse import urlsplit

CONNECTIONS = 50


class Line:
    """One kept-alive connection, one call at a time."""

    def __init__(self, address: str, token: str) -> None:
        self._parts = urlsplit(address)
        self._path = f"{self._parts.path}{token}"
        self._free = asyncio.Lock()
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def call(self, method: str, **asked: object) -> Any:  # noqa: ANN401 - whatever the method gives
        """The result of a call."""
        body = json.dumps(asked).encode()
        fields = (
            f"Host: {self._parts.netloc}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        )
        head = f"POST {self._path}/{method} HTTP/1.1\r\n{fields}\r\n\r\n"
        async with self._free:
            if self._ends is None:
                self._ends = await asyncio.open_connection(self._parts.hostname, self._parts.port)
            reader, writer = self._ends
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            length = int(answer.lower().partition(b"content-length:")[2].split(b"\r")[0])
            return json.loads(await reader.readexactly(length))["result"]


async def main() -> None:
    """Poll the server named on the command line: token, base URL."""
    token, address = sys.argv[1:3]
    polls, *lines = (Line(address, token) for _ in range(CONNECTIONS + 1))
    offset = 0
    while True:
        updates = await polls.call("getUpdates", timeout=50, offset=offset)
        async with asyncio.TaskGroup() as group:
            for update in updates:
                chat = update["message"]["chat"]["id"]
                group.create_task(lines[chat % CONNECTIONS].call("sendMessage", chat_id=chat, text="Hello"))
        offset = updates[-1]["update_id"] + 1 if updates else 0


if __name__ == "__main__":
    asyncio.run(main())
