"""What the bot tells about itself, and what it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)

if TYPE_CHECKING:
    from telegram import Bot

    from bot.demo.world import World
    from tests.demo.conftest import Raw

HELP = BotCommand("help", "What I can do")
READ = BotCommand("read", "Something short to read")
TEAM = BotCommand("team", "Your team")


async def test_each_scope_and_language_has_commands_of_its_own(bot: Bot) -> None:
    await bot.set_my_commands([HELP])
    await bot.set_my_commands([READ], scope=BotCommandScopeAllPrivateChats(), language_code="cy")

    assert (HELP,) == await bot.get_my_commands()
    scope = BotCommandScopeAllPrivateChats()
    assert (READ,) == await bot.get_my_commands(scope=scope, language_code="cy")
    assert () == await bot.get_my_commands(scope=scope)
    await bot.delete_my_commands()
    assert () == await bot.get_my_commands()


async def test_a_person_sees_the_commands_of_the_narrowest_scope(bot: Bot, world: World) -> None:
    await bot.set_my_commands([HELP])
    await bot.set_my_commands([READ], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([TEAM], scope=BotCommandScopeChat(1002))

    def seen(chat_id: int, *, private: bool) -> list[str]:
        return [command.command for command in world.profile.shown_commands(chat_id, private=private)]

    assert ["team"] == seen(1002, private=True)
    assert ["read"] == seen(1001, private=True)
    assert ["help"] == seen(world.group.id, private=False)


async def test_texts_are_kept_by_language_and_fall_back(bot: Bot) -> None:
    await bot.set_my_name("Say So")
    await bot.set_my_name("Dywed", language_code="cy")
    await bot.set_my_description("Practise")
    await bot.set_my_short_description("Short")

    assert "Dywed" == (await bot.get_my_name("cy")).name
    assert "Say So" == (await bot.get_my_name("pl")).name
    assert "Practise" == (await bot.get_my_description("pl")).description
    assert "Short" == (await bot.get_my_short_description()).short_description
    await bot.set_my_name("", language_code="cy")
    assert "Say So" == (await bot.get_my_name("cy")).name


async def test_the_menu_button_can_be_set_for_one_chat(bot: Bot) -> None:
    await bot.set_chat_menu_button(1001, MenuButtonCommands())

    assert "commands" == (await bot.get_chat_menu_button(1001)).type


def command(name: str = "help", description: str = "What I can do") -> dict[str, str]:
    return {"command": name, "description": description}


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("setMyCommands", {"commands": [command("Help")]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [command("")]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [command("x" * 33)]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [command(description="")]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [command(description="x" * 257)]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [command()] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": [], "language_code": "english"}, "invalid language code specified"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
    ("setMyDescription", {"description": "x" * 513}, "BOT_DESCRIPTION_TOO_LONG"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
    (
        "setChatMenuButton",
        {"menu_button": {"type": "web_app", "text": "x", "web_app": {"url": "https://a.org"}}},
        "the demo has no web apps",
    ),
]


@pytest.mark.parametrize(("method", "params", "reason"), REFUSED)
async def test_what_telegram_would_not_keep_is_refused(
    raw: Raw, method: str, params: dict[str, Any], reason: str
) -> None:
    assert f"400 Bad Request: {reason}" == await raw.refusal(method, **params)
