"""One sitting: what the events of a transaction have in common is asked once and written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.sitting import sit
from bot.events import Typed
from storage import handled, people, practice
from storage.handled import Handled
from storage.people import Changed, Forgotten
from storage.practice import Day, Practised
from storage.replies import Reply
from tests.storage.rows import ANNA, BEN, NOON, TODAY, everything, join, write

if TYPE_CHECKING:
    from bot.delivery.sitting import Sitting
    from storage.store import Store


def said(update_id: int, person_id: int = ANNA) -> Typed:
    return Typed(update_id, person_id, "hello")


def noted(update_id: int, person_id: int = ANNA, route: str = "1h") -> Handled:
    return Handled(update_id, person_id, [Reply(person_id, route, None, pins=False)], NOON)


async def test_an_update_that_was_handled_before_is_known_for_its_own_person_only(store: Store) -> None:
    await join(store, ANNA, BEN)
    await write(store, noted(7))

    async with store.writing() as transaction:
        sitting = await sit(transaction, [said(7), said(8)])

    assert [("1h", None, False)] == sitting.shown(said(7))
    assert sitting.shown(said(7, BEN)) is None
    assert sitting.shown(said(8)) is None


async def test_an_update_that_comes_twice_in_one_sitting_is_handled_once(store: Store) -> None:
    await join(store, ANNA)
    async with store.writing() as transaction:
        sitting = await sit(transaction, [said(7), said(7)])
        sitting.note(noted(7))
        assert [("1h", None, False)] == sitting.shown(said(7))
        await sitting.rise()

    async with store.reading() as transaction:
        assert {(7, ANNA): [("1h", None, False)]} == await handled.shown(transaction, {7})


async def test_nothing_is_written_about_somebody_who_was_forgotten_meanwhile(store: Store) -> None:
    """Her row is gone by then, so the database would refuse it, and the others would suffer."""
    await join(store, ANNA, BEN)
    async with store.writing() as transaction:
        sitting = await sit(transaction, [said(7), said(8, BEN)])
        sitting.note(noted(7))
        sitting.note(noted(8, BEN))
        await Forgotten(ANNA).write(transaction)
        sitting.forget(ANNA)
        await sitting.rise()

    assert sitting.shown(said(7)) is None
    assert [(8, BEN)] == [row[:2] for row in (await everything(store))["handled"]]


async def place_of(sitting: Sitting, person_id: int) -> str | None:
    found = await sitting.person(person_id)
    return found.place if found else None


async def test_where_somebody_is_by_now_is_known_to_her_next_event_and_kept_for_all(store: Store) -> None:
    await join(store, ANNA, BEN)
    async with store.writing() as transaction:
        sitting = await sit(transaction, [said(7), said(8, BEN), said(9)])
        sitting.trace(Changed(ANNA, {"place": "1h"}))
        sitting.trace(Changed(BEN, {"place": "1n"}))
        assert "1h" == await place_of(sitting, ANNA)
        sitting.trace(Changed(ANNA, {"place": "1c"}))
        sitting.trace(Practised(ANNA, TODAY, NOON))
        await sitting.rise()

    async with store.reading() as transaction:
        found = await people.find_all(transaction, [ANNA, BEN])
        assert {ANNA: "1c", BEN: "1n"} == {person.id: person.place for person in found.values()}
        assert [Day(TODAY, 60)] == await practice.days(transaction, ANNA)


async def test_who_was_changed_by_somebody_else_meanwhile_is_asked_for_again(store: Store) -> None:
    await join(store, ANNA, BEN)
    async with store.writing() as transaction:
        sitting = await sit(transaction, [said(7), said(8, BEN)])
        await Changed(BEN, {"place": "1n"}).write(transaction)
        sitting.changed()
        assert "1n" == await place_of(sitting, BEN)
        assert await sitting.person(404) is None


async def test_no_trace_is_written_of_somebody_who_was_forgotten_meanwhile(store: Store) -> None:
    await join(store, ANNA)
    async with store.writing() as transaction:
        sitting = await sit(transaction, [said(7)])
        sitting.trace(Practised(ANNA, TODAY, NOON))
        await Forgotten(ANNA).write(transaction)
        sitting.forget(ANNA)
        await sitting.rise()

    assert [] == (await everything(store))["practice_days"]
