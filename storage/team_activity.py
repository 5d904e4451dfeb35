"""What the people of a team did in a span of time, exactly: to be counted, blurred and then let go of.

Nothing here may be shown or kept as it is. Only `bot.delivery.publishing` asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import func, select

from storage.schema import confidence, good_practice, practice_days, reads, showings, team_members

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, ScalarSelect, Select

    from storage.store import Transaction


class Span(Protocol):
    """A span of time: from `begins` to `ends`, that one not included; the same as local days."""

    @property
    def first(self) -> date:
        """The first day."""

    @property
    def after(self) -> date:
        """The day after the last."""

    @property
    def begins(self) -> datetime:
        """The first moment."""

    @property
    def ends(self) -> datetime:
        """The moment after the last."""


@dataclass(frozen=True)
class Activity:
    """How many people are in a team, and how many of them did something."""

    members: int
    took_part: int
    read: int
    answered: int


@dataclass(frozen=True)
class Chose:
    """One answer: who, on which card, which option."""

    person_id: int
    card: str
    option: str


@dataclass(frozen=True)
class Answered:
    """How many people of one team chose one option of a card."""

    card: str
    team_id: int
    option: str
    people: int


@dataclass(frozen=True)
class Felt:
    """One answer about oneself: who, when it was asked, and 1 to 5."""

    person_id: int
    wave: str
    question: str
    value: int


async def activity(transaction: Transaction, team_id: int, span: Span) -> Activity:
    """How many took part, read and answered, of those who are in the team."""
    practised = practice_days.c.day
    did = (
        select(practice_days.c.person_id).where(practised >= span.first, practised < span.after),
        select(reads.c.person_id).where(*_within(reads.c.read_at, span)),
        select(showings.c.person_id).where(*_within(showings.c.answered_at, span)),
    )
    there = _members(team_id, span)
    counts = (_how_many(who.where(who.selected_columns[0].in_(there))) for who in did)
    found = (await transaction.execute(select(_how_many(there), *counts))).one()
    return Activity(*found)


async def answers(transaction: Transaction, team_id: int, span: Span) -> list[Chose]:
    """What was chosen by those who are in the team, oldest first."""
    query = (
        select(showings.c.person_id, showings.c.card, showings.c.chosen)
        .where(showings.c.person_id.in_(_members(team_id, span)), showings.c.chosen.is_not(None))
        .where(*_within(showings.c.answered_at, span))
        .order_by(showings.c.answered_at, showings.c.id)
    )
    return [Chose(*row) for row in await transaction.execute(query)]


async def felt(transaction: Transaction, team_id: int, span: Span) -> list[Felt]:
    """How ready those in the team said that they felt, up to the end of the span, oldest first."""
    columns = (confidence.c.person_id, confidence.c.wave, confidence.c.question, confidence.c.value)
    query = (
        select(*columns)
        .where(confidence.c.person_id.in_(_members(team_id, span)), confidence.c.value.is_not(None))
        .where(confidence.c.said_at < span.ends)
        .order_by(confidence.c.said_at)
    )
    return [Felt(*row) for row in await transaction.execute(query)]


async def good_practice_seen(transaction: Transaction, team_id: int, span: Span) -> int:
    """How often anybody of the team said that she saw good practice."""
    day = good_practice.c.day
    query = select(func.coalesce(func.sum(good_practice.c.seen), 0)).where(
        good_practice.c.team_id == team_id, day >= span.first, day < span.after
    )
    return int((await transaction.execute(query)).scalar_one())


async def by_card(transaction: Transaction, span: Span) -> list[Answered]:
    """How those who are in a team answered each card. Of each person the first answer to a card counts."""
    first = (
        select(func.min(showings.c.id).label("id"), team_members.c.team_id)
        .join(team_members, team_members.c.person_id == showings.c.person_id)
        .where(showings.c.chosen.is_not(None), *_within(showings.c.answered_at, span))
        .group_by(showings.c.person_id, showings.c.card, team_members.c.team_id)
        .subquery()
    )
    query = (
        select(showings.c.card, first.c.team_id, showings.c.chosen, func.count())
        .join(first, first.c.id == showings.c.id)
        .group_by(showings.c.card, first.c.team_id, showings.c.chosen)
    )
    return [Answered(*row) for row in await transaction.execute(query)]


def _members(team_id: int, span: Span) -> Select[tuple[int]]:
    """Those who are in the team, and were before the span was over."""
    member = team_members.c
    return select(member.person_id).where(member.team_id == team_id, member.since < span.after)


def _within(moment: ColumnElement[datetime], span: Span) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return moment >= span.begins, moment < span.ends


def _how_many(people: Select[tuple[int]]) -> ScalarSelect[int]:
    found = people.distinct().subquery()
    return select(func.count()).select_from(found).scalar_subquery()
