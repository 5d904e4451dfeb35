"""A team's own group in Telegram, and the vote that is open there. Knows nobody who is in it or who votes."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from storage.columns import BigInt, Day, UtcTime
from storage.schema.base import metadata
from storage.schema.kept import Kept, about_nobody
from storage.schema.sessions import UNTIL_IT_ENDS, of_session
from storage.schema.teams import of_team

team_groups = Table(
    "team_groups",
    metadata,
    of_team(),
    Column("group_id", BigInt, nullable=False, comment="Telegram's id of the group; never its title"),
    Column("thread", BigInt, comment="the topic in which it was linked; empty: none"),
    Column("since", Day, nullable=False),
    UniqueConstraint("team_id"),
    UniqueConstraint("group_id"),
    comment="Which group a team has in Telegram. About nobody; kept until it is let go of.",
    info=about_nobody(Kept("until it is let go of, the bot is taken out, or the team is closed")),
    sqlite_strict=True,
)

session_polls = Table(
    "session_polls",
    metadata,
    of_session(),
    of_team(),
    Column("message", BigInt, nullable=False, comment="the message in the group"),
    Column("poll", Text, nullable=False, comment="Telegram's id of the poll"),
    Column("enough", Integer, nullable=False, comment="1: five or more have voted; how many is not kept"),
    Column("closed", Integer, nullable=False, comment="1: it was closed, and the group saw what came out"),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("session"),
    UniqueConstraint("poll"),
    comment="The vote in a group. About nobody; kept until the session ends, at most a day.",
    info=UNTIL_IT_ENDS,
    sqlite_strict=True,
)
