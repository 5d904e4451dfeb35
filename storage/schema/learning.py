"""What people say of themselves, and how long they practised: only ever shown to the person whose it is."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from storage.columns import BigInt, Day, UtcTime
from storage.schema.base import metadata, of_person
from storage.schema.kept import UNTIL_FORGET

confidence = Table(
    "confidence",
    metadata,
    of_person(),
    Column("wave", Text, nullable=False, comment="first, six or twelve: weeks after joining"),
    Column("question", Text, nullable=False, comment="which of the questions of a wave"),
    Column("wording", Text, nullable=False, comment="version of the words that were answered"),
    Column("value", Integer, comment="1 to 5; empty: skipped"),
    Column("said_at", UtcTime, nullable=False),
    UniqueConstraint("person_id", "wave", "question"),
    comment="How ready a person felt, in her own view, question by question. Kept until /forget.",
    info={"kept": UNTIL_FORGET},
    sqlite_strict=True,
)

sureness = Table(
    "sureness",
    metadata,
    of_person(),
    Column("showing", BigInt, nullable=False, comment="id of the showing that was answered"),
    Column("value", Integer, nullable=False, comment="1 to 5"),
    Column("said_at", UtcTime, nullable=False),
    UniqueConstraint("person_id", "showing"),
    comment="How sure a person was of a choice, at most once a month. Kept until /forget.",
    info={"kept": UNTIL_FORGET},
    sqlite_strict=True,
)

practice_days = Table(
    "practice_days",
    metadata,
    of_person(),
    Column("day", Day, nullable=False, comment="the local day"),
    Column("seconds", Integer, nullable=False, comment="spent on cards, pages and talks; at most 1800"),
    Column("last_tap_at", UtcTime, nullable=False, comment="the last tap on one of these on that day"),
    UniqueConstraint("person_id", "day"),
    comment="How long a person practised, by day; never in the guide or the look-up. Kept until /forget.",
    info={"kept": UNTIL_FORGET},
    sqlite_strict=True,
)
