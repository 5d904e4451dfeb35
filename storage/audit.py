"""What managers and owners did about teams: which act, when, by which role, about which team. Never by whom.

A learner's joining, leaving or answering is no act, and must never become one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from storage.schema import audit

if TYPE_CHECKING:
    from datetime import datetime

    from storage.store import Transaction


class Role(StrEnum):
    """As what somebody acted."""

    OWNER = "owner"
    MANAGER = "manager"


class Act(StrEnum):
    """What was done."""

    MANAGER_APPROVED = "manager-approved"
    MANAGER_REFUSED = "manager-refused"
    MANAGER_LINK_MADE = "manager-link-made"
    MANAGER_LINK_USED = "manager-link-used"
    MANAGER_TAKEN_AWAY = "manager-taken-away"
    MANAGER_STOPPED = "manager-stopped"
    TEAM_MADE = "team-made"
    TEAM_CHANGED = "team-changed"
    TEAM_LEFT = "team-left"
    TEAM_CLOSED = "team-closed"
    LINK_MADE = "link-made"
    LINKS_CLOSED = "links-closed"
    HANDOVER_LINK_MADE = "handover-link-made"
    HANDOVER_LINK_USED = "handover-link-used"
    GROUP_LINK_MADE = "group-link-made"
    GROUP_LINKED = "group-linked"
    GROUP_LET_GO = "group-let-go"


@dataclass(frozen=True)
class Done:
    """Something was done. `team_id` is None where it was about no team."""

    act: Act
    role: Role
    team_id: int | None
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Add a line."""
        values = {"act": str(self.act), "role": str(self.role), "team_id": self.team_id, "at": self.at}
        await transaction.execute(insert(audit).values(**values))


async def latest(transaction: Transaction, limit: int) -> list[Done]:
    """What was done last, newest first."""
    query = select(audit).order_by(audit.c.at.desc(), audit.c.id.desc()).limit(limit)
    rows = await transaction.execute(query)
    return [Done(Act(row.act), Role(row.role), row.team_id, row.at) for row in rows]
