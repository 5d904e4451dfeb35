"""How updates wait for the bot: numbered, confirmed, kept for a time, handed to one poller only."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.updates import HAS_WEBHOOK, TERMINATED

if TYPE_CHECKING:
    from telegram import Bot

    from bot.clock import MovableClock
    from bot.demo.world import World
    from tests.demo.conftest import Raw


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


@pytest.fixture
def three(world: World) -> World:
    """Three messages wait, numbered from 100000001."""
    world.start("Grace")
    world.say("Grace", "two")
    world.say("Grace", "three")
    return world


@pytest.mark.usefixtures("three")
async def test_updates_come_again_until_a_higher_offset_confirms_them(raw: Raw) -> None:
    first = await raw.result("getUpdates")
    again = await raw.result("getUpdates", offset=100000001)
    rest = await raw.result("getUpdates", offset=100000003)

    assert ["/start", "two", "three"] == texts(first) == texts(again)
    assert [100000003] == [update["update_id"] for update in rest]


@pytest.mark.usefixtures("three")
async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(raw: Raw) -> None:
    assert ["two", "three"] == texts(await raw.result("getUpdates", offset=-2))
    assert ["two", "three"] == texts(await raw.result("getUpdates"))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(("limit", "expected"), [(1, 1), (2, 2), (0, 3), (101, 3)])
async def test_a_limit_from_1_to_100_is_kept(raw: Raw, limit: int, expected: int) -> None:
    assert expected == len(await raw.result("getUpdates", limit=limit))


async def test_a_poll_that_waits_is_answered_when_something_happens(bot: Bot, world: World) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await world.until(lambda: world.updates.polled)

    world.start("Grace")

    update = (await poll)[0]
    assert update.message
    assert "/start" == update.message.text


async def test_a_poll_ends_with_nothing_when_its_time_is_over(raw: Raw) -> None:
    assert [] == await raw.result("getUpdates", timeout=0)


async def test_a_second_poller_ends_the_first(raw: Raw, world: World) -> None:
    first = asyncio.create_task(raw.refusal("getUpdates", timeout=30))
    await world.until(lambda: world.updates.polled)

    await raw.result("getUpdates", timeout=0)

    assert f"409 Conflict: {TERMINATED}" == await first


async def test_a_poll_ends_when_the_poller_dies(raw: Raw, world: World) -> None:
    poll = asyncio.create_task(raw("getUpdates", timeout=30))
    await world.until(lambda: world.updates.polled)

    poll.cancel()

    await world.until(lambda: not world.updates.polled)


async def test_polling_and_a_webhook_exclude_each_other(raw: Raw, world: World) -> None:
    poll = asyncio.create_task(raw.refusal("getUpdates", timeout=30))
    await world.until(lambda: world.updates.polled)

    await raw.result("setWebhook", url="http://127.0.0.1:9/hook")

    assert "409 Conflict: terminated by setWebhook request" == await poll
    assert f"409 Conflict: {HAS_WEBHOOK}" == await raw.refusal("getUpdates")
    await raw.result("deleteWebhook")
    assert [] == await raw.result("getUpdates")


async def test_a_tap_is_kept_for_150_seconds_and_a_message_for_a_day(
    raw: Raw, world: World, clock: MovableClock
) -> None:
    world.start("Grace")
    world.tap_data("Grace", 1, "a")

    clock.jump_to(clock.now() + timedelta(seconds=149))
    assert 2 == len(await raw.result("getUpdates"))
    clock.jump_to(clock.now() + timedelta(seconds=1))
    assert ["/start"] == texts(await raw.result("getUpdates"))
    clock.jump_to(clock.now() + timedelta(days=1))
    assert [] == await raw.result("getUpdates")


async def test_kinds_that_were_not_asked_for_do_not_come(raw: Raw, world: World) -> None:
    await raw.result("getUpdates", allowed_updates=["callback_query"])
    world.start("Grace")
    world.tap_data("Grace", 1, "a")
    update = (await raw.result("getUpdates"))[0]
    assert {"callback_query", "update_id"} == set(update)

    await raw.result("getUpdates", allowed_updates=[])
    world.say("Grace", "now")
    assert ["now"] == texts(await raw.result("getUpdates", offset=-1))


async def test_after_a_silent_week_numbers_go_on_elsewhere_and_nothing_is_lost(
    raw: Raw, world: World, clock: MovableClock
) -> None:
    world.start("Grace")
    offset = (await raw.result("getUpdates"))[-1]["update_id"] + 1
    await raw.result("getUpdates", offset=offset)

    for _ in range(12):
        clock.jump_to(clock.now() + timedelta(days=8))
        world.say("Grace", "again")
        waiting = await raw.result("getUpdates", offset=offset)
        assert ["again"] == texts(waiting)
        assert waiting[0]["update_id"] != offset
        offset = waiting[0]["update_id"] + 1
        assert [] == await raw.result("getUpdates", offset=offset)


@pytest.mark.parametrize("raw_update", [{"message": {"broken": True}}, {"update_id": 7, "riddle": 1}, {}])
async def test_a_raw_update_comes_as_it_is_until_it_is_confirmed(
    raw: Raw, world: World, raw_update: dict[str, Any]
) -> None:
    number = world.inject(raw_update)

    assert [{"update_id": number, **raw_update}] == await raw.result("getUpdates")
    assert [] == await raw.result("getUpdates", offset=number + 1)


@pytest.mark.usefixtures("three")
async def test_an_update_can_be_made_to_come_twice(raw: Raw, world: World) -> None:
    updates = await raw.result("getUpdates")
    offset = updates[-1]["update_id"] + 1
    await raw.result("getUpdates", offset=offset)

    world.inject(updates[0])

    assert [updates[0]] == await raw.result("getUpdates", offset=offset)
    assert [] == await raw.result("getUpdates", offset=offset)


@pytest.mark.usefixtures("three")
async def test_waiting_updates_can_be_dropped(raw: Raw) -> None:
    assert 3 == (await raw.result("getWebhookInfo"))["pending_update_count"]
    await raw.result("deleteWebhook", drop_pending_updates=True)
    assert 0 == (await raw.result("getWebhookInfo"))["pending_update_count"]


async def test_the_world_is_quiet_once_all_is_confirmed_and_answered(bot: Bot, world: World) -> None:
    async def answer_one() -> None:
        update = (await bot.get_updates(timeout=5))[0]
        await bot.send_message(1001, "Hello")
        await bot.get_updates(offset=update.update_id + 1, timeout=0)

    world.start("Grace")
    answering = asyncio.create_task(answer_one())
    await world.quiet()

    assert "Hello" == world.last("Grace").text
    await answering


async def test_waiting_for_quiet_in_vain_says_what_is_missing(world: World) -> None:
    world.start("Grace")

    with pytest.raises(TimeoutError, match="1 updates wait and 0 calls run"):
        await world.quiet(within=0.01)


async def test_waiting_in_vain_for_something_ends_in_one_sentence(world: World) -> None:
    with pytest.raises(TimeoutError, match="did not happen within"):
        await world.until(lambda: False, within=0.01)
