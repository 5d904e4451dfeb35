"""Sessions of teams: which were held, what was agreed, the date of the next, and the time that a team sets aside.

Nothing here says who was there, who held a session or who said what. What is counted in the room is let go of
when the session ends. Numbers of sessions are plain columns without a reference: everything goes with the team.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from storage.columns import BigInt, Day, UtcTime
from storage.schema.base import metadata, of_person
from storage.schema.kept import Kept, about_nobody, limit
from storage.schema.teams import of_team

FOR_400_DAYS = "400 days, or until the team is closed"
UNTIL_IT_ENDS = about_nobody(Kept("until the session ends, at most a day", 1, "at"))


def of_session() -> Column[int]:
    """Which session a row is about."""
    return Column("session", BigInt, nullable=False)


sessions = Table(
    "sessions",
    metadata,
    Column("id", BigInt, primary_key=True, autoincrement=False, comment="random: no number is used twice"),
    of_team(),
    Column("card", Text, nullable=False, comment="id of the scenario card"),
    Column("theme", Text, nullable=False),
    Column("step", Integer, nullable=False, comment="where it stands, so that it goes on after a break"),
    Column("held_on", Day, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime, comment="empty: under way, or left in the middle"),
    Column("present", Integer, comment="how many were there; 0: fewer than five; empty: not said"),
    comment="Sessions of teams. About nobody; kept for 400 days, or until the team is closed.",
    info=about_nobody(Kept(FOR_400_DAYS, 400, "held_on")),
    sqlite_strict=True,
)
Index(None, sessions.c.team_id)

session_hands = Table(
    "session_hands",
    metadata,
    of_session(),
    of_team(),
    Column("option", Text, nullable=False, comment="key of the option"),
    Column("hands", Integer, nullable=False, comment="how many went up in the room"),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("session", "option"),
    comment="A show of hands. About nobody; kept until the session ends, at most a day.",
    info=UNTIL_IT_ENDS,
    sqlite_strict=True,
)

session_actions = Table(
    "session_actions",
    metadata,
    of_session(),
    of_team(),
    Column("action", Text, nullable=False, comment="id of a ready-made action"),
    Column("state", Text, nullable=False, comment="agreed, done, dropped or carried"),
    Column("agreed_on", Day, nullable=False),
    UniqueConstraint("session", "action"),
    comment="What a team agreed on. About nobody; kept for 400 days, or until the team is closed.",
    info=about_nobody(Kept(FOR_400_DAYS, 400, "agreed_on")),
    sqlite_strict=True,
)
Index(None, session_actions.c.team_id)

session_lines = Table(
    "session_lines",
    metadata,
    of_session(),
    of_team(),
    Column("line", Text, nullable=False, comment="id of a ready-made line"),
    Column("sent", Integer, nullable=False, comment="1: somebody sent it; who and how many is not known"),
    Column(
        "at", UtcTime, nullable=False, comment="when the session began, so that no line has a time of its own"
    ),
    UniqueConstraint("session", "line"),
    comment="Lines sent without a name. About nobody; kept until the session ends, at most a day.",
    info=UNTIL_IT_ENDS,
    sqlite_strict=True,
)

session_senders = Table(
    "session_senders",
    metadata,
    of_session(),
    of_team(),
    Column("mark", Text, nullable=False, comment="keyed hash of person and session; tells no line"),
    Column("lines", Integer, nullable=False, comment="how many lines came, so that nobody floods it"),
    Column("at", UtcTime, nullable=False, comment="when the session began"),
    UniqueConstraint("session", "mark"),
    comment="That somebody sent a line, as a hash. Kept until the session ends, at most a day.",
    info=UNTIL_IT_ENDS,
    sqlite_strict=True,
)

session_dates = Table(
    "session_dates",
    metadata,
    of_team(),
    Column("uid", BigInt, nullable=False, comment="random: what calendars know the session by"),
    Column("sequence", Integer, nullable=False, comment="grows with each change, as calendars ask for"),
    Column("starts_at", UtcTime, nullable=False),
    Column("cancelled", Integer, nullable=False, comment="1: it was called off"),
    UniqueConstraint("team_id"),
    comment="When a team meets next. About nobody; kept until 30 days after, or until the team is closed.",
    info=about_nobody(Kept("until 30 days after, or until the team is closed", 30, "starts_at")),
    sqlite_strict=True,
)

team_times = Table(
    "team_times",
    metadata,
    of_team(),
    Column("day", Text, nullable=False, comment="day of the week"),
    Column("minutes", Integer, nullable=False, comment="after local midnight"),
    Column("since", Day, nullable=False),
    UniqueConstraint("team_id"),
    comment="Time to read that a team sets aside. About nobody; kept until the team is closed.",
    info=about_nobody(Kept("until it is taken back, or the team is closed")),
    sqlite_strict=True,
)

team_time_asked = Table(
    "team_time_asked",
    metadata,
    of_person(),
    of_team(),
    Column("asked_on", Day, nullable=False),
    UniqueConstraint("person_id"),
    comment="That somebody was asked about her team's time. Kept for 400 days, or until /forget.",
    info=limit("400 days, or until the team is closed, or `/forget`", 400, "asked_on"),
    sqlite_strict=True,
)
Index(None, team_time_asked.c.team_id)
