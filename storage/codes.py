"""The codes in links: to a team, to the role of a manager, and to a team that is handed over.

A code is 128 random bits and is kept nowhere, only its hash. A plain SHA-256 is enough for that: what makes a
slow hash necessary for passwords is that they can be guessed, and nobody guesses 128 bits. A code is looked up by
its hash, so that the time which that takes tells nothing about the code.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from storage.schema import codes, wrong_codes
from storage.upsert import count_one, insert_or_ignore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.store import Transaction

RANDOM_BYTES = 16
MOST_OPEN = 5  # links of one purpose to one team; the oldest makes way
MOST_WRONG = 5  # in an hour, by one person
MOST_WRONG_OF_ALL = 500  # in an hour, by everybody together
TICKET_SIGNS = 24  # 96 bits, of which none can be tried without a tap


class Purpose(StrEnum):
    """What a link is for."""

    TEAM = "team"  # whoever opens it may join the team, again and again
    MANAGER = "manager"  # whoever opens it first may be a manager
    HANDOVER = "handover"  # whoever opens it first may manage the team
    GROUP = "group"  # the group in which a manager of the team opens it is the team's


OPEN_FOR = {
    Purpose.TEAM: timedelta(days=90),
    Purpose.MANAGER: timedelta(days=7),
    Purpose.HANDOVER: timedelta(days=7),
    Purpose.GROUP: timedelta(days=1),
}


@dataclass(frozen=True)
class Code:
    """A link that is open. `team_id` is None for the role of a manager only."""

    id: int
    hash: str
    purpose: Purpose
    team_id: int | None
    made_at: datetime
    expires_at: datetime

    def ticket(self, person_id: int) -> str:
        """What stands on this person's buttons for the code: it is good for her only, and gives nothing away."""
        mixed = f"{self.hash}:{person_id}".encode()
        return "t" + hashlib.sha256(mixed).hexdigest()[:TICKET_SIGNS]


def new(purpose: Purpose, team_id: int | None, now: datetime) -> tuple[str, Code]:
    """A new code in clear, to be shown once, and what is kept of it."""
    clear = secrets.token_urlsafe(RANDOM_BYTES)
    kept = Code(
        id=secrets.randbits(48),
        hash=hash_of(clear),
        purpose=purpose,
        team_id=team_id,
        made_at=now,
        expires_at=now + OPEN_FOR[purpose],
    )
    return clear, kept


def hash_of(clear: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(clear.encode(errors="surrogatepass")).hexdigest()


async def find(transaction: Transaction, clear: str, now: datetime) -> Code | None:
    """The open link with this code."""
    query = select(codes).where(codes.c.hash == hash_of(clear), codes.c.expires_at > now)
    row = (await transaction.execute(query)).first()
    return None if row is None else _code(row)


async def with_ticket(
    transaction: Transaction, code_id: int, ticket: str, person_id: int, now: datetime
) -> Code | None:
    """The open link that this person was given this ticket for; None for any other person or ticket."""
    query = select(codes).where(codes.c.id == code_id, codes.c.expires_at > now)
    row = (await transaction.execute(query)).first()
    if row is None or not hmac.compare_digest(_code(row).ticket(person_id), ticket):
        return None
    return _code(row)


async def open_links(
    transaction: Transaction, purpose: Purpose, team_id: int | None, now: datetime
) -> list[Code]:
    """The links of a purpose that are open, oldest first."""
    query = (
        select(codes)
        .where(codes.c.purpose == str(purpose), codes.c.team_id.is_not_distinct_from(team_id))
        .where(codes.c.expires_at > now)
        .order_by(codes.c.made_at, codes.c.id)
    )
    return [_code(row) for row in await transaction.execute(query)]


def _code(row: Row[tuple[object, ...]]) -> Code:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name begins with an underscore
    return Code(**{**values, "purpose": Purpose(row.purpose)})


@dataclass(frozen=True)
class CodeMade:
    """A link was made. Of many to the same, the oldest are closed."""

    code: Code

    async def write(self, transaction: Transaction) -> None:
        """Keep its hash."""
        await insert_or_ignore(transaction, codes, [{**vars(self.code), "purpose": str(self.code.purpose)}])
        of_all = await open_links(transaction, self.code.purpose, self.code.team_id, self.code.made_at)
        await _delete(transaction, [code.id for code in of_all[:-MOST_OPEN]])


@dataclass(frozen=True)
class CodesClosed:
    """All links to a team that are for this purpose are closed."""

    purpose: Purpose
    team_id: int | None

    async def write(self, transaction: Transaction) -> None:
        """Delete them: a link that is closed is as if it had never been."""
        mine = (codes.c.purpose == str(self.purpose), codes.c.team_id.is_not_distinct_from(self.team_id))
        await transaction.execute(delete(codes).where(*mine))


async def use_up(transaction: Transaction, code_id: int) -> bool:
    """Close a link that is good for one; whether this was the one. Of two at once, only one hears yes."""
    return (await transaction.execute(delete(codes).where(codes.c.id == code_id))).rowcount == 1


async def _delete(transaction: Transaction, ids: Sequence[int]) -> None:
    if ids:
        await transaction.execute(delete(codes).where(codes.c.id.in_(ids)))


@dataclass(frozen=True)
class WrongCode:
    """Somebody opened a link that does not work. Counts each time it is written; which link is not kept."""

    chat_id: int
    at: datetime

    async def write(self, transaction: Transaction) -> None:
        """Count it."""
        await count_one(transaction, wrong_codes, {"chat_id": self.chat_id, "hour": _hour(self.at)}, "tries")


async def may_try(transaction: Transaction, chat_id: int, now: datetime) -> bool:
    """Whether a link of this person is looked at at all in this hour."""
    this_hour = wrong_codes.c.hour == _hour(now)
    hers = select(func.coalesce(func.sum(wrong_codes.c.tries), 0)).where(
        this_hour, wrong_codes.c.chat_id == chat_id
    )
    of_all = select(func.coalesce(func.sum(wrong_codes.c.tries), 0)).where(this_hour)
    mine, everybodys = [int((await transaction.execute(query)).scalar_one()) for query in (hers, of_all)]
    return mine < MOST_WRONG and everybodys < MOST_WRONG_OF_ALL


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
