"""Inline buttons: pressed, forged, answered, too late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.events import Event, Happening
from bot.demo.world import Toast

if TYPE_CHECKING:
    from telegram import Bot

    from bot.clock import MovableClock
    from bot.demo.world import World
    from tests.demo.conftest import Raw


def waiting(world: World, kind: str) -> list[dict[str, Any]]:
    """What waits for the bot of one kind."""
    return [update.json[kind] for update in world.updates.waiting(100) if update.kind == kind]


def with_button(world: World, label: str = "A", data: str = "a:1") -> dict[str, Any]:
    """Parameters of a message to Grace with one button."""
    world.start("Grace")
    button = {"text": label, "callback_data": data}
    return {"chat_id": 1001, "text": "Card", "reply_markup": {"inline_keyboard": [[button]]}}


async def test_a_tap_says_who_pressed_what_and_where(raw: Raw, world: World) -> None:
    sent = await raw.result("sendMessage", **with_button(world))

    tap = world.tap("Grace", world.last("Grace"), "A")

    query = waiting(world, "callback_query")[0]
    assert (tap.id, "a:1", 1001) == (query["id"], query["data"], query["from"]["id"])
    assert sent == query["message"]


async def test_a_button_can_be_named_by_its_data_too(raw: Raw, world: World) -> None:
    sent = await raw.result("sendMessage", **with_button(world))

    assert "a:1" == world.tap("Grace", sent["message_id"], "a:1").data


async def test_a_button_that_is_not_there_cannot_be_pressed(raw: Raw, world: World) -> None:
    await raw.result("sendMessage", **with_button(world))

    with pytest.raises(LookupError, match=r"There is no button 'B'. There are \['A'\]"):
        world.tap("Grace", world.last("Grace"), "B")


async def test_a_tap_on_a_message_that_is_gone_shows_only_its_number(bot: Bot, world: World) -> None:
    world.start("Grace")
    world.tap_data("Grace", 99, "forged")

    query = (await bot.get_updates())[-1].callback_query
    assert query
    assert query.message
    assert (99, False) == (query.message.message_id, query.message.is_accessible)


async def test_an_answer_to_a_tap_is_seen_by_the_one_who_tapped(bot: Bot, world: World) -> None:
    world.start("Grace")
    heard: list[Event] = []
    world.listeners.append(heard.append)
    tap = world.tap_data("Grace", 1, "a")

    await bot.answer_callback_query(tap.id, "Saved", show_alert=True)

    assert [Toast(1001, "Saved", alert=True)] == world.toasts
    assert [Happening.ANSWERED, Happening.TOAST] == [event.name for event in heard]


TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
TAP_ANSWERS_REFUSED = [
    ({"callback_query_id": "1"}, TOO_OLD),
    ({}, TOO_OLD),
    ({"text": "x" * 201}, "400 Bad Request: MESSAGE_TOO_LONG"),
    ({"url": "https://example.org"}, "400 Bad Request: URL_INVALID"),
]


@pytest.mark.parametrize(("params", "refusal"), TAP_ANSWERS_REFUSED)
async def test_an_answer_that_telegram_refuses_is_refused(
    raw: Raw, world: World, params: dict[str, Any], refusal: str
) -> None:
    world.start("Grace")
    tap = world.tap_data("Grace", 1, "a")
    given = {"callback_query_id": tap.id, **params} if params else {}

    assert refusal == await raw.refusal("answerCallbackQuery", **given)


async def test_a_tap_can_be_answered_for_150_seconds(raw: Raw, world: World, clock: MovableClock) -> None:
    world.start("Grace")
    tap = world.tap_data("Grace", 1, "a")

    clock.jump_to(clock.now() + timedelta(seconds=150))
    assert await raw.result("answerCallbackQuery", callback_query_id=tap.id)
    clock.jump_to(clock.now() + timedelta(seconds=1))
    assert TOO_OLD == await raw.refusal("answerCallbackQuery", callback_query_id=tap.id)
