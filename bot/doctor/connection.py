"""The doctor's look at Telegram: the token, groups, the webhook, and the clock. It never shows the token."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
from telegram import Bot, User
from telegram.error import TelegramError

from bot.doctor.finding import Finding, Result
from bot.edge import webhook
from bot.edge.failures import Meaning, classify
from bot.edge.polling import TokenRefusedError
from bot.edge.request import AiohttpRequest

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.config import Settings

ASK_SECONDS = 8.0  # the longest to wait for Telegram
MOST_DRIFT = timedelta(seconds=60)


async def check_telegram(settings: Settings) -> list[Finding]:
    """Whether Telegram knows the token, and whether the bot would be sent all that is said in groups."""
    if settings.token is None:
        said = "SAYSO_TOKEN is not set. The demo works without one: `sayso demo`."
        return [Finding("token", Result.WARN, said, "For Telegram, get one from BotFather.")]
    try:
        me = await _get_me(settings.token.get_secret_value(), settings.api_url)
    except TelegramError as error:
        return [_refused(classify(error).meaning)]
    except TimeoutError:
        return [_refused(Meaning.UNKNOWN)]
    return [Finding("token", Result.OK, f"Telegram knows it as @{me.username}."), _check_groups(me)]


async def _get_me(token: str, api_url: str) -> User:
    request = AiohttpRequest()
    bot = Bot(token, base_url=api_url, request=request)
    await request.initialize()
    try:
        async with asyncio.timeout(ASK_SECONDS):
            return await bot.get_me()
    finally:
        await request.shutdown()


def _refused(meaning: Meaning) -> Finding:
    if meaning is Meaning.TOKEN_REFUSED:
        said, remedy = "Telegram does not know SAYSO_TOKEN.", "Copy it again from BotFather."
        return Finding("token", Result.FAIL, said, remedy)
    said = f"Telegram could not be asked about it ({meaning})."
    return Finding("token", Result.FAIL, said, "Check the network, and SAYSO_API_URL if it is set.")


def _check_groups(me: User) -> Finding:
    if me.can_read_all_group_messages:
        said = "in group chats the bot would be sent all that people say."
        return Finding("groups", Result.WARN, said, "Send /setprivacy to BotFather and choose Enable.")
    return Finding("groups", Result.OK, "in group chats the bot is sent only what is meant for it.")


async def check_webhook(settings: Settings) -> list[Finding]:
    """Whether Telegram hands updates out in the way in which the bot takes them in."""
    if settings.token is None:
        return []
    try:
        standing = await webhook.ask(settings)
    except (TokenRefusedError, webhook.WebhookError):
        return []  # the check of the token tells it
    if standing.url == settings.webhook_url:
        return [_posts(standing)]
    if not settings.webhook_url:
        said = "Telegram posts updates to a webhook, so a bot that polls gets none."
        remedy = "`sayso webhook delete`, or set SAYSO_WEBHOOK_URL."
    else:
        said = (
            f"Telegram posts updates {'elsewhere' if standing.url else 'nowhere'}, not to SAYSO_WEBHOOK_URL."
        )
        remedy = "`sayso webhook set`."
    return [Finding("webhook", Result.WARN, said, remedy)]


def _posts(standing: webhook.Standing) -> Finding:
    if not standing.url:
        return Finding("webhook", Result.OK, "none is set, so the bot polls.")
    last = f" What went wrong last: {standing.failure}." if standing.failure else ""
    return Finding("webhook", Result.OK, f"Telegram posts to it; {standing.waiting} updates wait.{last}")


async def check_clock(settings: Settings, clock: Clock) -> list[Finding]:
    """Whether this computer's time is right: cards come by it."""
    local = clock.now().astimezone(settings.zone)
    said = f"{local:%H:%M on %d %B %Y} in {settings.timezone}."
    drift = None if settings.token is None else await _drift(settings.api_url, clock)
    if drift is None:
        return [Finding("clock", Result.OK, f"{said} Not compared with Telegram's.")]
    if abs(drift) > MOST_DRIFT:
        said = f"{said} That is {abs(drift).total_seconds():.0f} seconds away from Telegram's clock."
        return [Finding("clock", Result.WARN, said, "Let this computer set its clock by the network (NTP).")]
    return [Finding("clock", Result.OK, f"{said} Telegram's clock agrees.")]


async def _drift(api_url: str, clock: Clock) -> timedelta | None:
    """How far the server's clock is ahead of this one; None if it does not say. The token is not sent."""
    server = urlsplit(api_url)
    timeout = aiohttp.ClientTimeout(total=ASK_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.head(f"{server.scheme}://{server.netloc}/", allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"]) - clock.now()
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError, TypeError):
        return None
