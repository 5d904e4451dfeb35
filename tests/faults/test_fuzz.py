"""Whatever comes in, no traceback reaches the log, no invalid call leaves the bot, and it goes on answering."""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import JSONResponse

from bot.edge.updates import query_of, read, update_id
from tests.faults.fuzz import Aim, Fuzzer, Held
from tests.faults.odd import HALF_A_PAIR, ODD
from tests.faults.running import Running, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.faults.engines import Engine

SEED = 20_261_125
BATCH = 99  # and one more that ends it: what the Bot API hands out at once
# What a call that is right in itself may be refused with, because of what the person it is about has done.
EXPECTED = (
    "chat not found",
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message is not modified",
    "query is too old and response timeout expired or query ID is invalid",
    "bot was blocked by the user",
    "bot can't initiate conversation with a user",
    "message to pin not found",
)


@pytest.fixture
def drawn() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - the same each time; no secret


@pytest.fixture
def as_telegram_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON in ASCII, so that it can carry half of a surrogate pair, as Telegram's can."""
    monkeypatch.setattr(JSONResponse, "render", lambda _self, content: json.dumps(content).encode())


@pytest.fixture
async def bot(sqlite: Engine, drawn: random.Random) -> AsyncIterator[Running]:
    async with running(sqlite, drawn) as made:
        yield made


async def fuzzed(bot: Running, drawn: random.Random, number: int, say: Callable[[str], None]) -> None:
    """Feed so many updates to the bot, a batch at a time."""
    await bot.crowd.grow(tappers=min(1000, number // 5), cards_each=2)
    fuzzer = Fuzzer(drawn, aim(bot))
    for batch in range(-(-number // BATCH)):
        inject(bot, drawn, [fuzzer.update() for _one in range(BATCH)])
        await bot.world.quiet(60)
        if batch % 50 == 49:
            say(f"{(batch + 1) * BATCH} updates: {len(bot.world.calls)} calls, {len(wrong_calls(bot))} wrong")


def aim(bot: Running) -> Aim:
    strangers = (424242, 2**52)
    held = tuple(Held(card.person_id, card.showing, card.message_id) for card in bot.crowd.cards)
    return Aim((*bot.crowd.tappers, *strangers), held)


def inject(bot: Running, drawn: random.Random, updates: list[dict[str, Any]]) -> None:
    """Queue a batch in any order. The last one has the highest number and nothing else, and ends it."""
    drawn.shuffle(updates)
    for update in updates:
        if isinstance(update.get("update_id", 0), int):
            update["update_id"] = bot.world.inject(update)
    bot.world.inject({})


def wrong_calls(bot: Running) -> Counter[str]:
    """Calls that Telegram would refuse for what they are."""
    refused = [(call.method, call.refusal.description) for call in bot.world.calls if call.refusal]
    return Counter(f"{method}: {why}" for method, why in refused if not any(part in why for part in EXPECTED))


async def still_well(bot: Running) -> None:
    bot.world.start("Grace")
    bot.world.say("Grace", "/help")
    await bot.until(lambda: any("What you can do here" in one.text for one in bot.world.messages("Grace")))

    assert Counter() == wrong_calls(bot)
    assert [] == bot.uncaught
    assert [] == bot.unclear()
    assert [] == [line for line in bot.log if line["log_level"] in {"error", "critical"}]
    assert [] == await bot.crowd.engine.faults()


@pytest.mark.usefixtures("as_telegram_writes_it")
async def test_odd_updates_leave_no_traceback_and_lead_to_no_invalid_call(
    bot: Running, drawn: random.Random, progress: Callable[[str], None]
) -> None:
    await fuzzed(bot, drawn, 1_500, progress)

    await still_well(bot)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("as_telegram_writes_it")
async def test_a_hundred_thousand_odd_updates_do_no_more(
    bot: Running, drawn: random.Random, progress: Callable[[str], None]
) -> None:
    await fuzzed(bot, drawn, 100_000, progress)

    await still_well(bot)


def test_any_update_is_read_or_passed_over_and_never_raises(drawn: random.Random) -> None:
    """Numbers that are none, too, which the Bot API of the tests hands out to nobody."""
    fuzzer = Fuzzer(drawn, Aim((1001,), (Held(1001, 1, 5),)))
    read_as = Counter[str]()
    for _one in range(5_000):
        update = fuzzer.update() | {"update_id": drawn.choice((drawn.randrange(2**31), *ODD))}
        update_id(update)
        query_of(update)
        read_as[type(read(update)).__name__] += 1

    assert {"NoneType", "Tapped", "Typed", "Unreadable", "Left", "Returned"} == set(read_as)


@pytest.mark.parametrize("update", [None, [], "", 0, True, {}, {"update_id": HALF_A_PAIR}, {"update_id": []}])
def test_what_is_no_update_at_all_is_passed_over(update: object) -> None:
    assert None is read(update)
    assert None is update_id(update)
    assert None is query_of(update)
