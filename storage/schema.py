"""What is kept, table by table, and for how long.

Kept: the numeric Telegram id, settings, what was read, which option was chosen. Never kept: names, free text,
telephone numbers, places other than the council area, message contents. Nothing is written when the concern
guide, the contacts or the look-up is used.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import BigInt, Day, UtcTime

# The newest migration, known here so that starting does not have to load Alembic to compare.
REVISION = "0001"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _person() -> Column[int]:
    return Column("person_id", BigInt, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)


people = Table(
    "people",
    metadata,
    Column("id", BigInt, primary_key=True, autoincrement=False, comment="Telegram id"),
    Column("pack", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("area", Text, comment="id of the council area where the person cared for lives"),
    Column("card_day", Text, nullable=False, comment="mon to sun"),
    Column("card_minutes", Integer, nullable=False, comment="local time of the card, minutes after midnight"),
    Column("next_due_at", UtcTime, comment="when the next nudge is made; empty: none wanted"),
    Column("left_at", UtcTime, comment="when the person blocked the bot; empty: has not"),
    Column("place", Text, comment="route of the last screen, for typed answers; never of guide or contacts"),
    Column("pinned_message", BigInt, comment="message id of Useful numbers"),
    Column("joined_on", Day, comment="empty: still choosing"),
    Column("started_on", Day, nullable=False, comment="the day of the first tap"),
    CheckConstraint("card_minutes >= 0 AND card_minutes < 1440", name="minutes"),
    comment="One row a person. Kept until /forget; of who never got further than choosing, for 2 days.",
    sqlite_strict=True,
)
# People who left are not in it: they would stand at its front for ever, and every look would pass them by.
Index(
    "ix_people_next_due_at",
    people.c.next_due_at,
    sqlite_where=people.c.left_at.is_(None),
    postgresql_where=people.c.left_at.is_(None),
)

showings = Table(
    "showings",
    metadata,
    Column("id", BigInt, primary_key=True),
    _person(),
    Column("occasion", Text, nullable=False, comment="why it was dealt: week:DAY, or after:SHOWING"),
    Column("card", Text, nullable=False, comment="id of the scenario card"),
    Column("content_version", Text, nullable=False),
    Column("shown_at", UtcTime, nullable=False),
    Column("chosen", Text, comment="key of the option; empty: not answered"),
    Column("answered_at", UtcTime),
    UniqueConstraint("person_id", "occasion"),
    comment="Each time a card was dealt to a person, and what she chose. Kept until /forget.",
    sqlite_strict=True,
)

reads = Table(
    "reads",
    metadata,
    _person(),
    Column("excerpt", Text, nullable=False),
    Column("content_version", Text, nullable=False),
    Column("read_at", UtcTime, nullable=False, comment="when it was last read"),
    UniqueConstraint("person_id", "excerpt"),
    comment="Which excerpts a person has read. Kept until /forget.",
    sqlite_strict=True,
)

nudges = Table(
    "nudges",
    metadata,
    Column("id", BigInt, primary_key=True),
    _person(),
    Column("kind", Text, nullable=False),
    Column("due_on", Day, nullable=False, comment="the local day it was meant for"),
    Column("due_at", UtcTime, nullable=False, comment="the moment it was meant for"),
    Column("send_at", UtcTime, nullable=False, comment="not to be sent before this"),
    Column("state", Text, nullable=False, comment="due, sending, sent, lapsed, unknown"),
    Column("lease_until", UtcTime, comment="while it is being sent: until when"),
    Column("tries", Integer, nullable=False, comment="those of which nobody knows whether it arrived"),
    Column("wording", Integer, nullable=False),
    UniqueConstraint("person_id", "kind", "due_on"),
    comment="Messages that go out by themselves. Kept until /forget.",
    sqlite_strict=True,
)
Index(None, nudges.c.state, nudges.c.send_at)

handled = Table(
    "handled",
    metadata,
    Column("update_id", BigInt, nullable=False),
    _person(),
    Column("shows", Text, nullable=False, comment="the places that were shown in answer"),
    Column("handled_at", UtcTime, nullable=False),
    UniqueConstraint("update_id", "person_id"),
    comment="Updates that changed something, so that one that comes twice changes nothing. Kept for 2 days.",
    sqlite_strict=True,
)
Index(None, handled.c.handled_at)

scripts = Table(
    "scripts",
    metadata,
    Column("rehearsal", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("script", Text, nullable=False, comment="the rehearsal as it was, in JSON"),
    UniqueConstraint("rehearsal", "version"),
    comment="Rehearsals as they were when somebody began them: a run keeps to its version. Kept for good.",
    info={"personal": False},
    sqlite_strict=True,
)

runs = Table(
    "runs",
    metadata,
    Column("id", BigInt, primary_key=True),
    _person(),
    Column("rehearsal", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("path", Text, nullable=False, comment="keys of what was chosen, in order"),
    Column("touched_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    comment="Ways that people went through rehearsals. Kept until /forget.",
    sqlite_strict=True,
)
Index(None, runs.c.person_id, runs.c.touched_at)

sign_offs = Table(
    "sign_offs",
    metadata,
    Column("item", Text, nullable=False, comment="id of an excerpt, card, rehearsal, or concern-guide"),
    Column("version", Text, nullable=False, comment="hash of what was signed"),
    Column("role", Text, nullable=False, comment="never a name"),
    Column("signed_on", Day, nullable=False),
    UniqueConstraint("item", "version"),
    comment="Content that a safeguarding lead has signed off. About no learner; kept for good.",
    info={"personal": False},
    sqlite_strict=True,
)

files = Table(
    "files",
    metadata,
    Column("paper", Text, nullable=False, comment="what it is, and of which version of the content"),
    Column("file_id", Text, nullable=False, comment="Telegram's id of it"),
    UniqueConstraint("paper"),
    comment="Papers that Telegram has already. About nobody; a new version of the content makes new ones.",
    info={"personal": False},
    sqlite_strict=True,
)

replies = Table(
    "replies",
    metadata,
    Column("id", BigInt, primary_key=True),
    Column("chat_id", BigInt, nullable=False),
    Column("route", Text, nullable=False, comment="what to show; never a text"),
    Column("edits", BigInt, comment="message id to edit; empty: a new message"),
    Column("pins", Integer, nullable=False, comment="1: pin the message"),
    Column("kept_at", UtcTime, nullable=False),
    Column("send_at", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False),
    comment="Replies that could not be sent at once. Deleted when sent, or after a day.",
    sqlite_strict=True,
)
Index(None, replies.c.send_at)
