"""What every bot makes for itself when it starts, made once for all bots of a process of tests.

A bot that runs for a year makes these once; hundreds that run for a second each spent a quarter of their time on
them. Nothing that a test looks at is shared: each has a database, a world and rows of its own.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

from bot.delivery import renewing
from storage import backup_file, deletions, sqlite, store

if TYPE_CHECKING:
    from content.contacts import Contacts
    from content.ring import Known

# By an option of SQLAlchemy's own. Its keys name the engine's dialect, so all of a kind must be as good as one.
_COMPILED: dict[Any, Any] = {}
_MARKS: dict[tuple[int, str], tuple[Contacts, dict[str, str]]] = {}
_marks_anew = renewing._marks  # noqa: SLF001 - see _marks


def share() -> None:
    """From now on, for every bot of this process."""
    patch = pytest.MonkeyPatch()
    for dialect in (SQLiteDialect_aiosqlite, PGDialect_asyncpg):
        patch.setattr(dialect, "__eq__", _same_kind)
        patch.setattr(dialect, "__hash__", _kind)
    for module in (sqlite, store):
        made = partial(module.create_async_engine, execution_options={"compiled_cache": _COMPILED})
        patch.setattr(module, "create_async_engine", made)
    patch.setattr(renewing, "_marks", _marks)
    # Slow on purpose, and of the one token that all these bots have.
    patch.setattr(deletions, "stretched", cache(backup_file.stretched))


def _same_kind(self: object, other: object) -> bool:
    return type(self) is type(other)


def _kind(self: object) -> int:
    return hash(type(self))


def _marks(contacts: Contacts, known: Known) -> dict[str, str]:
    """What the pinned numbers of the same contacts say. They are kept, so that no others can have their id."""
    key = (id(contacts), repr(known))
    if key not in _MARKS:
        _MARKS[key] = (contacts, _marks_anew(contacts, known))
    return dict(_MARKS[key][1])
