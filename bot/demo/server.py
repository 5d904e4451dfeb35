"""Serves the demo on this computer only: the Bot API for the bot, the phone for the browser.

It runs in the event loop that is there, leaves signals and logs alone, and stops at once even while polls
and pages are open. Requests from other sites or under other host names are refused.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.demo import body
from bot.demo.api import LOST, POLLING, Answer, Api
from bot.demo.phone import Phone
from bot.demo.refusals import Refusal, unauthorized
from bot.web import serving as web

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator, Coroutine

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.demo.world import World

LOOPBACK = "127.0.0.1"
OUR_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
# A bot may keep a connection for as long as it likes, in seconds, and never finds it closed under its hands.
KEEP_ALIVE = 3600
TRANSPORT = "transport"


class PortTakenError(OSError):
    """Something else listens at the port already."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs. `url` is the page's address, `bot_url` what a bot takes for its base address."""

    url: str

    @property
    def bot_url(self) -> str:
        """To be followed by the token."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """To be followed by the token and a file's path."""
        return f"{self.url}/file/bot"


def make_app(world: World) -> Starlette:
    """The demo as a web application."""
    return _make_app(world, Phone(world))


def _make_app(world: World, phone: Phone) -> Starlette:
    bot_api = _BotApi(world)
    routes = [
        Route("/bot{token}/{method}", bot_api.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", bot_api.download),
        *phone.routes(),
    ]
    return Starlette(routes=routes, middleware=[Middleware(_Guard)])


class _BotApi:
    """The Bot API over HTTP."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._api = Api(world)

    async def call(self, request: Request) -> Response:
        try:
            self._check_token(request)
            params, uploads = await body.read(request)
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.code)
        method = request.path_params["method"]
        answering = self._api.answer(method, params, uploads)
        if method.lower() == POLLING.lower():
            return _response(await _unless_gone(request, answering))
        return _response(await answering)

    async def download(self, request: Request) -> Response:
        try:
            self._check_token(request)
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.code)
        kept = self._world.files.content(request.path_params["path"])
        if kept is None:
            return JSONResponse(Refusal(404, "Not Found").body(), 404)
        return Response(kept[1], media_type="application/octet-stream")

    def _check_token(self, request: Request) -> None:
        if request.path_params["token"] != self._world.token:
            raise unauthorized()


async def _unless_gone(request: Request, answering: Coroutine[None, None, Answer]) -> Answer:
    """The answer, unless whoever waits for it goes away: a bot that was killed polls no more."""
    answer = asyncio.create_task(answering)
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        return answer.result() if answer.done() else LOST
    finally:
        answer.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(answer: Answer) -> Response:
    return _Lost() if answer.lost else JSONResponse(answer.body, answer.status)


class _Lost(Response):
    """No answer: the connection dies."""

    async def __call__(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        transport: asyncio.Transport = scope["state"][TRANSPORT]
        transport.abort()
        # Lets the loop notice that the connection is gone, so that nobody misses the answer.
        await asyncio.sleep(0)


class _Guard:
    """Keeps other sites out: a page of theirs may neither post here nor reach us under a name of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        host = headers.get(b"host", b"").decode("latin-1")
        before, _, port = host.rpartition(":")
        name = before.lower() if port.isdigit() else host.lower()
        origin = headers.get(b"origin", b"").decode("latin-1")
        if name not in OUR_NAMES:
            await PlainTextResponse("This demo answers to this computer only.", 421)(scope, receive, send)
        elif origin and origin != f"http://{host}":
            await PlainTextResponse("This demo takes nothing from other sites.", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class _Protocol(H11Protocol):
    """Lets an answer reach the connection that it would go out by, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, TRANSPORT: transport}


class _Server(web.Server):
    """Ends at once, even while polls and pages are open: whoever waits is told that there is nothing more."""

    def __init__(self, world: World, phone: Phone) -> None:
        super().__init__(_make_app(world, phone), keep_alive=KEEP_ALIVE, http=_Protocol)
        self._world = world
        self._phone = phone

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._world.updates.close()
        self._phone.close()
        await super().shutdown(sockets)


@asynccontextmanager
async def serving(world: World, host: str = LOOPBACK, port: int = 0) -> AsyncIterator[Server]:
    """Serve `world` in this event loop until the block ends; port 0 takes any that is free.

    Raises:
        PortTakenError: the port is in use; nothing has been started.
        ValueError: the host is not this computer's own.
    """
    listening = _listen(host, port)
    world.updates.open()
    server = _Server(world, Phone(world))
    helpers = [world.keep_polls(), world.webhook.deliver(Api(world).reply)]
    tasks = [asyncio.create_task(work) for work in (server.serve([listening]), *helpers)]
    try:
        await server.ready.wait()
        yield Server(f"http://{host}:{listening.getsockname()[1]}")
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    if host not in {LOOPBACK, "localhost"}:
        raise ValueError(f"The demo serves this computer only, not {host}.")
    try:
        return web.open_port(LOOPBACK, port)
    except OSError as error:
        raise PortTakenError(f"Port {port} is in use by another program. Choose another one.") from error
