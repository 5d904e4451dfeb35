"""Which items of the content a safeguarding lead has signed off: by which role, when, and which version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from storage.schema import sign_offs
from storage.upsert import insert_or_update

if TYPE_CHECKING:
    from datetime import date

    from storage.store import Transaction


@dataclass(frozen=True)
class SignedOff:
    """One item was signed off in one version. A change to the item makes another version, which is a draft."""

    item: str
    version: str
    role: str
    signed_on: date

    async def write(self, transaction: Transaction) -> None:
        """Note it; signing the same version again notes the latest role and day."""
        await insert_or_update(transaction, sign_offs, vars(self), key=("item", "version"))


_IS_SIGNED = select(sign_offs.c.item).where(
    sign_offs.c.item == bindparam("this"), sign_offs.c.version == bindparam("as_it_is")
)


async def is_signed(transaction: Transaction, item: str, version: str) -> bool:
    """Whether this version of an item is signed off."""
    this = {"this": item, "as_it_is": version}
    return (await transaction.execute(_IS_SIGNED, this)).first() is not None


async def signed(transaction: Transaction) -> set[tuple[str, str]]:
    """Every item and version that is signed off."""
    query = select(sign_offs.c.item, sign_offs.c.version)
    return {(row.item, row.version) for row in await transaction.execute(query)}
