"""Whoever asks for help gets an answer: after a failure, after a flood, and nothing else after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.callback_data import pack
from bot.delivery.flood import BURST
from bot.delivery.messenger import Failed, Fate, Sent
from bot.events import Tapped, Typed
from bot.routes import Concern, Settings
from storage import replies
from storage.schema import people
from tests.delivery.receiving import MESSAGE
from tests.storage.rows import ANNA

if TYPE_CHECKING:
    from datetime import datetime

    from bot.events import Event
    from tests.delivery.receiving import Receiving

DESPAIR = "I want to kill myself"
HELP = [Typed(900, ANNA, "he is not breathing"), Tapped(901, ANNA, pack(Concern()), MESSAGE, "x")]


@pytest.fixture
def nothing_kept(receiving: Receiving, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Telegram cannot be reached, and the disk is full."""

    async def full(*_: object) -> None:
        raise OperationalError("", None, Exception("database or disk is full"))

    receiving.chats.result = Failed(Fate.NOT_SENT, "network")
    monkeypatch.setattr(replies, "keep", full)
    return monkeypatch


async def next_due(receiving: Receiving) -> datetime | None:
    async with receiving.store.reading() as transaction:
        query = select(people.c.next_due_at).where(people.c.id == ANNA)
        moment: datetime | None = (await transaction.execute(query)).scalar_one()
    return moment


@pytest.mark.parametrize("help_asked", [Typed(1, ANNA, DESPAIR), HELP[1]])
async def test_help_that_could_be_neither_shown_nor_kept_is_shown_when_it_is_handed_out_again(
    receiving: Receiving, nothing_kept: pytest.MonkeyPatch, help_asked: Event
) -> None:
    with pytest.raises(OperationalError):
        await receiving.inbox.receive([help_asked])
    nothing_kept.undo()
    receiving.chats.result = Sent(77)
    receiving.chats.shown.clear()
    await receiving.inbox.receive([help_asked])
    await receiving.inbox.receive([help_asked])

    assert 1 == len(receiving.chats.texts), "once, however often it is handed out after that"
    assert "999" in receiving.chats.texts[0]


@pytest.mark.usefixtures("nothing_kept")
async def test_to_whoever_may_want_to_die_nothing_comes_even_if_her_answer_could_not_be_shown(
    receiving: Receiving,
) -> None:
    before = await next_due(receiving)
    with pytest.raises(OperationalError):
        await receiving.inbox.receive([Typed(1, ANNA, DESPAIR)])

    assert before is not None
    assert await next_due(receiving) is None


@pytest.mark.parametrize("help_asked", HELP)
async def test_who_tapped_more_than_anybody_can_mean_still_gets_help(
    receiving: Receiving, help_asked: Event
) -> None:
    taps = [Tapped(n, ANNA, pack(Settings()), MESSAGE, "a") for n in range(1, 2 * BURST)]
    await receiving.inbox.receive(taps)
    receiving.chats.shown.clear()
    await receiving.inbox.receive([Tapped(800, ANNA, pack(Settings()), MESSAGE, "a")])
    slowed = list(receiving.chats.shown)
    await receiving.inbox.receive([help_asked])

    assert [] == slowed
    assert "999" in receiving.chats.texts[0]
