"""Papers that Telegram has already: by what they are, so that each is sent up once and only named afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.schema import files
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from storage.store import Transaction


@dataclass(frozen=True)
class Filed:
    """Telegram has this paper under this id. About no person: the same paper is the same for everybody."""

    paper: str
    file_id: str

    async def write(self, transaction: Transaction) -> None:
        """Note it."""
        await insert_or_update(transaction, files, vars(self), key=("paper",))


async def file_id(transaction: Transaction, paper: str) -> str | None:
    """Telegram's id of a paper, if it has it."""
    found: str | None = (
        await transaction.execute(select(files.c.file_id).where(files.c.paper == paper))
    ).scalar()
    return found
