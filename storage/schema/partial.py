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
# Where there are pinned numbers to renew, area by area and a few people at a time.
_has_pinned = people.c.pinned_message.is_not(None) & people.c.left_at.is_(None)
Index("ix_people_area_id", people.c.area, people.c.id, sqlite_where=_has_pinned, postgresql_where=_has_pinned)
# Only those that somebody may still be reminded of: the search for them must not grow with the others.
_left_open = runs.c.ended_at.is_(None) & runs.c.reminded_at.is_(None)
Index("ix_runs_touched_at", runs.c.touched_at, sqlite_where=_left_open, postgresql_where=_left_open)
