"""What was told of teams, and of cards over all teams: blurred once and kept, so a second look tells no more."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text, UniqueConstraint

from storage.columns import Day
from storage.schema.base import metadata
from storage.schema.kept import Kept, about_nobody
from storage.schema.teams import of_team

KEPT = about_nobody(Kept("400 days", 400, "after_on"))

team_counts = Table(
    "team_counts",
    metadata,
    of_team(),
    Column("measure", Text, nullable=False, comment="what was counted"),
    Column("after_on", Day, nullable=False, comment="the day after the span of time that it is about"),
    Column("told", Text, comment="bands and a rounded size, blurred, in JSON; empty: too few people"),
    UniqueConstraint("team_id", "measure", "after_on"),
    comment="What a team is told of itself, never exact. About no one person; kept for 400 days.",
    info=KEPT,
    sqlite_strict=True,
)

card_counts = Table(
    "card_counts",
    metadata,
    Column("card", Text, nullable=False, comment="id of the scenario card"),
    Column("after_on", Day, nullable=False, comment="the day after the span of time that it is about"),
    Column("told", Text, comment="bands and a rounded size, blurred, in JSON; empty: too few people"),
    UniqueConstraint("card", "after_on"),
    comment="How people of several teams chose, never exact. About no one person; kept for 400 days.",
    info=KEPT,
    sqlite_strict=True,
)
