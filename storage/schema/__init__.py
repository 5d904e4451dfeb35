"""What is kept, table by table, and for how long.

Kept: the numeric Telegram id, settings, what was read, which option was chosen. Never kept: names, free text,
telephone numbers, places other than the council area, message contents. Nothing is written when the concern
guide, the contacts or the look-up is used.
"""

from __future__ import annotations

from storage.schema.base import metadata
from storage.schema.groups import session_polls, team_groups
from storage.schema.learning import confidence, practice_days, sureness
from storage.schema.nobody import (
    alerts,
    contact_checks,
    deletions,
    demotions,
    files,
    good_practice,
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
from storage.schema.published import card_counts, team_counts
from storage.schema.rhythms import rhythms
from storage.schema.sessions import (
    session_actions,
    session_dates,
    session_hands,
    session_lines,
    session_senders,
    sessions,
    team_time_asked,
    team_times,
)
from storage.schema.teams import (
    audit,
    codes,
    manager_requests,
    managers,
    team_managers,
    team_members,
    teams,
    wrong_codes,
)

__all__ = [
    "REVISION",
    "alerts",
    "audit",
    "card_counts",
    "codes",
    "confidence",
    "contact_checks",
    "deletions",
    "demotions",
    "files",
    "good_practice",
    "handled",
    "helpful",
    "leases",
    "manager_requests",
    "managers",
    "metadata",
    "missed_lookups",
    "nudges",
    "number_reports",
    "people",
    "pinned_cards",
    "practice_days",
    "reads",
    "reminders",
    "replies",
    "rhythms",
    "runs",
    "scripts",
    "session_actions",
    "session_dates",
    "session_hands",
    "session_lines",
    "session_polls",
    "session_senders",
    "sessions",
    "showings",
    "sign_offs",
    "sureness",
    "team_counts",
    "team_groups",
    "team_managers",
    "team_members",
    "team_time_asked",
    "team_times",
    "teams",
    "wrong_codes",
]

# The newest migration, known here so that starting does not have to load Alembic to compare.
REVISION = "0002"
