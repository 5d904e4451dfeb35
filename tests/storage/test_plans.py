"""How the engines look for pinned numbers: through their index, never through everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text

from storage import people
from storage.people import Changed
from tests.storage.rows import ANNA, BEN, join, write

if TYPE_CHECKING:
    from storage.store import Store, Transaction

INDEX = "ix_people_area_id"


async def plan(transaction: Transaction, said: list[tuple[str, Any]]) -> str:
    """What the engine would do for the last statement that was sent to it, in its own words."""
    statement, values = said[-1]
    explain = "EXPLAIN QUERY PLAN" if transaction.dialect.name == "sqlite" else "EXPLAIN"
    if explain == "EXPLAIN":
        # With so few rows it would rather read them all.
        await transaction.execute(text("SET LOCAL enable_seqscan = off"))
        await transaction.execute(text("SET LOCAL enable_bitmapscan = off"))
    found = await transaction.exec_driver_sql(f"{explain} {statement}", values)
    return "\n".join(str(tuple(row)) for row in found)


@pytest.mark.parametrize("area", ["bolton", None])
async def test_people_with_pinned_numbers_are_found_by_area_and_in_order(
    store: Store, area: str | None
) -> None:
    await join(store, ANNA, BEN)
    await write(store, *(Changed(one, {"pinned_message": 5, "area": area}) for one in (ANNA, BEN)))
    said: list[tuple[str, Any]] = []

    def note(*asked: Any) -> None:  # noqa: ANN401 - as the library calls it
        said.append((asked[2], asked[3]))

    async with store.reading() as transaction:
        connection = transaction.sync_connection
        assert connection is not None
        event.listen(connection, "before_cursor_execute", note)
        found = await people.pinned(transaction, area, 0, 20)
        event.remove(connection, "before_cursor_execute", note)
        planned = await plan(transaction, said)

    assert [(ANNA, 5), (BEN, 5)] == found
    assert INDEX in planned
    assert "SCAN people" not in planned
    assert "SORT" not in planned.upper().replace("B-TREE", "SORT"), "the index has them in order"


async def test_who_left_or_has_nothing_pinned_is_not_found(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, Changed(ANNA, {"pinned_message": 5}))
    async with store.reading() as transaction:
        assert [(ANNA, 5)] == await people.still_pinned(transaction, [ANNA, BEN])
        assert [(ANNA, 5)] == await people.pinned(transaction, "bolton", 0, 20)
        assert [] == await people.pinned(transaction, "bolton", ANNA, 20)
