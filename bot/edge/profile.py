"""Tells Telegram the commands and descriptions, so that its menus cannot drift from the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram import BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.edge.failures import classify
from bot.screens.commands import description, menu_commands, short_description

if TYPE_CHECKING:
    from telegram import Bot

log = structlog.get_logger()


async def publish(bot: Bot) -> None:
    """Set commands and descriptions. If that fails the bot works all the same, so it is only said."""
    commands = [BotCommand(name, text) for name, text in menu_commands()]
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats())
        await bot.set_my_short_description(short_description())
        await bot.set_my_description(description())
    except TelegramError as error:
        log.warning("The menu was not set.", action="publish", meaning=str(classify(error).meaning))
