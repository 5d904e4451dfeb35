"""Indexes of a few rows only. Imported where tables are made, and nowhere else.

Naming PostgreSQL in an index loads all that SQLAlchemy knows of it, 4 MB and 15 ms that a running bot on SQLite
never needs.
"""

from __future__ import annotations

from sqlalchemy import Index

from storage.schema.persons import people, runs

# People who left are not in it: they would stand at its front for ever, and every look would pass them by.
Index(
    "ix_people_next_due_at",
    people.c.next_due_at,
    sqlite_where=people.c.left_at.is_(None),
    postgresql_where=people.c.left_at.is_(None),
)
# Those who never got further, and no others: the search for them must not grow with those who did.
Index(
    "ix_people_started_on",
    people.c.started_on,
    sqlite_where=people.c.joined_on.is_(None),
    postgresql_where=people.c.joined_on.is_(None),
)
# Only those that somebody may still be reminded of: the search for them must not grow with the others.
_left_open = runs.c.ended_at.is_(None) & runs.c.reminded_at.is_(None)
Index("ix_runs_touched_at", runs.c.touched_at, sqlite_where=_left_open, postgresql_where=_left_open)
