"""Updates posted to the bot: once each, in order for one person, again when it fails."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.demo.world import World
    from tests.demo.conftest import Raw

Update = dict[str, Any]


def takes_all(_update: Update) -> bool:
    return False


@dataclass
class Hook:
    """A small bot that takes posts, but for those that `refuses` says; it answers with `reply`."""

    refuses: Callable[[Update], bool] = takes_all
    reply: Update = field(default_factory=dict)
    got: list[Update] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    url: str = ""

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        refused = self.refuses(update)
        self.got.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return web.Response(status=500) if refused else web.json_response(self.reply)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@asynccontextmanager
async def listening(hook: Hook) -> AsyncIterator[Hook]:
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    hook.url = f"http://{host}:{port}/hook"
    try:
        yield hook
    finally:
        await runner.cleanup()


async def test_an_update_is_posted_with_the_secret_and_confirmed(raw: Raw, world: World) -> None:
    async with listening(Hook()) as hook:
        await raw.result("setWebhook", url=hook.url, secret_token="let-me-in")
        world.start("Grace")
        await world.quiet()

    assert ["/start"] == hook.texts
    assert ["let-me-in"] == hook.secrets


async def test_what_fails_is_posted_again_before_what_comes_after(raw: Raw, world: World) -> None:
    async with listening(Hook()) as hook:
        hook.refuses = lambda _: not hook.got
        await raw.result("setWebhook", url=hook.url)
        world.start("Grace")
        world.say("Grace", "after")
        await world.quiet()
        info = await raw.result("getWebhookInfo")

    assert ["/start", "/start", "after"] == hook.texts
    assert "Wrong response from the webhook: 500 Internal Server Error" == info["last_error_message"]


async def test_one_person_does_not_wait_for_another(raw: Raw, world: World) -> None:
    async with listening(Hook()) as hook:
        # What Grace sent is refused until something from Marek has come.
        hook.refuses = lambda update: sender(update) == "Grace" and "Marek" not in map(sender, hook.got)
        await raw.result("setWebhook", url=hook.url)
        world.start("Grace")
        world.start("Marek")
        await world.quiet()

    assert {"Grace", "Marek"} == set(map(sender, hook.got))


def sender(update: Update) -> str:
    """The name of whoever sent what the update is about."""
    name: str = update["message"]["from"]["first_name"]
    return name


async def test_a_call_in_the_answer_is_done(raw: Raw, world: World) -> None:
    call = {"method": "sendMessage", "chat_id": 1001, "text": "Hello"}
    async with listening(Hook(reply=call)) as hook:
        await raw.result("setWebhook", url=hook.url)
        world.start("Grace")
        await world.quiet()

    assert "Hello" == world.last("Grace").text


async def test_a_webhook_that_is_away_gets_its_updates_when_it_is_back(raw: Raw, world: World) -> None:
    async with listening(Hook()) as hook:
        pass
    await raw.result("setWebhook", url=hook.url)
    world.start("Grace")
    await world.until(lambda: world.webhook.failure)
    assert 1 == len(world.updates)

    await raw.result("deleteWebhook")
    assert ["/start"] == [update["message"]["text"] for update in await raw.result("getUpdates")]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "ftp://127.0.0.1"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org/hook"},
            "bad webhook: the demo posts to addresses of this computer only",
        ),
        (
            {"url": "http://127.0.0.1:9/", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_webhook_that_telegram_refuses_is_refused(
    raw: Raw, params: dict[str, Any], reason: str
) -> None:
    assert f"400 Bad Request: {reason}" == await raw.refusal("setWebhook", **params)


async def test_an_empty_address_ends_the_webhook(raw: Raw) -> None:
    await raw.result("setWebhook", url="http://127.0.0.1:9/", max_connections=5)
    assert 5 == (await raw.result("getWebhookInfo"))["max_connections"]

    await raw.result("setWebhook", url="")

    assert "" == (await raw.result("getWebhookInfo"))["url"]
