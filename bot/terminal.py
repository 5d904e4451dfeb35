"""What every command of the shell shares: reading the settings, and giving up with one clear line.

Nothing here does a command's work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from bot.config import Settings


def settings() -> Settings:
    """The settings, or the end of the command with one line on what is wrong with them."""
    from bot.config import ConfigError, read_settings  # noqa: PLC0415 - `--help` is quick without it

    try:
        return read_settings()
    except ConfigError as error:
        fail(str(error))
    except (OSError, UnicodeError):
        fail("The file .env cannot be read as UTF-8 text. Check its rights, or write it again.")


def fail(sentence: str) -> NoReturn:
    """End the command with exit code 1 and one sentence on what to do."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
