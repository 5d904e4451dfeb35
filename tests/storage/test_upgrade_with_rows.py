"""Upgrading a database that people have used with the release before loses nothing, on both engines."""

from __future__ import annotations

from functools import partial

from sqlalchemy import insert, text

from storage import people, put_off, replies
from storage.nudges import State
from storage.schema import metadata
from storage.store import Store, Transaction
from storage.upgrade import migrate, upgrade
from tests.storage.rows import ANNA, NOON, TODAY, person

NEW = {"pushed_at", "skips_holidays", "setting", "ten_minutes", "language"}  # in 0002
NUDGE = {
    "person_id": ANNA,
    "kind": "card",
    "due_on": TODAY,
    "due_at": NOON,
    "send_at": NOON,
    "state": State.SENT,
}
REPLY = {"chat_id": ANNA, "route": "1h", "pins": 0, "kept_at": NOON, "send_at": NOON, "tries": 0}


async def _used_with_0001(transaction: Transaction) -> None:
    """A person with a card that was sent and a reply that waits."""
    await transaction.run_sync(partial(migrate, revision="0001"))
    hers = {name: value for name, value in vars(person(ANNA)).items() if name not in NEW}
    rows = {"people": hers, "nudges": {**NUDGE, "tries": 0, "wording": 3}, "replies": REPLY}
    for table, values in rows.items():
        await transaction.execute(insert(metadata.tables[table]).values(**values))


async def test_what_people_have_is_there_after_the_upgrade(url: str) -> None:
    store = Store(url)
    async with store.writing() as transaction:
        await _used_with_0001(transaction)

    assert "0001" == await upgrade(store)

    async with store.reading() as transaction:
        nudge = await put_off.of_day(transaction, ANNA, TODAY)
        assert person(ANNA) == await people.find(transaction, ANNA)
        assert nudge is not None
        assert (State.SENT, 3) == (nudge.state, nudge.wording)
        assert NOON == await replies.next_send(transaction)
        assert None is (await transaction.execute(text("SELECT lease_token FROM replies"))).scalar_one()
    await store.close()
