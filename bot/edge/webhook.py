"""Asks Telegram where it posts updates, and tells it where to. Only `sayso webhook` and the doctor do.

The bot itself must never set or delete the webhook: several replicas start and stop, and none may take it from
the others.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import TelegramError

from bot.config import ConfigError
from bot.edge.failures import Meaning, classify
from bot.edge.polling import TokenRefusedError
from bot.edge.request import AiohttpRequest
from bot.edge.updates import WANTED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from pydantic import SecretStr
    from telegram import WebhookInfo

    from bot.config import Settings

ASK_SECONDS = 10.0
CONNECTIONS = 100  # the most that Telegram opens; each is held until an answer is committed and shown
_CHECK = "Check the network, and SAYSO_API_URL if it is set."


class WebhookError(Exception):
    """Telegram did not do what it was asked; the message says why, and what to do, in one line."""


@dataclass(frozen=True)
class Standing:
    """What Telegram says. `url` is empty if it posts nowhere; `failure` is what went wrong last."""

    url: str
    waiting: int
    failure: str = ""
    failed_at: datetime | None = None


async def ask(settings: Settings) -> Standing:
    """Where Telegram posts now.

    Raises:
        TokenRefusedError: Telegram does not know the token.
        WebhookError: it could not be asked.
        ConfigError: there is no token.
    """
    async with _asking(settings) as bot:
        return _standing(await bot.get_webhook_info())


async def point(settings: Settings, url: str, secret: SecretStr) -> Standing:
    """Tell Telegram to post to `url` what we want to know, and nothing else. Raises what `ask` does."""
    async with _asking(settings) as bot:
        await bot.set_webhook(
            url,
            max_connections=CONNECTIONS,
            allowed_updates=WANTED,
            secret_token=secret.get_secret_value(),
        )
        return _standing(await bot.get_webhook_info())


async def remove(settings: Settings) -> Standing:
    """Tell Telegram to post nowhere, and to keep what waits. Raises what `ask` does."""
    async with _asking(settings) as bot:
        await bot.delete_webhook(drop_pending_updates=False)
        return _standing(await bot.get_webhook_info())


@asynccontextmanager
async def _asking(settings: Settings) -> AsyncIterator[Bot]:
    if settings.token is None:
        raise ConfigError("SAYSO_TOKEN: is not set. BotFather gives it to you; put it into .env.")
    request = AiohttpRequest()
    await request.initialize()
    try:
        async with asyncio.timeout(ASK_SECONDS):
            yield Bot(settings.token.get_secret_value(), base_url=settings.api_url, request=request)
    except TelegramError as error:
        raise _failed(error) from None
    except TimeoutError:
        raise WebhookError(f"Telegram did not answer. {_CHECK}") from None
    finally:
        await request.shutdown()


def _failed(error: TelegramError) -> Exception:
    failure = classify(error)
    if failure.meaning is Meaning.TOKEN_REFUSED:
        return TokenRefusedError()
    if failure.meaning is Meaning.REFUSED:
        return WebhookError(f"Telegram does not take this webhook ({error.message}).")
    if failure.meaning is Meaning.SLOW_DOWN:
        return WebhookError(f"Telegram asks to wait for {failure.retry_after:.0f} seconds. Try again then.")
    return WebhookError(f"Telegram could not be asked ({failure.meaning}). {_CHECK}")


def _standing(info: WebhookInfo) -> Standing:
    return Standing(info.url, info.pending_update_count, info.last_error_message or "", info.last_error_date)
