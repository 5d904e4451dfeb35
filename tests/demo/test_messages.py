"""Sending, editing and deleting, through the library that the project uses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.demo.keyboards import Button, Menu

if TYPE_CHECKING:
    from telegram import Bot

    from bot.clock import MovableClock
    from bot.demo.world import World

TWO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("A", callback_data="a")], [InlineKeyboardButton("B", callback_data="b")]]
)


async def test_a_message_arrives_as_it_was_sent(bot: Bot, world: World) -> None:
    world.start("Grace")

    sent = await bot.send_message(1001, "<b>Hello</b>\n", parse_mode="HTML", reply_markup=TWO)

    shown = world.last("Grace")
    assert ("<b>Hello</b>", ["A", "B"]) == (shown.html, shown.labels)
    assert (shown.id, "Hello", "say_so_demo_bot") == (
        sent.message_id,
        sent.text,
        sent.from_user and sent.from_user.username,
    )


async def test_dates_come_from_the_worlds_clock(bot: Bot, world: World, clock: MovableClock) -> None:
    world.start("Grace")
    clock.jump_to(clock.now() + timedelta(days=300))

    assert clock.now() == (await bot.send_message(1001, "Hello")).date


async def test_every_kind_of_button_keeps_what_it_does(bot: Bot, world: World) -> None:
    world.start("Grace")
    row = [
        InlineKeyboardButton("Stop", callback_data="s", style="danger"),
        InlineKeyboardButton("Read", url="https://example.org/a"),
        InlineKeyboardButton("Copy", copy_text=CopyTextButton("words")),
    ]

    await bot.send_message(1001, "Hello", reply_markup=InlineKeyboardMarkup([row]))

    stop = Button("Stop", data="s", style="danger")
    expected = (stop, Button("Read", url="https://example.org/a"), Button("Copy", copied="words"))
    assert expected == world.last("Grace").buttons


async def test_an_edit_replaces_words_and_buttons_in_place(bot: Bot, world: World) -> None:
    world.start("Grace")
    sent = await bot.send_message(1001, "Old", reply_markup=TWO)

    await bot.edit_message_text("New", 1001, sent.message_id)

    shown = world.last("Grace")
    assert (sent.message_id, "New", []) == (shown.id, shown.text, shown.labels)
    assert shown.edited


async def test_buttons_can_be_changed_alone(bot: Bot, world: World) -> None:
    world.start("Grace")
    sent = await bot.send_message(1001, "Words")

    await bot.edit_message_reply_markup(1001, sent.message_id, reply_markup=TWO)

    assert ("Words", ["A", "B"]) == (world.last("Grace").text, world.last("Grace").labels)


async def test_a_menu_stays_until_it_is_taken_away(bot: Bot, world: World) -> None:
    world.start("Grace")
    menu = ReplyKeyboardMarkup([["Read", "Practise"]], is_persistent=True, input_field_placeholder="Ask")

    await bot.send_message(1001, "Menu", reply_markup=menu)
    await bot.send_message(1001, "Buttons", reply_markup=TWO)
    assert Menu((("Read", "Practise"),), "Ask", persistent=True) == world.chats[1001].menu

    await bot.send_message(1001, "No menu", reply_markup=ReplyKeyboardRemove())
    assert world.chats[1001].menu is None


async def test_a_one_time_menu_goes_when_one_of_its_keys_is_pressed(bot: Bot, world: World) -> None:
    world.start("Grace")
    menu = ReplyKeyboardMarkup([["Yes", "No"]], one_time_keyboard=True)
    await bot.send_message(1001, "Menu", reply_markup=menu)

    world.say("Grace", "Perhaps")
    assert world.chats[1001].menu
    world.say("Grace", "Yes")
    assert world.chats[1001].menu is None


async def test_messages_are_deleted_one_by_one_and_together(bot: Bot, world: World) -> None:
    start = world.start("Grace")
    sent = [(await bot.send_message(1001, text)).message_id for text in "abc"]

    await bot.delete_message(1001, sent[0])
    await bot.delete_messages(1001, [start.id, sent[1], 999])

    assert ["c"] == [message.text for message in world.messages("Grace")]


async def test_a_reply_shows_what_it_answers(bot: Bot, world: World) -> None:
    said = world.start("Grace")

    sent = await bot.send_message(1001, "Yes?", reply_to_message_id=said.id)

    assert sent.reply_to_message
    assert "/start" == sent.reply_to_message.text


async def test_a_contact_can_be_saved(bot: Bot, world: World) -> None:
    world.start("Grace")

    sent = await bot.send_contact(1001, "+441612345001", "Council", vcard="BEGIN:VCARD\nEND:VCARD")

    assert sent.contact
    assert ("+441612345001", "Council") == (sent.contact.phone_number, sent.contact.first_name)
