"""What people do, and what of it reaches the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.world import GROUP_ID

if TYPE_CHECKING:
    from telegram import Bot

    from bot.demo.world import World
    from tests.demo.conftest import Raw


def waiting(world: World, kind: str) -> list[dict[str, Any]]:
    """What waits for the bot of one kind."""
    return [update.json[kind] for update in world.updates.waiting(100) if update.kind == kind]


def test_a_link_starts_with_its_code(world: World) -> None:
    world.start("Grace", "team_Rowan-1")

    message = waiting(world, "message")[0]
    assert ("/start team_Rowan-1", "Grace") == (message["text"], message["from"]["first_name"])


@pytest.mark.parametrize("payload", ["", "a b", "x" * 65, "é"])
def test_a_link_that_telegram_would_not_open_is_refused(world: World, payload: str) -> None:
    with pytest.raises(ValueError, match="1 to 64"):
        world.start("Grace", payload)


def test_nobody_can_write_before_pressing_start(world: World) -> None:
    with pytest.raises(ValueError, match="Grace has not pressed START yet"):
        world.say("Grace", "Hello")


def test_an_unknown_person_is_named_in_the_error(world: World) -> None:
    with pytest.raises(LookupError, match=r"There is no 'Nora'\. The people are Grace, Marek, Asha"):
        world.start("Nora")


async def test_a_block_stops_the_bot_and_is_told_both_ways(raw: Raw, world: World) -> None:
    world.start("Grace")
    world.block("Grace")
    blocked = "403 Forbidden: bot was blocked by the user"
    assert blocked == await raw.refusal("sendMessage", chat_id=1001, text="Hello")
    world.unblock("Grace")
    assert await raw.result("sendMessage", chat_id=1001, text="Hello")

    changes = [change["new_chat_member"]["status"] for change in waiting(world, "my_chat_member")]
    assert ["kicked", "member"] == changes


async def test_start_ends_a_block(world: World) -> None:
    world.start("Grace")
    world.block("Grace")
    world.start("Grace")

    kinds = [update.kind for update in world.updates.waiting(9)]
    assert ["message", "my_chat_member", "my_chat_member", "message"] == kinds


async def test_an_account_that_was_deleted_takes_nothing(raw: Raw, world: World) -> None:
    world.start("Grace")
    world.deactivate("Grace")

    refused = "403 Forbidden: user is deactivated"
    assert refused == await raw.refusal("sendMessage", chat_id=1001, text="Hello")


def test_an_edited_message_comes_as_such(world: World) -> None:
    said = world.start("Grace")

    world.edit("Grace", said.id, "/start again")

    assert "/start again" == waiting(world, "edited_message")[0]["text"]


@pytest.mark.parametrize(("kind", "field"), [("sticker", "sticker"), ("voice", "voice"), ("photo", "photo")])
async def test_people_can_send_what_the_bot_cannot_read(
    bot: Bot, world: World, kind: str, field: str
) -> None:
    world.start("Grace")
    world.attach("Grace", kind)

    message = (await bot.get_updates())[-1].message
    assert message
    assert getattr(message, field)
    assert message.text is None


def test_in_a_group_the_bot_reads_commands_and_replies_only(world: World) -> None:
    sent = world.post(world.group, world.draft(world.group, world.bot))
    world.say("Grace", "just talk", world.group)
    world.say("Grace", "/session", GROUP_ID)
    world.say("Grace", "/session@say_so_demo_bot now", GROUP_ID)
    world.say("Grace", "/session@other_bot", GROUP_ID)
    world.say("Grace", "a reply", GROUP_ID, reply_to=sent.id)

    read = [message["text"] for message in waiting(world, "message")]
    assert ["/session", "/session@say_so_demo_bot now", "a reply"] == read
