"""The phone in the browser: its page, its state, the stream of what happens, and what a person can do.

The protocol is JSON over HTTP and server-sent events. It shows a person only her own chats, and answers
whatever is refused with one sentence.
"""

from __future__ import annotations

import asyncio
import inspect
import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo import view
from bot.demo.actions import ACTIONS
from bot.demo.colleagues import Colleagues
from bot.demo.events import Event, Happening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from bot.demo.chats import Chat
    from bot.demo.messages import Person
    from bot.demo.world import World

PAGE = Path(__file__).with_name("page")
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
# What a browser draws by itself and never takes for a page that may act.
SHOWN_IN_PLACE = frozenset({"image/png", "image/jpeg", "audio/ogg", "application/pdf", "application/json"})
# A line that says nothing goes out this often, in seconds, so that a dead page is noticed.
STILL_HERE = 15.0
# A page that does not keep up is sent away; it comes back and reads the whole state anew.
MOST_UNREAD = 1000

Line = tuple[Happening, dict[str, Any]]


class Page:
    """One open page: whose it is and what it has not yet been told."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.lines: asyncio.Queue[Line | None] = asyncio.Queue()

    def tell(self, line: Line) -> None:
        """Add a line, or send the page away if it has stopped reading."""
        self.lines.put_nowait(line if self.lines.qsize() < MOST_UNREAD else None)


class Phone:
    """The phones of everyone in a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._pages: set[Page] = set()
        self._numbers = itertools.count(1)
        self._colleagues = Colleagues(world)
        world.listeners.append(self._hear)

    def routes(self) -> list[BaseRoute]:
        """Everything that the page asks for."""
        return [
            Route("/", self._index),
            Mount("/static", _Static(directory=PAGE, check_dir=False)),
            Route("/phone/state", self._state),
            Route("/phone/events", self._events),
            Route("/phone/file/{path:path}", self._file),
            Route("/phone/colleagues", self._let_colleagues_act, methods=["POST"]),
            Route("/phone/{action}", self._act, methods=["POST"]),
        ]

    def close(self) -> None:
        """End every stream and listen no more."""
        self._world.listeners.remove(self._hear)
        self._colleagues.close()
        for page in self._pages:
            page.lines.put_nowait(None)

    async def _index(self, _request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=HEADERS)

    async def _state(self, request: Request) -> Response:
        try:
            person = self._person(request)
        except LookupError as error:
            return _no(error)
        return JSONResponse(view.state(self._world, person), headers=HEADERS)

    async def _events(self, request: Request) -> Response:
        try:
            page = Page(self._person(request))
        except LookupError as error:
            return _no(error)
        self._pages.add(page)
        return StreamingResponse(self._stream(page), media_type="text/event-stream", headers=HEADERS)

    async def _stream(self, page: Page) -> AsyncIterator[str]:
        try:
            yield ": here\n\n"
            while True:
                try:
                    async with asyncio.timeout(STILL_HERE):
                        line = await page.lines.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if line is None:
                    return
                name, data = line
                yield f"id: {next(self._numbers)}\nevent: {name.value}\ndata: {json.dumps(data)}\n\n"
        finally:
            self._pages.discard(page)

    async def _file(self, request: Request) -> Response:
        kept = self._world.files.content(request.path_params["path"])
        if kept is None:
            return JSONResponse({"ok": False, "error": "That file is no longer kept."}, 404)
        file, content = kept
        # Anything else could be a page of its own, and must not open as one of ours.
        how = "inline" if file.mime in SHOWN_IN_PLACE else "attachment"
        return Response(content, media_type=file.mime, headers={**HEADERS, "Content-Disposition": how})

    async def _act(self, request: Request) -> Response:
        act = ACTIONS.get(request.path_params["action"])
        if act is None:
            return _no(LookupError("A phone cannot do that."), 404)
        try:
            done = act(self._world, _fields(await request.body()))
            done = await done if inspect.isawaitable(done) else done
        except (LookupError, ValueError, TypeError) as error:
            return _no(error)
        return JSONResponse({"ok": True, **done})

    async def _let_colleagues_act(self, _request: Request) -> Response:
        try:
            done = await self._colleagues.act()
        except ValueError as error:
            return _no(error)
        return JSONResponse({"ok": True, "said": done.sentence()})

    def _person(self, request: Request) -> Person:
        number = request.query_params.get("person", "")
        return self._world.person(int(number) if number.isdigit() else number)

    def _hear(self, event: Event) -> None:
        for page in list(self._pages):
            if line := self._line(event, page.person):
                page.tell(line)

    def _line(self, event: Event, me: Person) -> Line | None:
        """What an event says to `me`; None if it is none of her business."""
        if event.person_id not in {None, me.id}:
            return None
        if event.chat_id is None:
            return event.name, WORLD_LINES[event.name](self._world, me)
        chat = self._world.chats[event.chat_id]
        if not view.sees(chat, me):
            return None
        return event.name, CHAT_LINES[event.name](self._world, chat, event, me)


def _message_line(_world: World, chat: Chat, event: Event, me: Person) -> dict[str, Any]:
    message = event.message
    return {"chat": chat.id, "message": view.message_view(message, me) if message else None}


WORLD_LINES: dict[Happening, Callable[[World, Person], dict[str, Any]]] = {
    Happening.CLOCK: lambda world, _: {"now": view.now(world)},
    Happening.COMMANDS: lambda world, me: {"commands": view.commands(world, me)},
}
CHAT_LINES: dict[Happening, Callable[[World, Chat, Event, Person], dict[str, Any]]] = {
    Happening.MESSAGE: _message_line,
    Happening.EDIT: _message_line,
    Happening.DELETE: lambda _, chat, event, __: {"chat": chat.id, "id": event.message_id},
    Happening.PIN: lambda _, chat, event, __: {"chat": chat.id, "id": event.message_id},
    Happening.KEYBOARD: lambda _, chat, __, ___: {"chat": chat.id, "keyboard": view.menu_view(chat.menu)},
    Happening.TOAST: lambda _, __, event, ___: {"text": event.text, "alert": event.alert},
    Happening.ANSWERED: lambda _, chat, event, __: {"chat": chat.id, "message": event.message_id},
    Happening.TYPING: lambda _, chat, __, ___: {"chat": chat.id},
    Happening.CHAT: lambda world, chat, _, me: {"chat": view.chat_view(world, chat, me)},
}


def _fields(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise TypeError("The request must be a JSON object.")
    return given


def _no(error: Exception, status: int = 400) -> Response:
    sentence = str(error.args[0]) if error.args else "That cannot be done."
    return JSONResponse({"ok": False, "error": sentence}, status)


class _Static(StaticFiles):
    """The page's files, with the headers that keep it to itself."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = self.get_path(scope)
        response = await self.get_response(path, scope)
        response.headers.update(HEADERS)
        await response(scope, receive, send)
