"""What a handler decided to write down. A record is a value until it is written: a decision can be tested alone.

Writing the same record twice leaves the database as writing it once did: Telegram may hand out an update again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from storage.store import Transaction


class Record(Protocol):
    """Something to write down."""

    async def write(self, transaction: Transaction) -> None:
        """Write it, in the transaction that the decision was made in."""
        ...
