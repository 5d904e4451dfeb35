"""`sayso run` as a process of its own, that can be killed at any moment, and the log that it leaves."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from tests.faults.crowd import zone_for

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from bot.demo.world import World
    from tests.faults.engines import Engine

PATIENCE = 60.0  # for a busy machine; nothing is measured by it
RUN = "from bot.cli import main; main()"


class Bot:
    """One bot, living many lives."""

    def __init__(self, world: World, api_url: str, engine: Engine) -> None:
        self.world = world
        self._lines: list[str] = []
        self._reading: asyncio.Task[None] | None = None
        self._environment = {
            "PATH": os.environ["PATH"],
            "SAYSO_TOKEN": world.token,
            "SAYSO_API_URL": api_url,
            "SAYSO_DATABASE_URL": engine.url,
            "SAYSO_TIMEZONE": zone_for(world.clock.now()),
            "SAYSO_LOG": "json",
            "SAYSO_RATE": "0",
        }
        self._process: Process | None = None

    @property
    def lives(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start the process; returns at once."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", RUN, "run", env=self._environment, stderr=asyncio.subprocess.PIPE
        )
        assert self._process.stderr is not None
        self._reading = asyncio.create_task(self._read(self._process.stderr))

    async def _read(self, log: asyncio.StreamReader) -> None:
        async for line in log:
            self._lines.append(line.decode())

    async def start_up(self) -> None:
        """Start the process, and wait until it polls."""
        await self.start()
        try:
            await self.world.until(lambda: self.world.updates.polled or not self.lives, PATIENCE)
        finally:
            assert self.world.updates.polled, "".join(self._lines[-20:])

    async def kill(self) -> None:
        """SIGKILL: it can do nothing about it."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM: it ends in its own way; its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        assert self._reading is not None
        if self.lives:
            self._process.send_signal(number)
        code = await self._process.wait()
        await self._reading
        return code

    async def logs(self, *parts: str) -> None:
        """Wait until the log has one of these in it."""
        await self.world.until(lambda: any(part in line for line in self._lines for part in parts), PATIENCE)

    def logged(self) -> list[dict[str, Any]]:
        """Every line of the log.

        Raises:
            ValueError: a line is no JSON: a traceback, most likely. It is in the error.
        """
        whole = [line for line in self._lines if line.endswith("\n")]  # a kill may cut the last one
        other = [line for line in whole if not line.startswith("{")]
        if other:
            raise ValueError("".join(other))
        return [json.loads(line) for line in whole]
