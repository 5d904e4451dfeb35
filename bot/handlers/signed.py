"""What may be sent of the content, and what must say that no safeguarding lead has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.handlers.visit import NotThereError, Unsigned, Visit
from content.models import Taught
from storage import signoffs

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = TypeVar("Item", bound=Taught)


async def may_be_sent(visit: Visit, items: Iterable[Item]) -> list[Item]:
    """Those of the items that may be sent: all of them, unless unsigned ones are held back."""
    if visit.unsigned is Unsigned.LABEL:
        return list(items)
    signed = await signoffs.signed(visit.transaction)
    return [item for item in items if (item.id, item.version) in signed]


async def is_draft(visit: Visit, item: Taught) -> bool:
    """Whether nobody has signed off this version of an item.

    Raises:
        NotThereError: it is held back for that reason.
    """
    if await visit.ask(signoffs.is_signed, item.id, item.version):
        return False
    if visit.unsigned is Unsigned.HOLD:
        raise NotThereError
    return True
