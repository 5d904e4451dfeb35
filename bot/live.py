"""Runs the bot on Telegram itself, until the process is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import signal
from typing import TYPE_CHECKING

import structlog

from bot.app import SaySo
from bot.clock import SystemClock

if TYPE_CHECKING:
    from bot.config import Settings

log = structlog.get_logger()

STOPS_WITHIN_SECONDS = 9.0  # containers are killed ten seconds after they are told to stop


async def run(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. SIGHUP reads the content again.

    A stop ends by itself in a few seconds; if anything keeps it from that, the process ends all the same. What it
    had not confirmed by then comes again.
    """
    sayso = SaySo(settings, SystemClock())
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(sayso.run())
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, task)
    loop.add_signal_handler(signal.SIGHUP, sayso.reload)
    log.info("Say So is running.", action="start", content=sayso.desk.library.version)
    with contextlib.suppress(asyncio.CancelledError):
        await task
    log.info("Say So has stopped.", action="stop")


def _stop(task: asyncio.Future[None]) -> None:
    faulthandler.dump_traceback_later(STOPS_WITHIN_SECONDS, exit=True)
    task.cancel()
