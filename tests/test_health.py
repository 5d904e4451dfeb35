"""What /healthz tells, and that asking costs the bot nothing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import Route

from bot.app import SaySo
from bot.clock import MovableClock
from bot.config import Settings
from bot.web import health
from bot.web.serving import ListenError, open_port, serve
from storage import replies
from storage.replies import Reply
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.store import Store

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PERSON = 7_654_321


@dataclass
class Asked:
    """A bot that does not run, its clock, and a way to ask how it is."""

    sayso: SaySo
    clock: MovableClock
    client: httpx.AsyncClient

    async def how(self) -> tuple[int, dict[str, Any]]:
        """Status and body of /healthz."""
        answer = await self.client.get("/healthz")
        return answer.status_code, answer.json()


@pytest.fixture
async def asked(tmp_path: Path) -> AsyncIterator[Asked]:
    """A bot that polled just now, with a new database."""
    clock = MovableClock(MONDAY, running=False)
    settings = Settings(
        _env_file=None,
        token=SecretStr("1:token"),
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'sayso.db'}",
    )
    sayso = SaySo(settings, clock)
    await upgrade(sayso.store)
    sayso.poller.last_poll = clock.now()
    transport = httpx.ASGITransport(health.make_app(sayso))
    async with httpx.AsyncClient(transport=transport, base_url="http://health") as client:
        yield Asked(sayso, clock, client)
    await sayso.store.close()


async def test_a_bot_that_is_well_says_so_and_nothing_else(asked: Asked) -> None:
    asked.clock.jump_to(MONDAY + timedelta(seconds=50))

    expected = {"alive": True, "database": "writable", "last_poll_seconds": 50, "oldest_due_seconds": None}
    assert (200, expected) == await asked.how()


@pytest.mark.parametrize(("seconds", "status"), [(180, 200), (181, 503)])
async def test_polling_may_pause_for_three_minutes(asked: Asked, seconds: int, status: int) -> None:
    asked.clock.jump_to(MONDAY + timedelta(seconds=seconds))

    assert status == (await asked.how())[0]


@pytest.mark.parametrize(("seconds", "status"), [(180, 200), (181, 503)])
async def test_the_first_poll_is_given_as_long(asked: Asked, seconds: int, status: int) -> None:
    asked.sayso.poller.last_poll = None
    asked.clock.jump_to(MONDAY + timedelta(seconds=seconds))

    answered, body = await asked.how()

    assert (status, None) == (answered, body["last_poll_seconds"])


@dataclass
class Hook:
    """A webhook to which Telegram posted something at that time."""

    last_update: datetime | None = None


@pytest.mark.parametrize("last_update", [None, MONDAY])
async def test_a_webhook_may_be_silent_all_night(asked: Asked, last_update: datetime | None) -> None:
    """Nobody who taps means nothing to post; the last update is told in the place of the last poll."""
    app = health.make_app(asked.sayso, webhook=Hook(last_update))
    asked.clock.jump_to(MONDAY + timedelta(hours=9))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://health") as client:
        answer = await client.get("/healthz")

    expected = None if last_update is None else 9 * 60 * 60
    assert (200, expected) == (answer.status_code, answer.json()["last_poll_seconds"])


async def test_what_waits_is_counted_in_seconds_and_names_nobody(asked: Asked) -> None:
    """A reply that should have gone out 40 seconds ago is told as 40, without chat or route."""
    async with asked.sayso.store.writing() as transaction:
        await replies.keep(transaction, Reply(PERSON, "1h", None, pins=False), MONDAY, MONDAY)
    asked.clock.jump_to(MONDAY + timedelta(seconds=40))

    _, body = await asked.how()

    assert body["oldest_due_seconds"] == 40
    assert str(PERSON) not in str(body)


async def test_a_database_that_is_gone_is_a_failure(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "sayso.db").unlink()

    status, body = await asked.how()

    assert (503, "failed") == (status, body["database"])


async def test_a_disk_without_room_is_a_failure(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**62)

    assert "failed" == (await asked.how())[1]["database"]


async def test_a_database_that_is_busy_too_long_is_a_failure_until_it_is_free(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look that had to wait is not cut off, and ends well by itself."""
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.01)
    async with asked.sayso.store.writing():
        assert "failed" == (await asked.how())[1]["database"]
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 10)

    assert "writable" == (await asked.how())[1]["database"]


async def test_many_who_ask_at_once_cost_one_look(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    look = health._look  # noqa: SLF001 - counting what it costs is the point

    async def counted(store: Store, now: datetime) -> health.Glance:
        looks.append(1)
        return await look(store, now)

    monkeypatch.setattr(health, "_look", counted)

    answers = await asyncio.gather(*(asked.how() for _ in range(20)))

    assert ([1], {200}) == (looks, {status for status, _ in answers})


async def test_looking_changes_nothing(asked: Asked, tmp_path: Path) -> None:
    """Neither the database nor its log grows, so no commit waits for the disk."""
    await asked.how()
    before = contents(tmp_path)

    await asked.how()

    assert before == contents(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    """What is in the database and its log; the index of the log is only memory that is shared."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}


@asynccontextmanager
async def serving(asked: Asked) -> AsyncIterator[str]:
    """The page on a real port; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    task = asyncio.create_task(health.serve(asked.sayso, listen))
    await asyncio.sleep(0)
    try:
        yield f"http://{listen}"
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_it_is_served_over_http_and_ends_when_it_is_cancelled(asked: Asked) -> None:
    async with aiohttp.ClientSession() as session:
        async with serving(asked) as url:
            answer = await session.get(f"{url}/healthz")
            elsewhere = await session.get(f"{url}/")

        assert (200, "writable", 404) == (answer.status, (await answer.json())["database"], elsewhere.status)
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"{url}/healthz")


async def test_a_port_that_is_taken_is_told_with_the_setting(asked: Asked) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(
            ListenError, match=r"SAYSO_HTTP_LISTEN .*: Address already in use\. Free that port"
        ):
            await health.serve(asked.sayso, listen)


async def test_a_port_that_cannot_be_is_told_with_the_setting(asked: Asked) -> None:
    with pytest.raises(ListenError, match="the port must be at most 65535"):
        await health.serve(asked.sayso, "127.0.0.1:70000")


async def test_a_fault_in_a_page_is_not_silent(caplog: pytest.LogCaptureFixture) -> None:
    """The server logs it, by name and place only, as everything that a library logs (see bot/log.py)."""

    def breaks(_request: object) -> None:
        raise RuntimeError

    listening = open_port("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    task = asyncio.create_task(serve(Starlette(routes=[Route("/", breaks)]), listening))
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert 500 == answer.status
    task.cancel()
    await asyncio.wait({task})

    assert ["uvicorn.error"] == [record.name for record in caplog.records]
