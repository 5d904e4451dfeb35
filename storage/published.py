"""What was told of teams and of cards: written once after a span of time is over, and only read from then on.

What is kept here was blurred before (`bot.learning.counting`). A group that was too small is kept as well, as an
empty row, so that it stays hidden whoever comes or goes later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from storage.schema import card_counts, team_counts, teams
from storage.upsert import insert_or_ignore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from storage.store import Transaction


@dataclass(frozen=True)
class TeamTold:
    """What may be shown of one measure of a team; `told` is JSON, or None where people were too few."""

    team_id: int
    measure: str
    after_on: date
    told: str | None


async def publish(transaction: Transaction, found: Sequence[TeamTold]) -> None:
    """Keep what may be shown. What is there already stays: it has been seen."""
    if found:
        await insert_or_ignore(transaction, team_counts, [vars(one) for one in found])


async def unpublished(transaction: Transaction, measure: str, after_on: date, limit: int) -> list[int]:
    """Teams of which this measure was not told yet for the span that ended before `after_on`."""
    told = and_(
        team_counts.c.team_id == teams.c.id,
        team_counts.c.measure == measure,
        team_counts.c.after_on == after_on,
    )
    query = (
        select(teams.c.id)
        .outerjoin(team_counts, told)
        .where(team_counts.c.team_id.is_(None), teams.c.made_on < after_on)
        .order_by(teams.c.id)
        .limit(limit)
    )
    return [int(team) for team in (await transaction.execute(query)).scalars()]


async def of_team(transaction: Transaction, team_id: int, since: date) -> list[TeamTold]:
    """All that was told of a team about spans that ended on `since` or later, the newest first."""
    query = (
        select(team_counts)
        .where(team_counts.c.team_id == team_id, team_counts.c.after_on >= since)
        .order_by(team_counts.c.after_on.desc(), team_counts.c.measure)
    )
    return [TeamTold(**row._mapping) for row in await transaction.execute(query)]  # noqa: SLF001 - its public name


async def publish_cards(transaction: Transaction, after_on: date, told: Mapping[str, str | None]) -> None:
    """Keep what may be shown of how people of several teams chose, by card."""
    rows = [{"card": card, "after_on": after_on, "told": one} for card, one in told.items()]
    if rows:
        await insert_or_ignore(transaction, card_counts, rows)


async def of_card(transaction: Transaction, card: str) -> str | None:
    """The newest that may be shown of a card, or None."""
    query = (
        select(card_counts.c.told)
        .where(card_counts.c.card == card, card_counts.c.told.is_not(None))
        .order_by(card_counts.c.after_on.desc())
        .limit(1)
    )
    found: str | None = (await transaction.execute(query)).scalar()
    return found


async def cards_published(transaction: Transaction, after_on: date) -> bool:
    """Whether the cards of the span that ended before `after_on` were told of."""
    query = select(card_counts.c.card).where(card_counts.c.after_on == after_on).limit(1)
    return (await transaction.execute(query)).first() is not None
