"""What comes to a person at days and hours that she chose beside her weekly card: pages, and time to read."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from storage.columns import UtcTime
from storage.schema.base import metadata, of_person
from storage.schema.kept import Kept

rhythms = Table(
    "rhythms",
    metadata,
    of_person(),
    Column("kind", Text, nullable=False, comment="what comes; the kind of the nudges that are made from it"),
    Column("days", Text, nullable=False, comment="days of the week with a space between: mon to sun"),
    Column("minutes", Integer, nullable=False, comment="local time, minutes after midnight"),
    Column("next_due_at", UtcTime, nullable=False, comment="when the next nudge is made"),
    UniqueConstraint("person_id", "kind"),
    comment="What a person wants beside the weekly card, and when. Kept until it is turned off, or /forget.",
    info={"kept": Kept("until it is turned off, or `/forget`")},
    sqlite_strict=True,
)
Index(None, rhythms.c.next_due_at)
