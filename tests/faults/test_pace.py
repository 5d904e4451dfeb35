"""A run of weekly cards, with refusals for asking too often: none is lost, none comes twice, taps go first."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.demo.faults import Chance, flood
from tests.faults.running import Running, running, tapping

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.faults.engines import Engine

SEED = 20_261_127
TAPPERS = 10
REFUSED = 0.1  # of all messages
RATE = 28.0


@pytest.fixture
def drawn() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - the same each time; no secret


@pytest.fixture
async def bot(sqlite: Engine, drawn: random.Random) -> AsyncIterator[Running]:
    async with running(sqlite, drawn) as made:
        yield made


def are_due(bot: Running) -> None:
    """A jump lets the bot see that somebody is due."""
    bot.world.jump_to(bot.clock.now() + timedelta(minutes=1))


async def test_refused_cards_go_out_later_once_each(bot: Running, drawn: random.Random) -> None:
    bot.world.faults.mix([Chance(flood(1), REFUSED, "sendMessage")], drawn)
    await bot.crowd.grow(due=100, tappers=TAPPERS, cards_each=3)
    are_due(bot)
    async with tapping(bot):
        await bot.until_over()
    await bot.until_over()

    assert [] == await bot.wrong()
    assert {"sent"} == set((await bot.crowd.states()).values())
    assert {1} == set(bot.crowd.received().values())


async def test_a_tap_is_answered_while_cards_wait_for_telegram(bot: Running) -> None:
    """Telegram refuses from before anybody is due: a bot that looked in between would send all cards at once."""
    bot.world.faults.flood_for(3600, "sendMessage")
    await bot.crowd.grow(due=100, tappers=TAPPERS)
    await bot.minutes_until(lambda: any(call.refusal for call in bot.world.calls))
    for card in bot.crowd.cards:
        bot.crowd.tap(card, card.options[0])
    await bot.until(lambda: all(map(bot.crowd.answered, bot.crowd.cards)))

    assert 0 == bot.crowd.received().total()


async def test_only_who_is_refused_waits_for_the_answer(bot: Running) -> None:
    await bot.crowd.grow(tappers=TAPPERS)
    refused, *others = bot.crowd.cards
    bot.world.faults.flood_for(3600, chat=refused.person_id)
    for card in bot.crowd.cards:
        bot.crowd.tap(card, card.options[0])
    await bot.until(lambda: all(map(bot.crowd.answered, others)))
    await bot.quiet()

    assert not bot.crowd.answered(refused)
    assert [(1,)] == await bot.crowd.engine.rows("SELECT count(*) FROM replies")


@pytest.mark.soak
@pytest.mark.timeout(600)
async def test_a_thousand_cards_at_the_rate_of_telegram(
    sqlite: Engine, drawn: random.Random, progress: Callable[[str], None]
) -> None:
    """The Bot API refuses more than 30 a second by itself here, and some more by chance."""
    async with running(sqlite, drawn, rate=RATE) as bot:
        await bot.crowd.grow(due=1000, tappers=TAPPERS, cards_each=3)
        bot.world.pace.on = True
        bot.world.faults.mix([Chance(flood(1), 0.005, "sendMessage")], drawn)
        are_due(bot)
        async with tapping(bot, 1.0):
            await bot.until(lambda: bot.crowd.received().total() > 900)
        began, last = (bot.world.calls[at].at for at in (3, -1))
        progress(f"{bot.crowd.received().total()} cards in {(last - began).total_seconds():.0f} s")
        await bot.until_over()

        assert [] == await bot.wrong()
        assert {1} == set(bot.crowd.received().values())
