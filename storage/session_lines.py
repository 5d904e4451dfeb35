"""Ready-made lines that people send for one session, without a name.

No row links a person with a line. That somebody sent one is a keyed hash, so that nobody counts twice; which
lines came is another table, whose rows are all there from the beginning, so that not even their order tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from storage.schema import session_lines, session_senders
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.store import Transaction


async def sent(transaction: Transaction, session_id: int) -> set[str]:
    """Which lines came."""
    here = (session_lines.c.session == session_id, session_lines.c.sent == 1)
    return set((await transaction.execute(select(session_lines.c.line).where(*here))).scalars())


async def senders(transaction: Transaction, session_id: int) -> int:
    """How many people sent one. Exact: only to see whether they are enough."""
    query = select(func.count()).select_from(session_senders).where(session_senders.c.session == session_id)
    return int((await transaction.execute(query)).scalar_one())


async def sent_by(transaction: Transaction, session_id: int, mark: str) -> int:
    """How many lines this person sent for the session."""
    here = (session_senders.c.session == session_id, session_senders.c.mark == mark)
    found: int | None = (await transaction.execute(select(session_senders.c.lines).where(*here))).scalar()
    return found or 0


@dataclass(frozen=True)
class LinesLaidOut:
    """A session begins with all its lines there, and none of them sent."""

    session: int
    team_id: int
    lines: Sequence[str]
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Add the rows."""
        rest = {"session": self.session, "team_id": self.team_id, "sent": 0, "at": self.at}
        await insert_or_ignore(
            transaction, session_lines, [{"line": line, **rest} for line in sorted(self.lines)]
        )


@dataclass(frozen=True)
class LineSent:
    """Somebody sent a line. `at` is when the session began: when she did is not kept."""

    session: int
    team_id: int
    line: str
    mark: str
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Note the line, and, apart from it, that one more came from this person."""
        here = (session_lines.c.session == self.session, session_lines.c.line == self.line)
        await transaction.execute(update(session_lines).where(*here).values(sent=1))
        row = {"session": self.session, "team_id": self.team_id, "mark": self.mark, "lines": 0, "at": self.at}
        await insert_or_ignore(transaction, session_senders, [row])
        hers = (session_senders.c.session == self.session, session_senders.c.mark == self.mark)
        await transaction.execute(
            update(session_senders).where(*hers).values(lines=session_senders.c.lines + 1)
        )
