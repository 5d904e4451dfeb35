"""Records that a safeguarding lead has read an item of the content: by role, on which day, in which version.

The record is in this service's own database, because it is this service's own lead who answers for it. A later
change to the item's words makes it a draft again by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from storage import signoffs
from storage.signoffs import SignedOff
from storage.store import Store, sqlite_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from content.library import Library
    from content.models import Signable

GUIDE = "concern-guide"


class UnknownItemError(Exception):
    """There is no item with this id."""


def items(library: Library) -> dict[str, Signable]:
    """Everything that can be signed off, by its id."""
    found: dict[str, Signable] = {GUIDE: library.concern}
    for pack in library.packs.values():
        found.update({**pack.excerpts, **pack.scenarios, **pack.rehearsals})
    return found


def chosen(library: Library, wanted: Sequence[str]) -> dict[str, Signable]:
    """The items that are wanted: by their ids, or all of a pack by its name, or all by the word all.

    Raises:
        UnknownItemError: one of them is not there.
    """
    known = items(library)
    found: dict[str, Signable] = {}
    for name in wanted:
        found.update(_named(library, known, name))
    return found


def _named(library: Library, known: dict[str, Signable], name: str) -> dict[str, Signable]:
    if name == "all":
        return known
    if name in library.packs:
        pack = library.packs[name]
        return {**pack.excerpts, **pack.scenarios, **pack.rehearsals}
    if name not in known:
        raise UnknownItemError(
            f"There is no item {name}. Give ids of items, a pack ({', '.join(library.packs)}), or all."
        )
    return {name: known[name]}


async def count_signed(url: str, known: dict[str, Signable]) -> int:
    """How many of these items are signed off in their present version. None, where there is no database yet."""
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return 0
    store = Store(url)
    try:
        async with store.reading() as transaction:
            signed = await signoffs.signed(transaction)
    except SQLAlchemyError:
        return 0
    finally:
        await store.close()
    return sum((name, item.version) in signed for name, item in known.items())


async def sign_off(store: Store, signed: dict[str, Signable], role: str, day: date) -> None:
    """Record that these items were signed off."""
    async with store.writing() as transaction:
        for name, item in signed.items():
            await SignedOff(name, item.version, role, day).write(transaction)
