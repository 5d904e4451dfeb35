"""Teams, who manages them, who is in them, the links that lead there, and the audit of what was done about that.

What somebody reads or answers is never kept beside a team: a count is made from who is in it now, and hidden
where it could tell of one person. Deleting a team takes everything of it along.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.columns import BigInt, Day, UtcTime
from storage.schema.base import metadata, of_person
from storage.schema.kept import Kept, about_nobody, limit

UNTIL_CLOSED = Kept("until the team is closed")
AS_A_MANAGER = Kept("until the role is given up or taken away, or `/forget`")
IN_A_TEAM = Kept("until the person leaves it, the team is closed, or `/forget`")
UNTIL_EXPIRED = Kept("until used up, closed or expired, at most 90 days", 0, "expires_at")
FOR_400_DAYS = Kept("400 days; it is about no learner", 400, "at")


def of_team(*, empty: bool = False) -> Column[int]:
    """Which team a row is about. It goes with the team."""
    return Column("team_id", BigInt, ForeignKey("teams.id", ondelete="CASCADE"), nullable=empty)


teams = Table(
    "teams",
    metadata,
    Column("id", BigInt, primary_key=True, autoincrement=False, comment="random: no number is used twice"),
    Column("name", Text, nullable=False, comment="of the service, as a manager typed it; never of a person"),
    Column("setting", Text, comment="which kind of service; empty: not chosen yet"),
    Column("area", Text, comment="id of the council area; empty: not chosen yet"),
    Column("pack", Text, nullable=False),
    Column("lead_name", Text, comment="work contact that a manager typed; shown to the team only"),
    Column(
        "lead_phone", Text, comment="work number of the lead, as one dials it here; shown to the team only"
    ),
    Column("made_on", Day, nullable=False),
    comment="Teams, and whom each has as its own safeguarding lead. Kept until the team is closed.",
    info=about_nobody(UNTIL_CLOSED),
    sqlite_strict=True,
)

managers = Table(
    "managers",
    metadata,
    of_person(),
    Column("reference", Text, nullable=False, comment="letters by which owners know a manager; never a name"),
    Column("since", Day, nullable=False),
    UniqueConstraint("person_id"),
    UniqueConstraint("reference"),
    comment="Who may make teams. Kept until the role is given up or taken away, or /forget.",
    info={"kept": AS_A_MANAGER},
    sqlite_strict=True,
)

manager_requests = Table(
    "manager_requests",
    metadata,
    of_person(),
    Column("reference", Text, nullable=False, comment="letters that asker and owner see; never a name"),
    Column("asked_at", UtcTime, nullable=False),
    Column("refused_at", UtcTime, comment="when an owner said no; empty: nobody has decided"),
    UniqueConstraint("person_id"),
    UniqueConstraint("reference"),
    comment="Who asks to be a manager. Kept until an owner agrees, at most 14 days.",
    info=limit("until an owner agrees, at most 14 days", 14, "asked_at"),
    sqlite_strict=True,
)

team_managers = Table(
    "team_managers",
    metadata,
    of_person(),
    of_team(),
    Column("since", Day, nullable=False),
    UniqueConstraint("person_id", "team_id"),
    comment="Who manages which team. Kept until the manager leaves, the team is closed, or /forget.",
    info={"kept": AS_A_MANAGER},
    sqlite_strict=True,
)
Index(None, team_managers.c.team_id)

team_members = Table(
    "team_members",
    metadata,
    of_person(),
    of_team(),
    Column("since", Day, nullable=False, comment="the local day of joining the team"),
    UniqueConstraint("person_id"),
    comment="Which team a person is in. Kept until she leaves it, the team is closed, or /forget.",
    info={"kept": IN_A_TEAM},
    sqlite_strict=True,
)
Index(None, team_members.c.team_id)

codes = Table(
    "codes",
    metadata,
    Column("id", BigInt, primary_key=True, autoincrement=False, comment="random: no number is used twice"),
    Column("hash", Text, nullable=False, comment="SHA-256 of the code, which itself is kept nowhere"),
    Column("purpose", Text, nullable=False, comment="team, manager, handover or group"),
    of_team(empty=True),
    Column("made_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    UniqueConstraint("hash"),
    comment="Links that are open. About nobody; kept until used up, closed or expired: 7 or 90 days.",
    info=about_nobody(UNTIL_EXPIRED),
    sqlite_strict=True,
)
Index(None, codes.c.team_id)

wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("chat_id", BigInt, nullable=False, comment="who opened links that do not work"),
    Column("hour", UtcTime, nullable=False, comment="the full hour in which that was"),
    Column("tries", Integer, nullable=False),
    UniqueConstraint("chat_id", "hour"),
    comment="How many links that do not work somebody opened, so that none can be guessed. Kept for a day.",
    info=limit("a day", 1, "hour"),
    sqlite_strict=True,
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigInt, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("act", Text, nullable=False, comment="what was done"),
    Column("role", Text, nullable=False, comment="owner or manager; never a name or an id"),
    Column("team_id", BigInt, comment="number of the team, which may be gone; empty: about no team"),
    comment="What managers and owners did about teams. About no learner; kept for 400 days.",
    info=about_nobody(FOR_400_DAYS),
    sqlite_strict=True,
)
Index(None, audit.c.at)
