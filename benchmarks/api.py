"""A lean Bot API for measuring: it keeps updates until they are confirmed, takes messages, and little else.

The demo's Bot API checks every field as Telegram does, and costs more than the bots that are compared. This one
must never be what a figure shows, so it reads only what it needs. It must not be used to say a call is right.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

TOKEN = "1:benchmarks-need-no-secret"  # noqa: S105 - it opens nothing
BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
MESSAGES = frozenset({"sendMessage", "editMessageText"})
MOST_UPDATES = 100  # at once, as Telegram hands them out
POLL_SECONDS = 50.0

Params = dict[str, str]
Json = dict[str, Any]


@dataclass
class Line:
    """Telegram's limit on messages: at most `most` in any second; 0 is no limit. Counts what it refused."""

    most: int = 0
    refused: int = 0
    _taken: deque[float] = field(default_factory=deque)

    def takes(self, now: float) -> bool:
        """Whether a message at `now` is within the limit; if so it is counted."""
        while self._taken and now - self._taken[0] >= 1.0:
            self._taken.popleft()
        if self.most and len(self._taken) >= self.most:
            self.refused += 1
            return False
        self._taken.append(now)
        return True


class Api:
    """One bot's account. `on_message` hears each message that was taken: chat, method, moment."""

    def __init__(self) -> None:
        self.line = Line()
        self.on_message: Callable[[int, str, float], None] = lambda _chat, _method, _moment: None
        self.polled = asyncio.Event()
        self._updates: deque[Json] = deque()
        self._arrived = asyncio.Event()
        self._update_ids = self._message_ids = 1000

    def push(self, kind: str, body: Json) -> None:
        """Something happened that the bot should know."""
        self._update_ids += 1
        self._updates.append({"update_id": self._update_ids, kind: body})
        self._arrived.set()

    def number(self) -> int:
        """A number for a message that nobody has yet."""
        self._message_ids += 1
        return self._message_ids

    async def updates(self, params: Params) -> Json:
        """Hand out what was not confirmed, or wait until there is something."""
        offset = int(params.get("offset", "0"))
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        self.polled.set()
        if not self._updates:
            await self._arrival(float(params.get("timeout", "0")))
        limit = min(int(params.get("limit", MOST_UPDATES)), MOST_UPDATES)
        return _right([update for update, _ in zip(self._updates, range(limit), strict=False)])

    async def _arrival(self, seconds: float) -> None:
        self._arrived.clear()
        try:
            async with asyncio.timeout(min(seconds, POLL_SECONDS)):
                await self._arrived.wait()
        except TimeoutError:
            return

    def answer(self, method: str, params: Params) -> Json:
        """Any other call. What it does not know is taken as done."""
        if method == "getMe":
            return _right(BOT)
        return self._message(method, params) if method in MESSAGES else _right(result=True)

    def _message(self, method: str, params: Params) -> Json:
        now = time.monotonic()
        if not self.line.takes(now):
            parameters = {"retry_after": 1}
            return {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests",
                "parameters": parameters,
            }
        chat = int(params["chat_id"])
        self.on_message(chat, method, now)
        message = message_id(params) or self.number()
        return _right({**private(chat, message), "from": BOT, "text": params["text"]})


def message_id(params: Mapping[str, str]) -> int | None:
    """The message that a call changes, if it changes one."""
    return int(params["message_id"]) if "message_id" in params else None


def private(chat: int, message: int) -> Json:
    """What every message in a private chat has."""
    about = {"id": chat, "type": "private", "first_name": "Person"}
    return {"message_id": message, "date": int(time.time()), "chat": about}


def _right(result: object) -> Json:
    return {"ok": True, "result": result}


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with kept-alive connections and one request at a time, which is all that the bots need."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._got = b""
        self._poll: asyncio.Task[None] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what asyncio gives for TCP
        self._transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        if self._poll is not None:
            self._poll.cancel()

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, mark, body = self._got.partition(b"\r\n\r\n")
        if not mark or len(body) < _length(head):
            return
        self._got = b""
        path, _, query = head.split(b" ", 2)[1].decode().partition("?")
        params = _read(query, body)
        method = path.rsplit("/", 1)[1]
        if method.lower() == "getupdates":
            self._poll = asyncio.ensure_future(self._answer_poll(params))
        else:
            self._write(self._api.answer(method, params))

    async def _answer_poll(self, params: Params) -> None:
        self._write(await self._api.updates(params))

    def _write(self, answer: Json) -> None:
        body = json.dumps(answer).encode()
        status = b"200 OK" if answer["ok"] else b"429 Too Many Requests"
        head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (
            status,
            len(body),
        )
        if self._transport is not None:
            self._transport.write(head + body)


def _read(query: str, body: bytes) -> Params:
    """Parameters from the address, and from a body in JSON or as a form."""
    if body[:1] == b"{":
        return {name: str(value) for name, value in json.loads(body).items()}
    return dict(parse_qsl(query) + parse_qsl(body.decode(), keep_blank_values=True))


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


@asynccontextmanager
async def serving(api: Api) -> AsyncIterator[str]:
    """Serve `api` on this computer until the block ends; gives the address that a bot takes for its base."""
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(api), "127.0.0.1", 0)
    try:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/bot"
    finally:
        server.close()
