"""The two databases as a test sees them from outside: an address for the bot, queries beside it, a check.

Nothing here goes through the code under test, so that what it finds is what is really there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

BUSY_SECONDS = 30


@dataclass(frozen=True)
class Engine:
    """A database of its own for one test."""

    name: str
    url: str

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds, or an empty list for one that only changes something."""
        options = {"timeout": BUSY_SECONDS} if self.is_file else {}
        engine = create_async_engine(self.url, poolclass=NullPool, connect_args=options)
        try:
            async with engine.begin() as connection:
                found = await connection.execute(text(query))
                return [tuple(row) for row in found] if found.returns_rows else []
        finally:
            await engine.dispose()

    async def faults(self) -> list[object]:
        """What is wrong with the database itself; nothing, if all is well."""
        if not self.is_file:
            answer = await self.rows("SELECT count(*) FROM people")
            return [] if answer else ["it does not answer"]
        checks = [await self.rows(f"PRAGMA {check}") for check in ("quick_check", "integrity_check")]
        broken = await self.rows("PRAGMA foreign_key_check")
        return [row for rows in checks for row in rows if row != ("ok",)] + list(broken)

    @property
    def is_file(self) -> bool:
        """Whether it is SQLite."""
        return self.name == "sqlite"
