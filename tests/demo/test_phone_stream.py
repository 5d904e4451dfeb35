"""What open pages are told as it happens, and the clock that they can move."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.demo.actions import moment_of
from bot.demo.world import GROUP_ID

if TYPE_CHECKING:
    from telegram import Bot

    from bot.clock import MovableClock
    from bot.demo.world import World
    from tests.demo.browser import Browser
    from tests.demo.conftest import Raw


async def test_all_that_happens_is_told_as_it_happens(bot: Bot, browser: Browser, world: World) -> None:
    stream = await browser.listen()

    world.start("Grace")
    assert ("chat", True) == ((first := await stream.next())[0], first[1]["chat"]["started"])
    assert "/start" == (await stream.next())[1]["message"]["text"]
    await bot.send_chat_action(1001, "typing")
    assert ("typing", {"chat": 1001}) == await stream.next()
    sent = await bot.send_message(1001, "Hello")
    assert "message" == (await stream.next())[0]
    await bot.edit_message_text("Hello again", 1001, sent.message_id)
    name, data = await stream.next()
    assert ("edit", "Hello again", True) == (name, data["message"]["text"], data["message"]["edited"])
    await bot.delete_message(1001, sent.message_id)
    assert ("delete", {"chat": 1001, "id": sent.message_id}) == await stream.next()


async def test_menus_pins_answers_and_commands_are_told(
    bot: Bot, raw: Raw, browser: Browser, world: World
) -> None:
    world.start("Grace")
    stream = await browser.listen()

    menu = {"keyboard": [[{"text": "Read"}]], "is_persistent": True}
    await raw.result("sendMessage", chat_id=1001, text="Menu", reply_markup=menu)
    await stream.next()
    keyboard = {"rows": [["Read"]], "placeholder": None, "persistent": True}
    assert ("keyboard", {"chat": 1001, "keyboard": keyboard}) == await stream.next()
    await bot.pin_chat_message(1001, 1)
    assert ("pin", {"chat": 1001, "id": 1}) == await stream.next()
    await stream.next()
    tap = world.tap_data("Grace", 2, "a")
    await bot.answer_callback_query(tap.id, "Saved")
    assert ("answered", {"chat": 1001, "message": 2}) == await stream.next()
    assert ("toast", {"text": "Saved", "alert": False}) == await stream.next()
    await bot.set_my_commands([("help", "What I can do")])
    commands = [{"command": "help", "description": "What I can do"}]
    assert ("commands", {"commands": commands}) == await stream.next()


async def test_nobody_is_told_what_happens_in_another_persons_chat(
    bot: Bot, browser: Browser, world: World
) -> None:
    stream = await browser.listen(1002)

    world.start("Grace")
    await bot.send_message(GROUP_ID, "For all")

    assert "For all" == (await stream.next())[1]["message"]["text"]


async def test_the_clock_jumps_and_everyone_is_told(browser: Browser, clock: MovableClock) -> None:
    stream = await browser.listen()

    await browser.act("clock", person=1001, to="+7d")

    assert datetime(2026, 12, 2, 12, 30, tzinfo=UTC) == clock.now()
    assert ("clock", {"now": "2026-12-02T12:30:00+00:00"}) == await stream.next()


MOMENTS = [
    ("2026-11-23T09:00:00+00:00", "next-wednesday", "2026-11-25T12:30:00+00:00"),
    ("2026-11-25T12:29:59+00:00", "next-wednesday", "2026-11-25T12:30:00+00:00"),
    ("2026-11-25T12:30:00+00:00", "next-wednesday", "2026-12-02T12:30:00+00:00"),
    ("2027-03-26T09:00:00+00:00", "next-wednesday", "2027-03-31T11:30:00+00:00"),
    ("2026-11-25T12:30:00+00:00", "+1h", "2026-11-25T13:30:00+00:00"),
    ("2026-11-25T12:30:00+00:00", "+1d", "2026-11-26T12:30:00+00:00"),
    ("2026-11-25T12:30:00+00:00", "2027-06-01T10:00", "2027-06-01T09:00:00+00:00"),
]


@pytest.mark.parametrize(("now", "words", "expected"), MOMENTS)
def test_the_words_on_the_clocks_buttons_mean_moments_in_london(now: str, words: str, expected: str) -> None:
    assert datetime.fromisoformat(expected) == moment_of(words, datetime.fromisoformat(now))
