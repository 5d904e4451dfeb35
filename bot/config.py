"""All settings, from the environment or `.env`. Nothing else reads either."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from content.library import CONTENT

CODE_LETTERS = 2  # of a language, by ISO 639-1


class ConfigError(Exception):
    """A setting is missing or cannot be used. Names the setting and the remedy, never its value."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        raise ValueError("is not a time zone that this machine knows: try Europe/London") from None
    return name


def _database(url: str) -> str:
    try:
        parts = make_url(url)
    except ArgumentError:
        raise ValueError("is not a database address: try sqlite+aiosqlite:///data/sayso.db") from None
    if parts.drivername not in {"sqlite+aiosqlite", "postgresql+asyncpg"}:
        raise ValueError("must begin with sqlite+aiosqlite:// or postgresql+asyncpg://")
    return url


def _api_url(url: str) -> str:
    if not url.startswith(("http://", "https://")) or not url.rstrip("/").endswith("/bot"):
        raise ValueError("must have the form https://host:port/bot")
    return url.rstrip("/")


def _ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise ValueError("must be Telegram ids, numbers with commas between them: 123456789,987654321")
    return frozenset(int(part) for part in parts)


def _languages(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = [part.strip().casefold() for part in value.split(",") if part.strip()]
    if not all(len(part) == CODE_LETTERS and part.isascii() and part.isalpha() for part in parts):
        raise ValueError("must be codes of two letters with commas between them: pl,ro")
    return tuple(dict.fromkeys(parts))


def _webhook_url(url: str) -> str:
    if url and not url.startswith("https://"):
        raise ValueError("must begin with https://, or be empty")
    return url


class Settings(BaseSettings):
    """What the operator can set. Each is the environment variable SAYSO_ and the name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="SAYSO_", env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    token: SecretStr | None = Field(default=None, description="The bot's token, from BotFather.")
    api_url: Annotated[str, AfterValidator(_api_url)] = Field(
        default="https://api.telegram.org/bot", description="The Bot API server."
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default="sqlite+aiosqlite:///data/sayso.db", description="Where everything is kept."
    )
    content_dir: Path = Field(default=CONTENT, description="The folder with packs, guide and contacts.")
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        default="Europe/London", description="Where people live; cards come by its clocks."
    )
    controller: str = Field(
        default="whoever runs this bot",
        max_length=200,
        description="Who answers for the data; shown in /privacy.",
    )
    owners: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)] = Field(
        default=frozenset(), description="Telegram ids of those who run the bot, with commas between them."
    )
    unsigned: Literal["label", "hold"] = Field(
        default="label",
        description="Content that no safeguarding lead has signed off: say so, or do not send it.",
    )
    languages: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_languages)] = Field(
        default=(), description="Languages that people can choose beside English, with commas between them."
    )
    rate: float = Field(
        default=28.0, ge=0, le=1000, description="Messages a second at most; 0: no limit of our own."
    )
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] = Field(
        default="", description="https address at which Telegram reaches the bot; empty: it is asked instead."
    )
    webhook_secret: SecretStr | None = Field(
        default=None, description="Telegram sends it with each update: 16 to 256 of A-Z a-z 0-9 _ -"
    )
    webhook_listen: str = Field(
        default="127.0.0.1:8443",
        pattern=r"^[^:\s]+:\d{1,5}$",
        description="host:port for Telegram's updates.",
    )
    backup_dir: Path | None = Field(default=None, description="Where the nightly backup goes; none if empty.")
    backup_key: SecretStr | None = Field(
        default=None, description="The passphrase that backups are locked with."
    )
    backup_hour: int = Field(
        default=3, ge=0, le=23, description="The hour of the nightly backup, local time."
    )
    forget_after_days: int = Field(
        default=365,
        ge=60,
        le=3650,
        description="Days of not being here until somebody is asked and forgotten.",
    )
    log: Literal["text", "json"] = Field(default="text", description="How the log is written.")
    http_listen: str = Field(
        default="",
        pattern=r"^$|^[^:\s]+:\d{1,5}$",
        description="host:port for /healthz and /metrics; off if empty.",
    )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.timezone)


def read_settings(*, env_file: Path | None = Path(".env")) -> Settings:
    """The settings of this process.

    Raises:
        ConfigError: with every setting that cannot be used, a line each.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as invalid:
        lines = [
            f"SAYSO_{str(error['loc'][0]).upper()}: {_problem(error['msg'])}" for error in invalid.errors()
        ]
        raise ConfigError("\n".join(lines)) from None


def _problem(message: str) -> str:
    return message.removeprefix("Value error, ")
