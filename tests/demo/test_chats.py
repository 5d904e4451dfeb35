"""Groups and pins, and what the bot may ask about a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.chats import Chat, ChatKind, Standing
from bot.demo.messages import Kind
from bot.demo.world import GROUP_ID

if TYPE_CHECKING:
    from telegram import Bot

    from bot.demo.world import World
    from tests.demo.conftest import Raw


def waiting(world: World, kind: str) -> list[dict[str, Any]]:
    """What waits for the bot of one kind."""
    return [update.json[kind] for update in world.updates.waiting(100) if update.kind == kind]


async def test_a_group_can_lose_the_bot(raw: Raw, world: World) -> None:
    send = {"chat_id": GROUP_ID, "text": "Hello"}
    world.set_bot_standing(world.group, world.person("Marek"), Standing.KICKED)
    kicked = "403 Forbidden: bot was kicked from the supergroup chat"
    assert kicked == await raw.refusal("sendMessage", **send)

    world.set_bot_standing(world.group, world.person("Marek"), Standing.MEMBER)
    await raw.result("leaveChat", chat_id=GROUP_ID)
    left = "403 Forbidden: bot is not a member of the supergroup chat"
    assert left == await raw.refusal("sendMessage", **send)


async def test_a_group_that_was_upgraded_names_its_new_id(raw: Raw, world: World) -> None:
    group = world.add_group("Old team", -77, world.cast, ChatKind.GROUP)
    world.upgrade(group, -1000000000077)

    answer = await raw("sendMessage", chat_id=-77, text="Hello")

    assert "Bad Request: group chat was upgraded to a supergroup chat" == answer["description"]
    assert {"migrate_to_chat_id": -1000000000077} == answer["parameters"]
    assert await raw.result("sendMessage", chat_id=-1000000000077, text="Hello")


PINS_REFUSED = [
    ("pinChatMessage", {"chat_id": 1001, "message_id": 99}, "400 Bad Request: message to pin not found"),
    ("unpinChatMessage", {"chat_id": 1001}, "400 Bad Request: message to unpin not found"),
    (
        "pinChatMessage",
        {"chat_id": GROUP_ID, "message_id": 1},
        "400 Bad Request: not enough rights to manage pinned messages in the chat",
    ),
]


@pytest.mark.parametrize(("method", "params", "refusal"), PINS_REFUSED)
async def test_a_pin_that_telegram_refuses_is_refused(
    raw: Raw, world: World, method: str, params: dict[str, Any], refusal: str
) -> None:
    world.start("Grace")
    world.say("Grace", "/start", GROUP_ID)

    assert refusal == await raw.refusal(method, **params)


async def test_a_pin_is_seen_at_the_top_and_as_a_message(bot: Bot, world: World) -> None:
    world.start("Grace")
    first, second = [(await bot.send_message(1001, text)).message_id for text in "ab"]

    await bot.pin_chat_message(1001, first)
    await bot.pin_chat_message(1001, second)
    assert second == world.chats[1001].pinned
    pinned = (await bot.get_chat(1001)).pinned_message
    assert pinned
    assert "b" == pinned.text
    assert Kind.SERVICE == world.messages("Grace")[-1].kind
    assert second == waiting(world, "message")[-1]["pinned_message"]["message_id"]

    await bot.unpin_chat_message(1001)
    assert first == world.chats[1001].pinned
    await bot.unpin_all_chat_messages(1001)
    assert world.chats[1001].pinned is None


async def test_a_pin_goes_with_its_message(bot: Bot, world: World) -> None:
    world.start("Grace")
    sent = await bot.send_message(1001, "Numbers")
    await bot.pin_chat_message(1001, sent.message_id)

    await bot.delete_message(1001, sent.message_id)

    assert world.chats[1001].pinned is None


async def test_an_administrator_may_pin_in_a_group(bot: Bot, world: World) -> None:
    world.set_bot_standing(world.group, world.person("Marek"), Standing.ADMINISTRATOR)
    sent = await bot.send_message(GROUP_ID, "Session at two")

    assert await bot.pin_chat_message(GROUP_ID, sent.message_id)


async def test_who_is_who_in_a_group_can_be_asked(bot: Bot, world: World) -> None:
    world.set_bot_standing(world.group, world.person("Marek"), Standing.ADMINISTRATOR)

    leading = await bot.get_chat_administrators(GROUP_ID)
    assert [("Marek", "creator"), ("Say So", "administrator")] == [
        (member.user.first_name, member.status) for member in leading
    ]
    assert "member" == (await bot.get_chat_member(GROUP_ID, 1001)).status
    assert 4 == await bot.get_chat_member_count(GROUP_ID)
    assert "Rowan House team" == (await bot.get_chat(GROUP_ID)).title


ASKING_REFUSED = [
    ("getChat", {"chat_id": 1001}, "400 Bad Request: chat not found"),
    ("getChatMember", {"chat_id": GROUP_ID, "user_id": 5}, "400 Bad Request: user not found"),
    ("getChatMember", {"chat_id": GROUP_ID}, "400 Bad Request: invalid user_id specified"),
    (
        "getChatAdministrators",
        {"chat_id": 1002},
        "400 Bad Request: there are no administrators in the private chat",
    ),
    ("leaveChat", {"chat_id": 1002}, "400 Bad Request: chat member status can't be changed in private chats"),
]


@pytest.mark.parametrize(("method", "params", "refusal"), ASKING_REFUSED)
async def test_a_question_about_a_chat_that_telegram_refuses_is_refused(
    raw: Raw, world: World, method: str, params: dict[str, Any], refusal: str
) -> None:
    world.start("Marek")

    assert refusal == await raw.refusal(method, **params)


def test_people_see_only_chats_that_they_are_in(world: World) -> None:
    world.add_person("Nora", 2001)

    with pytest.raises(LookupError, match="Nora is in no chat"):
        world.messages("Nora", GROUP_ID)


def test_a_chat_forgets_its_oldest_messages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.demo.chats.MOST_MESSAGES", 3)
    world.start("Grace")
    for number in range(4):
        world.say("Grace", str(number))

    chat: Chat = world.chats[1001]
    assert ["1", "2", "3"] == [message.text for message in chat.messages.values()]
