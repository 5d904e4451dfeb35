"""The demo: the whole real bot against the embedded Bot API, with a phone in the browser.

Everything is in a folder that is gone afterwards. Nothing here leaves this computer.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from pydantic import SecretStr

from bot.app import SaySo
from bot.clock import MovableClock
from bot.demo.server import serving
from bot.demo.world import World

if TYPE_CHECKING:
    from bot.config import Settings


async def run(settings: Settings, port: int) -> None:
    """Serve the page and run the bot until SIGTERM or SIGINT.

    Raises:
        OSError: the port is taken.
        BrokenContentError: the content cannot be used.
    """
    clock = MovableClock()
    world = World(clock)
    with tempfile.TemporaryDirectory(prefix="sayso-demo-") as folder:
        async with serving(world, port=port) as server:
            sayso = SaySo(_settings(settings, server.bot_url, world.token, Path(folder)), clock)
            task = asyncio.ensure_future(sayso.run())
            _listen(task, sayso)
            typer.echo(f"Say So demo: open {server.url} in a browser. Ctrl-C stops it.")
            with contextlib.suppress(asyncio.CancelledError):
                await task


def _settings(settings: Settings, bot_url: str, token: str, folder: Path) -> Settings:
    return settings.model_copy(
        update={
            "token": SecretStr(token),
            "api_url": bot_url,
            "database_url": f"sqlite+aiosqlite:///{folder / 'demo.db'}",
        }
    )


def _listen(task: asyncio.Future[None], sayso: SaySo) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    loop.add_signal_handler(signal.SIGHUP, sayso.reload)
