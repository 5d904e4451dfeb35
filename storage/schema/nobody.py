"""The tables that are about nobody: content, numbers, counts, and what the bot notes for itself."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from storage.columns import BigInt, Day
from storage.schema.base import metadata
from storage.schema.kept import Kept, about_nobody

ABOUT_NO_LEARNER = Kept("for good; it is about no learner")

scripts = Table(
    "scripts",
    metadata,
    Column("rehearsal", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("script", Text, nullable=False, comment="the rehearsal as it was, in JSON"),
    UniqueConstraint("rehearsal", "version"),
    comment="Rehearsals as they were when somebody began them: a run keeps to its version. Kept for good.",
    info=about_nobody(ABOUT_NO_LEARNER),
    sqlite_strict=True,
)

sign_offs = Table(
    "sign_offs",
    metadata,
    Column("item", Text, nullable=False, comment="id of an excerpt, card, rehearsal, or concern-guide"),
    Column("version", Text, nullable=False, comment="hash of what was signed"),
    Column("role", Text, nullable=False, comment="never a name"),
    Column("signed_on", Day, nullable=False),
    UniqueConstraint("item", "version"),
    comment="Content that a safeguarding lead has signed off. About no learner; kept for good.",
    info=about_nobody(ABOUT_NO_LEARNER),
    sqlite_strict=True,
)

files = Table(
    "files",
    metadata,
    Column("paper", Text, nullable=False, comment="what it is, and of which version of the content"),
    Column("file_id", Text, nullable=False, comment="Telegram's id of it"),
    UniqueConstraint("paper"),
    comment="Papers that Telegram has already. About nobody; a new version of the content makes new ones.",
    info=about_nobody(),
    sqlite_strict=True,
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True, comment="what only one process may do at a time"),
    Column("holder", Text, comment="a random mark of the process that does it; empty: nobody"),
    Column("token", Integer, nullable=False, comment="grows with each new holder: the fencing token"),
    Column("beat", Integer, nullable=False, comment="grows while the holder lives"),
    comment="Who does what only one may do. About nobody; kept for good.",
    info=about_nobody(),
    sqlite_strict=True,
)

alerts = Table(
    "alerts",
    metadata,
    Column("kind", Text, primary_key=True, comment="what needs somebody"),
    Column("told_on", Day, nullable=False, comment="when the owners were last told"),
    comment="What the owners were told in chat, so that it is at most daily. About nobody; kept for good.",
    info=about_nobody(),
    sqlite_strict=True,
)

deletions = Table(
    "deletions",
    metadata,
    Column(
        "person", Text, primary_key=True, comment="keyed hash of a Telegram id; tells nothing without the key"
    ),
    Column("deleted_on", Day, nullable=False),
    comment="Who asked for /forget, so that an older backup cannot bring them back. Kept for 400 days.",
    info=about_nobody(Kept("400 days", 400, "deleted_on")),
    sqlite_strict=True,
)

contact_checks = Table(
    "contact_checks",
    metadata,
    Column("line", Text, nullable=False, comment="id of the line"),
    Column("number", Text, nullable=False, comment="a mark of the number that was dialled"),
    Column("checked_on", Day, nullable=False),
    Column("role", Text, nullable=False, comment="of whoever dialled it; never a name"),
    Column("found", Text, nullable=False, comment="a: as said, o: other, s: silent, w: wrong"),
    UniqueConstraint("line", "number", "checked_on"),
    comment="What dialling the telephone lines has shown. About nobody; kept for good.",
    info=about_nobody(),
    sqlite_strict=True,
)

demotions = Table(
    "demotions",
    metadata,
    Column("line", Text, primary_key=True, comment="id of the line"),
    Column("number", Text, nullable=False, comment="a mark of the number that it had"),
    Column("demoted_on", Day, nullable=False),
    comment="Numbers that an owner has taken out of use. About nobody; kept until they are put back.",
    info=about_nobody(Kept("until they are put back; it is about nobody")),
    sqlite_strict=True,
)

number_reports = Table(
    "number_reports",
    metadata,
    Column("line", Text, nullable=False, comment="id of the line"),
    Column("reported_on", Day, nullable=False),
    Column("reports", Integer, nullable=False),
    UniqueConstraint("line", "reported_on"),
    comment="How often a number was said not to work: by day, never by whom. Kept for 90 days.",
    info=about_nobody(Kept("90 days; it is about nobody", 90, "reported_on")),
    sqlite_strict=True,
)

pinned_cards = Table(
    "pinned_cards",
    metadata,
    Column("area", Text, primary_key=True, comment="id of the council area; empty: of those who have none"),
    Column("said", Text, nullable=False, comment="a mark of what the pinned numbers of this area say"),
    comment="What pinned numbers say, so that they can be renewed. About nobody; kept for good.",
    info=about_nobody(),
    sqlite_strict=True,
)

helpful = Table(
    "helpful",
    metadata,
    Column("theme", Text, nullable=False),
    Column("content_version", Text, nullable=False),
    Column("answer", Text, nullable=False, comment="yes or no"),
    Column("votes", Integer, nullable=False),
    UniqueConstraint("theme", "content_version", "answer"),
    comment="Whether pages that were looked up helped: by theme, never by whom. About nobody; kept for good.",
    info=about_nobody(),
    sqlite_strict=True,
)

missed_lookups = Table(
    "missed_lookups",
    metadata,
    Column("day", Day, nullable=False),
    Column("language", Text, nullable=False, comment="code of the language that it seemed to be"),
    Column("missed", Integer, nullable=False),
    UniqueConstraint("day", "language"),
    comment="How often nothing was found: by day, never by whom, and no text. Kept for 400 days.",
    info=about_nobody(Kept("400 days; it is about nobody", 400, "day")),
    sqlite_strict=True,
)

good_practice = Table(
    "good_practice",
    metadata,
    Column("team_id", BigInt, nullable=False, comment="whose team saw it; 0: somebody's who is in none"),
    Column("day", Day, nullable=False),
    Column("theme", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    UniqueConstraint("team_id", "day", "theme"),
    comment="How often good practice was seen: by team, day and theme, never by whom. Kept for 400 days.",
    info=about_nobody(Kept("400 days; it is about nobody", 400, "day")),
    sqlite_strict=True,
)
