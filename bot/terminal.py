"""What every command of the shell shares: reading the settings, and giving up with one clear line.

Nothing here does a command's work.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.config import Settings

Result = TypeVar("Result")


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


def carefully(work: Coroutine[object, object, Result]) -> Result:
    """Run `work`, and turn what an operator can mend into one line."""
    # Imported only when there is work to do: `--help` is quick without them.
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from bot.config import ConfigError  # noqa: PLC0415
    from bot.edge.polling import TokenRefusedError  # noqa: PLC0415
    from content.faults import BrokenContentError  # noqa: PLC0415
    from storage.store import DatabaseError, one_line  # noqa: PLC0415

    try:
        return asyncio.run(work)
    except TokenRefusedError:
        fail("Telegram does not know this SAYSO_TOKEN. Copy it again from BotFather.")
    except BrokenContentError as broken:
        fail(f"The content is broken; `sayso content check` tells more.\n{broken}")
    except (ConfigError, DatabaseError) as error:
        fail(str(error))
    except SQLAlchemyError as error:
        fail(f"The database cannot be used: {one_line(error)}. See `sayso doctor`.")
    except ModuleNotFoundError as missing:
        fail(f"A part of Say So is not installed here: {missing.name}.")
    except OSError as error:
        fail(_sentence(error))


def _sentence(error: OSError) -> str:
    """What the system said and about which file; an error of our own says it all in its text."""
    if error.strerror is None:
        return str(error)
    return f"{error.strerror}: {error.filename}." if error.filename else f"{error.strerror}."
