"""Takes in what Telegram posts: one update a request, answered with 200 only when all about it is safe.

Facts that shape it. Any 2xx lets Telegram forget the update; anything else makes it post the same again, at
once and then ever later, or when `Retry-After` says, until the update has expired. So what can never be handled
is taken and set aside, and whatever failed on our side is asked for again. Who does not know the secret learns
nothing, and the bot reads nothing of theirs.
"""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Protocol

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route

from bot.edge.updates import query_of, read, update_id
from bot.web import serving

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pydantic import SecretStr
    from starlette.requests import Request

    from bot.clock import Clock
    from bot.delivery.messenger import Messenger
    from bot.delivery.tally import Tally
    from bot.events import Event

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header, not a secret
MOST_BYTES = 1024 * 1024  # an update is a few thousand
MOST_IN_FLIGHT = 500  # Telegram itself holds at most 100; more would only wait here instead of there
RETRY_SECONDS = 3  # short, because a tap is kept for 150 s
GRACE_SECONDS = 5.0  # for what is under way at a stop, which takes less than ten seconds in all

log = structlog.get_logger()


class Receives(Protocol):
    """Where events go."""

    def only_looks(self, event: Event) -> bool:
        """Whether an event only looks at what must never be kept away."""
        ...

    async def receive(self, events: Sequence[Event]) -> None:
        """Handle events. Returns when all about them is safe.

        Raises:
            Exception: it is not. The same events are to be handed in again.
        """
        ...


class Webhook:
    """The way in. `last_update` is when Telegram last posted something."""

    def __init__(
        self, inbox: Receives, messenger: Messenger, clock: Clock, tally: Tally, secret: SecretStr
    ) -> None:
        self._inbox = inbox
        self._messenger = messenger
        self._clock = clock
        self._tally = tally
        self._secret = secret.get_secret_value().encode()
        self._in_flight = 0
        self.last_update: datetime | None = None

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=403)
        crowded = self._in_flight >= MOST_IN_FLIGHT
        self._in_flight += 1
        try:
            return await self._read(request, crowded=crowded)
        finally:
            self._in_flight -= 1

    async def _read(self, request: Request, *, crowded: bool) -> Response:
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it; the update comes again
        if body is None:
            return Response(status_code=413)
        self.last_update = self._clock.now()
        return await self._take(_parsed(body), crowded=crowded)

    async def _take(self, update: object, *, crowded: bool) -> Response:
        if update_id(update) is None:
            self._tally.set_aside += 1
            log.warning("An update could not be read and was set aside.", action="receive")
            return Response()
        event = read(update)
        if event is not None:
            # Help waits for nobody, however many are under way.
            return _later() if crowded and not self._inbox.only_looks(event) else await self._handle(event)
        if (query := query_of(update)) is not None:
            self._messenger.acknowledge(query)
        return Response()

    async def _handle(self, event: Event) -> Response:
        try:
            await self._inbox.receive([event])
        except Exception as error:  # noqa: BLE001 - whatever failed, Telegram still has the update
            # Without its text: that could hold what somebody typed.
            log.error("Updates were not taken in.", action="receive", error=type(error).__name__)  # noqa: TRY400
            return _later()
        return Response()


def _later() -> Response:
    return Response(status_code=503, headers={"Retry-After": str(RETRY_SECONDS)})


async def _body(request: Request) -> bytes | None:
    """The body, or None if it is too large. A size that is told is believed, one that is not is counted."""
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > MOST_BYTES:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _parsed(body: bytes) -> object:
    """What the body says; None where it is no JSON."""
    try:
        said: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said


def make_app(webhook: Webhook, path: str) -> Starlette:
    """The way in as a web application, at `path` and nowhere else."""
    app = Starlette(routes=[Route(path, webhook.answer, methods=["POST"])])
    app.router.redirect_slashes = False
    return app


async def serve_webhook(webhook: Webhook, listen: str, path: str) -> None:
    """Take in what is posted to `path` at `listen` (host:port) until cancelled; finish what is under way then.

    Raises:
        ListenError: nothing can listen there.
    """
    listening = serving.listen_at(listen, "SAYSO_WEBHOOK_LISTEN")
    await serving.serve(make_app(webhook, path), listening, grace=GRACE_SECONDS)
