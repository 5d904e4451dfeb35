"""Where Telegram reaches the bot: the settings of the webhook, checked before anything is asked of Telegram.

It must never show the secret.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.config import ConfigError

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from pydantic import SecretStr

    from bot.config import Settings

PORTS = (443, 80, 88, 8443)  # the only ones that Telegram posts to
_PATH = re.compile(r"[A-Za-z0-9._~/-]*")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


@dataclass(frozen=True)
class Address:
    """What Telegram is told (`url`, `secret`), and the path at which the bot then listens."""

    url: str
    path: str
    secret: SecretStr


def address(settings: Settings) -> Address:
    """The webhook that is set in the settings.

    Raises:
        ConfigError: a setting is missing or cannot be used; names it, never its value.
    """
    parts = _parts(settings.webhook_url)
    secret = settings.webhook_secret
    if secret is None or not _SECRET.fullmatch(secret.get_secret_value()):
        raise ConfigError(
            "SAYSO_WEBHOOK_SECRET: must be 16 to 256 of A-Z a-z 0-9 _ - and nothing else: "
            "try what `openssl rand -hex 32` prints."
        )
    return Address(settings.webhook_url, parts.path or "/", secret)


def _parts(url: str) -> SplitResult:
    if not url:
        raise ConfigError(
            "SAYSO_WEBHOOK_URL: is not set. Give the https address at which Telegram reaches the bot."
        )
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[0]
    except ValueError:
        raise ConfigError(
            "SAYSO_WEBHOOK_URL: is not an address: try https://bot.example.org/telegram"
        ) from None
    if parts.scheme != "https" or not parts.hostname:
        raise ConfigError(
            "SAYSO_WEBHOOK_URL: must be https:// and a host: try https://bot.example.org/telegram"
        )
    if port not in PORTS:
        raise ConfigError(f"SAYSO_WEBHOOK_URL: Telegram posts only to the ports {_listed(PORTS)}.")
    if parts.query or parts.fragment or parts.username is not None or not _PATH.fullmatch(parts.path):
        raise ConfigError(
            "SAYSO_WEBHOOK_URL: after the host there may be a path of letters, digits, / . _ ~ and - only."
        )
    return parts


def _listed(ports: tuple[int, ...]) -> str:
    return ", ".join(str(port) for port in ports)
