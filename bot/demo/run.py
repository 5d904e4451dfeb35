"""The demo: the whole real bot against the embedded Bot API, with a phone in the browser.

Everything is in a folder that is gone afterwards. Nothing here leaves this computer.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.app import SaySo
from bot.clock import MovableClock
from bot.config import Settings
from bot.demo.colleagues import add_colleagues
from bot.demo.server import serving
from bot.demo.watch import watch
from bot.demo.world import MAREK, World
from bot.words import shipped


async def run(settings: Settings, port: int) -> None:
    """Serve the page and run the bot until SIGTERM or SIGINT.

    Raises:
        OSError: the port is taken.
        BrokenContentError: the content cannot be used.
    """
    clock = MovableClock()
    world = World(clock)
    add_colleagues(world)
    with tempfile.TemporaryDirectory(prefix="sayso-demo-") as folder:
        async with serving(world, port=port) as server:
            sayso = SaySo(demo_settings(server.bot_url, world.token, Path(folder), settings), clock)
            task = asyncio.ensure_future(sayso.run())
            watching = asyncio.create_task(watch(settings.content_dir, sayso.reload))
            _listen(task, sayso)
            typer.echo(f"Say So demo: open {server.url} in a browser. Ctrl-C stops it.")
            with contextlib.suppress(asyncio.CancelledError):
                await task
            watching.cancel()


def demo_settings(bot_url: str, token: str, folder: Path, settings: Settings | None = None) -> Settings:
    """The operator's settings, but with the demo's own server, token and database."""
    return (settings or Settings(_env_file=None)).model_copy(
        update={
            "token": SecretStr(token),
            "http_listen": "",
            "webhook_url": "",
            "backup_dir": None,
            "owners": frozenset({MAREK}),
            "languages": shipped(),
            "api_url": bot_url,
            "database_url": f"sqlite+aiosqlite:///{folder / 'demo.db'}",
        }
    )


def _listen(task: asyncio.Future[None], sayso: SaySo) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    loop.add_signal_handler(signal.SIGHUP, sayso.reload)
