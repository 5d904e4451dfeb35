"""Tells Telegram the commands and descriptions, so that its menus cannot drift from the code; asks our name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.edge.failures import classify
from bot.screens.commands import (
    description,
    language_commands,
    manager_commands,
    menu_commands,
    owner_commands,
    short_description,
)
from bot.words import SOURCE, speaking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from telegram import Bot

    from bot.clock import Clock

ASK_AGAIN_SECONDS = 60.0

log = structlog.get_logger()


async def publish(bot: Bot, owners: Iterable[int] = (), languages: Collection[str] = (SOURCE,)) -> None:
    """Set commands and descriptions, in English for all and in each other language for whose Telegram speaks it.

    If that fails the bot works all the same, so it is only said. The commands of managers and owners are set in
    the chats of owners only: nobody else sees them.
    """
    for language in languages:
        with speaking(language):
            await _publish(bot, None if language == SOURCE else language, language_commands(languages))
    for owner in owners:
        await _publish_to_owner(bot, owner)


async def _publish(bot: Bot, language: str | None, more: Iterable[tuple[str, str]]) -> None:
    commands = [BotCommand(name, text) for name, text in (*menu_commands(), *more)]
    scope = BotCommandScopeAllPrivateChats()
    try:
        await bot.set_my_commands(commands, scope=scope, language_code=language)
        await bot.set_my_short_description(short_description(), language_code=language)
        await bot.set_my_description(description(), language_code=language)
    except TelegramError as error:
        log.warning("The menu was not set.", action="publish", meaning=str(classify(error).meaning))


async def _publish_to_owner(bot: Bot, owner: int) -> None:
    commands = (*menu_commands(), *manager_commands(), *owner_commands())
    try:
        await bot.set_my_commands(
            [BotCommand(name, text) for name, text in commands], scope=BotCommandScopeChat(owner)
        )
    except TelegramError as error:  # such as of an owner who never started the bot
        meaning = str(classify(error).meaning)
        log.info("The menu of an owner was not set.", action="publish", meaning=meaning)


async def own_name(bot: Bot, clock: Clock) -> str:
    """The bot's own name, without the @. Asked for until Telegram tells it: without it no link can be made."""
    while True:
        try:
            return str((await bot.get_me()).username)
        except TelegramError as error:
            log.info(
                "Telegram did not tell our name.", action="publish", meaning=str(classify(error).meaning)
            )
        await clock.sleep_for(ASK_AGAIN_SECONDS)
