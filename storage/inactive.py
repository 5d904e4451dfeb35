"""People who were not here for very long: who is to be asked whether she is still there, and who is let go.

Nobody is let go without having been asked two weeks before, but for those who blocked the bot: to them nothing
can be sent. Using the concern guide leaves no trace, so somebody who uses nothing else counts as not here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, or_, select, true

from storage.nudges import Kind, State
from storage.schema import nudges, people

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import ColumnElement

    from storage.store import Transaction

NOTICE = timedelta(days=14)  # from the question to the end
AT_ONCE = 100  # people in one transaction
_ASKED = (State.SENT, State.UNKNOWN)
_UNDER_WAY = (State.DUE, State.SENDING)


async def to_ask(transaction: Transaction, now: datetime, after: timedelta) -> list[tuple[int, str]]:
    """Who is to be asked now, with her shifts: not here for `after` less the notice, and not asked since."""
    before = now - after + NOTICE
    there = and_(people.c.left_at.is_(None), func.coalesce(people.c.away_until <= now, true()))
    asked = _question(*_ASKED, *_UNDER_WAY)
    query = select(people.c.id, people.c.shift).where(_not_here_since(before), there, ~asked)
    rows = await transaction.execute(query.order_by(people.c.id).limit(AT_ONCE))
    return [(row.id, row.shift) for row in rows]


async def to_let_go(
    transaction: Transaction,
    now: datetime,
    today: date,
    after: timedelta,
    among: Collection[int] | None = None,
) -> list[int]:
    """Who was not here for `after` and was asked in time, or left that long ago; only `among` these, if given."""
    asked = _question(*_ASKED, until=today - NOTICE)
    gone = and_(_not_here_since(now - after), people.c.left_at.is_(None), asked)
    left = people.c.left_at < now - after
    query = select(people.c.id).where(or_(gone, left)).order_by(people.c.id).limit(AT_ONCE)
    if among is not None:
        query = query.where(people.c.id.in_(among))
    return [int(one) for one in (await transaction.execute(query)).scalars()]


def _not_here_since(moment: datetime) -> ColumnElement[bool]:
    never = and_(people.c.active_at.is_(None), people.c.started_on < moment.date())
    return and_(people.c.joined_on.is_not(None), or_(people.c.active_at < moment, never))


def _question(*states: State, until: date | None = None) -> ColumnElement[bool]:
    """Whether a person was asked since she was last here, and on the day `until` or before."""
    asked = [
        nudges.c.person_id == people.c.id,
        nudges.c.kind == Kind.STILL_THERE,
        nudges.c.state.in_(states),
        or_(people.c.active_at.is_(None), nudges.c.due_at > people.c.active_at),
    ]
    if until is not None:
        asked.append(nudges.c.due_on <= until)
    return exists().where(*asked)
