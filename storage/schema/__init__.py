"""What is kept, table by table, and for how long.

Kept: the numeric Telegram id, settings, what was read, which option was chosen. Never kept: names, free text,
telephone numbers, places other than the council area, message contents. Nothing is written when the concern
guide, the contacts or the look-up is used.
"""

from __future__ import annotations

from storage.schema.base import metadata
from storage.schema.nobody import (
    alerts,
    contact_checks,
    deletions,
    demotions,
    files,
    helpful,
    leases,
    missed_lookups,
    number_reports,
    pinned_cards,
    scripts,
    sign_offs,
)
from storage.schema.persons import (
    handled,
    nudges,
    people,
    reads,
    reminders,
    replies,
    runs,
    showings,
)

__all__ = [
    "REVISION",
    "alerts",
    "contact_checks",
    "deletions",
    "demotions",
    "files",
    "handled",
    "helpful",
    "leases",
    "metadata",
    "missed_lookups",
    "nudges",
    "number_reports",
    "people",
    "pinned_cards",
    "reads",
    "reminders",
    "replies",
    "runs",
    "scripts",
    "showings",
    "sign_offs",
]

# The newest migration, known here so that starting does not have to load Alembic to compare.
REVISION = "0001"
