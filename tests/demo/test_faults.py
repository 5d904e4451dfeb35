"""Planned failures, and Telegram's limits where they are switched on."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp
import pytest
from telegram.error import NetworkError, RetryAfter

from bot.demo.faults import (
    BAD_GATEWAY,
    LOSE_ANSWER,
    LOSE_CALL,
    SERVER_ERROR,
    Chance,
    Fault,
    delay,
    flood,
    refuse,
)

if TYPE_CHECKING:
    from telegram import Bot

    from bot.clock import MovableClock
    from bot.demo.world import World
    from tests.demo.conftest import Raw

HELLO = {"chat_id": 1001, "text": "Hello"}


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (flood(7), "429 Too Many Requests: retry after 7"),
        (SERVER_ERROR, "500 Internal Server Error"),
        (BAD_GATEWAY, "502 Bad Gateway"),
        (refuse(403, "Forbidden: user is deactivated"), "403 Forbidden: user is deactivated"),
    ],
)
async def test_a_planned_refusal_comes_once_and_does_nothing(
    raw: Raw, world: World, fault: Fault, refusal: str
) -> None:
    world.start("Grace")
    world.faults.plan(fault, "sendMessage")

    assert refusal == await raw.refusal("sendMessage", **HELLO)
    assert 1 == len(world.messages("Grace"))
    assert await raw.result("sendMessage", **HELLO)


async def test_the_library_reads_how_long_to_wait(
    bot: Bot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without it the library warns that a number of seconds will become a timedelta.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    world.faults.plan(flood(7), "getMe")

    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.get_me()


async def test_a_plan_can_be_for_one_chat_for_several_times_and_later(raw: Raw, world: World) -> None:
    world.start("Grace")
    world.start("Marek")
    world.faults.plan(flood(1), chat=1001, times=2, after=1)

    outcomes = [
        (await raw("sendMessage", chat_id=chat, text="x"))["ok"] for chat in (1001, 1001, 1002, 1001, 1001)
    ]

    assert [True, False, True, False, True] == outcomes
    assert 0 == world.faults.left


async def test_a_flood_lasts_until_the_clock_has_passed_it(
    raw: Raw, world: World, clock: MovableClock
) -> None:
    world.start("Grace")
    world.faults.flood_for(10)

    assert "429 Too Many Requests: retry after 10" == await raw.refusal("sendMessage", **HELLO)
    clock.jump_to(clock.now() + timedelta(seconds=9.5))
    assert "429 Too Many Requests: retry after 1" == await raw.refusal("sendMessage", **HELLO)
    clock.jump_to(clock.now() + timedelta(seconds=0.5))
    assert await raw.result("sendMessage", **HELLO)


async def test_a_lost_call_did_nothing(raw: Raw, world: World) -> None:
    world.start("Grace")
    world.faults.plan(LOSE_CALL, "sendMessage")

    with pytest.raises(aiohttp.ClientConnectionError):
        await raw("sendMessage", **HELLO)

    assert 1 == len(world.messages("Grace"))


async def test_a_lost_answer_did_its_work(bot: Bot, world: World) -> None:
    world.start("Grace")
    world.faults.plan(LOSE_ANSWER, "sendMessage")

    with pytest.raises(NetworkError):
        await bot.send_message(1001, "Hello")

    assert "Hello" == world.last("Grace").text


async def test_a_delayed_call_counts_as_running(raw: Raw, world: World) -> None:
    world.start("Grace")
    world.updates.drop_all()
    world.faults.plan(delay(0.05), "sendMessage")
    sending = asyncio.create_task(raw.result("sendMessage", **HELLO))
    await world.until(lambda: world.calls_running)

    await world.quiet()

    assert "Hello" == world.last("Grace").text
    await sending


async def test_polling_fails_only_when_it_is_named(raw: Raw, world: World) -> None:
    world.faults.plan(SERVER_ERROR)
    assert [] == await raw.result("getUpdates")
    world.faults.clear()

    world.faults.plan(SERVER_ERROR, "getUpdates")
    assert "500 Internal Server Error" == await raw.refusal("getUpdates")


async def test_faults_mixed_in_by_chance_come_about_as_often_as_asked_and_alike_each_time(
    raw: Raw, world: World
) -> None:
    async def outcomes() -> list[bool]:
        world.faults.mix([Chance(SERVER_ERROR, 0.3, "getMe")], random.Random(7))  # noqa: S311 - no secret
        return [(await raw("getMe"))["ok"] for _call in range(60)]

    first = await outcomes()

    assert 5 < first.count(False) < 35
    assert first == await outcomes()
    assert (await raw("getWebhookInfo"))["ok"], "only the method that was named"
    world.faults.clear()
    assert all([(await raw("getMe"))["ok"] for _call in range(20)])


async def test_without_plans_and_limits_nothing_is_held_back(raw: Raw, world: World) -> None:
    world.start("Grace")

    assert all([await raw.result("sendMessage", **HELLO) for _ in range(40)])


async def test_one_chat_takes_one_message_a_second(raw: Raw, world: World, clock: MovableClock) -> None:
    world.start("Grace")
    world.start("Marek")
    world.pace.on = True

    assert await raw.result("sendMessage", **HELLO)
    assert "429 Too Many Requests: retry after 1" == await raw.refusal("sendMessage", **HELLO)
    assert await raw.result("sendMessage", chat_id=1002, text="Hello")
    clock.jump_to(clock.now() + timedelta(seconds=1))
    assert await raw.result("sendMessage", **HELLO)


async def test_all_chats_together_take_thirty_a_second(raw: Raw, world: World) -> None:
    people = [world.add_person(f"P{number}", 3000 + number) for number in range(31)]
    for person in people:
        world.start(person)
    world.pace.on = True

    outcomes = [(await raw("sendMessage", chat_id=person.id, text="x"))["ok"] for person in people]

    assert [True] * 30 + [False] == outcomes


async def test_a_group_takes_twenty_a_minute(raw: Raw, world: World) -> None:
    world.pace.on = True
    hello = {"chat_id": world.group.id, "text": "Hello"}

    assert all([await raw.result("sendMessage", **hello) for _ in range(20)])
    assert "429 Too Many Requests: retry after 60" == await raw.refusal("sendMessage", **hello)


async def test_every_call_is_on_record(raw: Raw, world: World) -> None:
    world.start("Grace")
    await raw.result("sendMessage", **HELLO)
    await raw.refusal("sendMessage", chat_id=5, text="x")

    good, bad = world.calls
    assert ("sendMessage", HELLO, world.clock.now()) == (good.method, good.params, good.at)
    assert bad.refusal
    assert "Bad Request: chat not found" == bad.refusal.description
