"""Counts of the look-up: of nobody, and let go when they are old."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.lookups import Explained, Missed, Voted, Votes, missed_since, votes
from tests.storage.rows import TODAY, write

if TYPE_CHECKING:
    from storage.store import Store


async def test_votes_are_counted_by_theme_and_the_worst_comes_first(store: Store) -> None:
    good, bad = Voted("neglect", "v1", was_helpful=True), Voted("restraint", "v1", was_helpful=False)
    await write(store, good, good, bad, Voted("neglect", "v2", was_helpful=False))

    async with store.reading() as transaction:
        assert [Votes("restraint", 0, 1), Votes("neglect", 2, 1)] == await votes(transaction)


async def test_why_a_page_did_not_help_is_counted_beside_the_votes(store: Store) -> None:
    hard, other = Explained("neglect", "v1", "hard to read"), Explained("neglect", "v1", "other topic")
    await write(store, Voted("neglect", "v1", was_helpful=False), other, hard, hard)

    async with store.reading() as transaction:
        expected = Votes("neglect", 0, 1, (("hard to read", 2), ("other topic", 1)))
        assert [expected] == await votes(transaction)


async def test_misses_are_counted_by_day_and_language(store: Store) -> None:
    await write(store, Missed(TODAY, "pl"), Missed(TODAY, "en"), Missed(TODAY, "en"))

    async with store.reading() as transaction:
        assert {"en": 2, "pl": 1} == await missed_since(transaction, TODAY)
        assert {} == await missed_since(transaction, TODAY + timedelta(days=1))
