"""A team's group in Telegram, its vote, and what is shown there. Knows nobody who is in it.

How many have voted is not kept, only whether they are enough for the vote to be closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from storage import replies
from storage.codes import Code, use_up
from storage.replies import Reply
from storage.schema import session_polls, team_groups
from storage.upsert import insert_or_ignore, insert_or_update

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Row

    from storage.store import Transaction


@dataclass(frozen=True)
class Group:
    """A team's group. `thread` is the topic in which it was linked, if it has topics."""

    team_id: int
    group_id: int
    thread: int | None
    since: date


@dataclass(frozen=True)
class Vote:
    """The vote of a session in its group. `enough`: five or more have voted."""

    session: int
    team_id: int
    message: int
    enough: bool
    closed: bool


async def of_team(transaction: Transaction, team_id: int) -> Group | None:
    """The group of a team."""
    row = (
        await transaction.execute(select(team_groups).where(team_groups.c.team_id == team_id))
    ).one_or_none()
    return None if row is None else Group(row.team_id, row.group_id, row.thread, row.since)


async def with_id(transaction: Transaction, group_id: int) -> Group | None:
    """The linked group with this id of Telegram's."""
    query = select(team_groups).where(team_groups.c.group_id == group_id)
    row = (await transaction.execute(query)).one_or_none()
    return None if row is None else Group(row.team_id, row.group_id, row.thread, row.since)


async def vote_of(transaction: Transaction, session_id: int) -> Vote | None:
    """The vote of a session, if it was opened."""
    return next(iter(await _votes(transaction, session_polls.c.session == session_id)), None)


async def open_votes(transaction: Transaction, team_id: int) -> list[Vote]:
    """The votes of a team that nobody closed."""
    return await _votes(transaction, (session_polls.c.team_id == team_id) & (session_polls.c.closed == 0))


async def left_open(transaction: Transaction, before: datetime) -> list[tuple[Vote, int]]:
    """Votes that were opened before this moment and nobody closed, each with the id of the group it stands in."""
    here = (session_polls.c.closed == 0, session_polls.c.message != 0, session_polls.c.at < before)
    query = select(session_polls, team_groups.c.group_id).where(*here)
    found = await transaction.execute(
        query.join(team_groups, team_groups.c.team_id == session_polls.c.team_id)
    )
    return [(_vote(row), int(row.group_id)) for row in found]


async def _votes(transaction: Transaction, which: ColumnElement[bool]) -> list[Vote]:
    found = await transaction.execute(select(session_polls).where(which))
    return [_vote(row) for row in found]


def _vote(row: Row[Any]) -> Vote:
    return Vote(row.session, row.team_id, row.message, bool(row.enough), bool(row.closed))


@dataclass(frozen=True)
class GroupLinked:
    """A team has this group from now on. A group that another team has stays with that team."""

    group: Group
    code: Code

    async def write(self, transaction: Transaction) -> None:
        """Use the code up, and add the row in the place of any other of this team."""
        if not await use_up(transaction, self.code.id):
            return
        other = await with_id(transaction, self.group.group_id)
        if other is None or other.team_id == self.group.team_id:
            await insert_or_update(transaction, team_groups, vars(self.group), ("team_id",))


@dataclass(frozen=True)
class GroupLetGo:
    """A team has no group any more; or the group has no bot."""

    team_id: int | None = None
    group_id: int | None = None

    async def write(self, transaction: Transaction) -> None:
        """Delete the row."""
        if self.team_id is not None:
            await transaction.execute(delete(team_groups).where(team_groups.c.team_id == self.team_id))
        if self.group_id is not None:
            await transaction.execute(delete(team_groups).where(team_groups.c.group_id == self.group_id))


@dataclass(frozen=True)
class GroupMovedTo:
    """A group has a new id, as when Telegram makes it a supergroup."""

    old_id: int
    new_id: int

    async def write(self, transaction: Transaction) -> None:
        """Change the row, unless the new one is there already. A vote stayed behind, and topics are new."""
        if await with_id(transaction, self.old_id) is None:
            return
        taken = await with_id(transaction, self.new_id)
        if taken is not None:
            await GroupLetGo(group_id=self.old_id).write(transaction)
            return
        here = team_groups.c.group_id == self.old_id
        # In the new one the number of its message is that of any other, which must not be taken away for it.
        teams_votes = session_polls.c.team_id.in_(select(team_groups.c.team_id).where(here))
        await transaction.execute(update(session_polls).where(teams_votes).values(message=0))
        await transaction.execute(update(team_groups).where(here).values(group_id=self.new_id, thread=None))


@dataclass(frozen=True)
class VoteAsked:
    """A vote is to be opened. Noted at once, so that a second tap opens no second one."""

    session: int
    team_id: int
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Add the row, with no message yet."""
        row = {**vars(self), "message": 0, "poll": f"asked:{self.session}", "enough": 0, "closed": 0}
        await insert_or_ignore(transaction, session_polls, [row])


@dataclass(frozen=True)
class VoteOpened:
    """The vote of a session stands in the group."""

    session: int
    team_id: int
    message: int
    poll: str
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Add the row. One that was shown twice, after a crash, keeps the later one."""
        await insert_or_update(
            transaction, session_polls, {**vars(self), "enough": 0, "closed": 0}, ("session",)
        )


@dataclass(frozen=True)
class EnoughHaveVoted:
    """Five or more have voted in this poll. Of a poll that is not ours nothing is written."""

    poll: str

    async def write(self, transaction: Transaction) -> None:
        """Change the row."""
        await transaction.execute(
            update(session_polls).where(session_polls.c.poll == self.poll).values(enough=1)
        )


@dataclass(frozen=True)
class VoteEnded:
    """A vote was closed, or, unread, taken out of the group."""

    session: int
    read: bool

    async def write(self, transaction: Transaction) -> None:
        """Change the row, or delete it, so that there can be another vote."""
        here = session_polls.c.session == self.session
        if self.read:
            await transaction.execute(update(session_polls).where(here).values(closed=1))
        else:
            await transaction.execute(delete(session_polls).where(here))


@dataclass(frozen=True)
class ShownInGroup:
    """A place to show in a group. `edits` is the message that it is about, or None for a new one."""

    group_id: int
    route: str
    edits: int | None
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Put it in: it waits as replies do, in the transaction that decided it."""
        reply = Reply(self.group_id, self.route, self.edits, pins=False)
        await replies.keep(transaction, reply, self.at, self.at)
