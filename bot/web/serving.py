"""Serves a web application inside the bot's own event loop: health and metrics, the webhook, the demo.

It must never take signals for itself, never write down what was asked, and never outlive the task that it runs
in. uvicorn's own words go to the standard log, of which only names and places are passed on; its faults are not
silent.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING

import uvicorn

from bot.delivery.finishing import finish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp

LAST_PORT = 65535
GRACE_SECONDS = 1.0  # how long open answers may take to end when the task is cancelled
KEEP_ALIVE_SECONDS = (
    180  # longer than proxies keep an idle connection, so that none is closed under their hands
)


class ListenError(OSError):
    """Nothing can listen there; the message names the setting and what to do."""


class Server(uvicorn.Server):
    """uvicorn that leaves signals alone, does nothing while nobody asks, and ends when its task is cancelled.

    `ready` is set once it listens.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        grace: float = GRACE_SECONDS,
        keep_alive: int = KEEP_ALIVE_SECONDS,
        http: type[asyncio.Protocol] | str = "h11",
    ) -> None:
        config = uvicorn.Config(
            app,
            http=http,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=keep_alive,
        )
        super().__init__(config)
        self.ready = asyncio.Event()
        self._grace = grace

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Wait until cancelled, then close what is open."""
        try:
            await asyncio.Event().wait()
        finally:
            await self.shutdown()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more, let what is under way end within its time, and cut off the rest."""
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await finish(self.server_state.tasks, self._grace)
        for connection in list(self.server_state.connections):
            connection.transport.abort()


async def serve(app: ASGIApp, listening: socket.socket, *, grace: float = GRACE_SECONDS) -> None:
    """Answer at `listening`, and close it, until cancelled. `grace`: seconds for what is under way by then."""
    with listening:
        await Server(app, grace=grace).serve([listening])


def listen_at(address: str, setting: str) -> socket.socket:
    """A socket that listens at `address` (host:port), which `setting` gave.

    Raises:
        ListenError: nothing can listen there.
    """
    host, _, port = address.rpartition(":")
    if int(port) > LAST_PORT:
        raise ListenError(f"{setting} ({address}): the port must be at most {LAST_PORT}.")
    try:
        return open_port(host, int(port))
    except OSError as error:
        # What follows in brackets would only say the address again.
        said = str(error.strerror).partition(" (")[0]
        raise ListenError(
            f"Cannot listen at {setting} ({address}): {said}. Free that port or set another one."
        ) from None


def open_port(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    asyncio switches Nagle's waiting off only for a socket that says it is TCP; an answer in two parts would else
    take 40 ms.

    Raises:
        OSError: the port is taken, or the host is not this computer's.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening
