"""Updates that Telegram posts: 200 only after all is safe, and nothing for those who know no secret."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError

from bot.clock import MovableClock
from bot.delivery.tally import Tally
from bot.events import Tapped
from bot.web import serving, webhook
from bot.web.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.events import Event
    from bot.screens.screen import Screen

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRET = "nobody-guesses-this-1"
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
PATH = "/telegram"
TYPED = {
    "update_id": 7,
    "message": {"text": "hello", "from": {"id": 1001}, "chat": {"id": 1001, "type": "private"}},
}

TAPPED = {
    "update_id": 8,
    "callback_query": {
        "id": "q",
        "data": "anything",
        "from": {"id": 1001},
        "message": {"message_id": 5, "chat": {"id": 1001, "type": "private"}},
    },
}


class Inbox:
    """Takes events in as soon as `open` is set, or fails with what is in `failure`."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.arrived = asyncio.Semaphore(0)
        self.safe: list[int] = []
        self.open = asyncio.Event()
        self.open.set()
        self.failure: Exception | None = None

    def only_looks(self, event: Event) -> bool:
        return isinstance(event, Tapped)

    async def receive(self, events: Sequence[Event]) -> None:
        self.begun += [event.update_id for event in events]
        self.arrived.release()
        await self.open.wait()
        if self.failure is not None:
            raise self.failure
        self.safe += [event.update_id for event in events]


class Messenger:
    """Only writes down which taps were acknowledged."""

    def __init__(self) -> None:
        self.acknowledged: list[str] = []

    def acknowledge(self, query_id: str) -> None:
        self.acknowledged.append(query_id)

    async def show(self, chat_id: int, screen: Screen, *, edits: int | None, pins: bool) -> Any:  # noqa: ANN401
        raise AssertionError(chat_id, screen, edits, pins)


@dataclass
class Posting:
    """A webhook on a real port with nothing behind it, and a way to post to it as Telegram does."""

    inbox: Inbox
    messenger: Messenger
    tally: Tally
    hook: Webhook
    task: asyncio.Task[None]
    session: aiohttp.ClientSession
    url: str

    async def post(self, body: Any = None, **headers: str) -> tuple[int, str, str | None]:  # noqa: ANN401 - any JSON
        """Post with the secret, unless other headers are given: status, body, and when to come again."""
        data = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with self.session.post(self.url, headers=headers or HEADER, **data) as answer:
            return answer.status, await answer.text(), answer.headers.get("Retry-After")

    async def stop(self) -> None:
        """Cancel the server, and wait until it has ended."""
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task


@pytest.fixture
async def posting() -> AsyncIterator[Posting]:
    """A webhook that takes posts."""
    inbox, messenger, tally = Inbox(), Messenger(), Tally()
    hook = Webhook(inbox, messenger, MovableClock(MONDAY, running=False), tally, SecretStr(SECRET))
    listening = serving.open_port("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}{PATH}"
    task = asyncio.create_task(serving.serve(webhook.make_app(hook, PATH), listening, grace=5))
    async with aiohttp.ClientSession() as session:
        found = Posting(inbox, messenger, tally, hook, task, session, url)
        yield found
        inbox.open.set()
        await found.stop()


async def test_an_update_is_handed_on_and_then_confirmed(posting: Posting) -> None:
    assert (200, "", None) == await posting.post(TYPED)
    assert ([7], MONDAY) == (posting.inbox.safe, posting.hook.last_update)


async def test_it_is_confirmed_only_after_everything_about_it_is_safe(posting: Posting) -> None:
    posting.inbox.open.clear()
    post = asyncio.create_task(posting.post(TYPED))
    await posting.inbox.arrived.acquire()

    assert not post.done()
    posting.inbox.open.set()
    assert (200, "", None) == await post


@pytest.mark.parametrize("given", ["", SECRET[:-1], SECRET + "1", "é"])
async def test_who_does_not_know_the_secret_learns_nothing(posting: Posting, given: str) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": given} if given else {"X-Other": "x"}

    assert (403, "", None) == await posting.post(TYPED, **headers)
    assert ([], None) == (posting.inbox.begun, posting.hook.last_update)


async def test_nothing_of_a_stranger_is_read(posting: Posting) -> None:
    """The answer comes while the body is still to be sent."""
    host, port = posting.url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"POST {PATH} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n\r\n".encode())

    assert b"HTTP/1.1 403 " == (await reader.readline())[:13]
    writer.close()


async def sent_in_parts(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 65536 + 1):
        yield b" " * 65536


async def test_a_huge_body_is_refused_whether_its_size_is_told_or_not(posting: Posting) -> None:
    for told in ({"Content-Length": str(webhook.MOST_BYTES + 1)}, {}):
        parts = sent_in_parts(webhook.MOST_BYTES)
        with contextlib.suppress(aiohttp.ClientError):  # it may hang up before all of it was sent
            async with posting.session.post(posting.url, data=parts, headers=HEADER | told) as answer:
                assert 413 == answer.status

    assert ([], 0) == (posting.inbox.begun, posting.tally.set_aside)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 5000, b"null", b"[]", b"{}", b'{"update_id": "7"}'],
    ids=["empty", "cut", "not text", "deep", "a long number", "null", "list", "nothing", "no number"],
)
async def test_what_can_never_be_read_is_taken_and_set_aside(posting: Posting, body: bytes) -> None:
    """Anything but 200 would bring it back for ever."""
    assert (200, "", None) == await posting.post(body)
    assert (1, []) == (posting.tally.set_aside, posting.inbox.begun)


async def test_a_tap_with_which_nothing_can_be_done_is_acknowledged(posting: Posting) -> None:
    """In a group, for example."""
    query = {"id": "55", "from": {"id": 1001}, "message": {"chat": {"id": -5, "type": "group"}}}

    assert (200, "", None) == await posting.post({"update_id": 8, "callback_query": query})
    assert (["55"], [], 0) == (posting.messenger.acknowledged, posting.inbox.begun, posting.tally.set_aside)


@pytest.mark.parametrize(
    "failure", [OperationalError("s", None, sqlite3.OperationalError("disk I/O error")), KeyError("a fault")]
)
async def test_whatever_fails_on_our_side_telegram_is_asked_to_come_again(
    posting: Posting, failure: Exception
) -> None:
    posting.inbox.failure = failure

    assert (503, "", "3") == await posting.post(TYPED)


async def test_more_than_can_be_under_way_wait_at_telegram_but_help_does_not(
    posting: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "MOST_IN_FLIGHT", 2)
    posting.inbox.open.clear()
    posts = [asyncio.create_task(posting.post(TYPED | {"update_id": number})) for number in (1, 2)]
    for _ in posts:
        await posting.inbox.arrived.acquire()

    assert (503, "", "3") == await posting.post(TYPED)
    help_was_asked_for = asyncio.create_task(posting.post(TAPPED))
    await posting.inbox.arrived.acquire()
    posting.inbox.open.set()
    assert (200, "", None) == await help_was_asked_for
    await asyncio.gather(*posts)
    assert (200, "", None) == await posting.post(TYPED)


@pytest.mark.parametrize(("method", "path"), [("GET", PATH), ("POST", "/"), ("POST", f"{PATH}/")])
async def test_there_is_one_way_in(posting: Posting, method: str, path: str) -> None:
    url = posting.url.removesuffix(PATH) + path
    async with posting.session.request(method, url, headers=HEADER, json=TYPED) as answer:
        assert answer.status in {404, 405}
    assert [] == posting.inbox.begun


async def test_it_listens_where_the_setting_says(posting: Posting) -> None:
    free = serving.open_port("127.0.0.1", 0)
    listen = f"127.0.0.1:{free.getsockname()[1]}"
    free.close()
    task = asyncio.create_task(webhook.serve_webhook(posting.hook, listen, "/elsewhere"))
    await asyncio.sleep(0)

    async with posting.session.post(f"http://{listen}/elsewhere", json=TYPED, headers=HEADER) as answer:
        assert 200 == answer.status
    task.cancel()
    await asyncio.wait({task})


async def test_a_port_that_is_taken_is_told_with_the_setting(posting: Posting) -> None:
    listen = posting.url.split("/")[2]

    with pytest.raises(serving.ListenError, match=r"SAYSO_WEBHOOK_LISTEN .*: Address already in use\."):
        await webhook.serve_webhook(posting.hook, listen, PATH)


async def test_a_stop_lets_what_is_under_way_become_safe_and_be_confirmed(posting: Posting) -> None:
    posting.inbox.open.clear()
    post = asyncio.create_task(posting.post(TYPED))
    await posting.inbox.arrived.acquire()
    posting.task.cancel()
    await asyncio.sleep(0)
    assert not posting.task.done()
    posting.inbox.open.set()

    assert (200, "", None) == await post
    await posting.stop()


async def test_what_takes_too_long_at_a_stop_is_cut_off_and_never_confirmed(
    posting: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram has no answer, so it posts the update again to whoever runs next."""
    monkeypatch.setattr(serving, "finish", lambda tasks, _seconds: _cut(set(tasks)))
    posting.inbox.open.clear()
    post = asyncio.create_task(posting.post(TYPED))
    await posting.inbox.arrived.acquire()
    await posting.stop()

    with contextlib.suppress(aiohttp.ClientError):
        assert 500 == (await post)[0]
    assert [] == posting.inbox.safe


async def _cut(tasks: set[asyncio.Task[Any]]) -> None:
    """No time at all."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
