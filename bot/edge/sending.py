"""Turns a Screen into Telegram's calls. The only place that does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.callback_data import pack
from bot.delivery.finishing import finish
from bot.delivery.messenger import Failed, Fate, Sent
from bot.edge.failures import Failure, Meaning, classify

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from telegram import Bot

    from bot.edge.press import Press
    from bot.screens.screen import Button, Menu, Paper, Screen

log = structlog.get_logger()

UPLOAD_SECONDS = 60.0  # for a paper over a slow line

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_FATES = {
    Meaning.LEFT: Fate.LEFT,
    Meaning.SLOW_DOWN: Fate.NOT_SENT,
    Meaning.NEVER_SENT: Fate.NOT_SENT,
    Meaning.TOKEN_REFUSED: Fate.NOT_SENT,
    Meaning.CONFLICT: Fate.NOT_SENT,
    Meaning.UNKNOWN: Fate.UNKNOWN,
}


class TelegramMessenger:
    """Shows screens through the Bot API."""

    def __init__(self, bot: Bot, press: Press) -> None:
        self._bot = bot
        self._press = press
        self._background: set[asyncio.Task[None]] = set()

    async def show(self, chat_id: int, screen: Screen, *, edits: int | None, pins: bool) -> Sent | Failed:
        """Show `screen` by editing a message, or as a new one where that cannot be; `pins` it if asked to."""
        try:
            sent = await self._shown(chat_id, screen, edits)
        except TelegramError as error:
            return _failed(classify(error))
        except Exception as error:  # noqa: BLE001 - a screen that cannot be put into calls must stop nothing else
            log.error("A screen could not be shown.", action="show", error=type(error).__name__)  # noqa: TRY400
            return Failed(Fate.REFUSED, "fault of ours")
        if pins:
            self._in_background(self._pin(chat_id, sent.message_id))
        return sent

    def acknowledge(self, query_id: str) -> None:
        """Stop the waiting sign. Nobody waits for it: too late is no harm, the sign stops by itself."""
        self._in_background(self._acknowledge(query_id))

    async def finish(self) -> None:
        """Before a stop: give what nobody waits for a moment to get out."""
        await finish(self._background, seconds=1)

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _acknowledge(self, query_id: str) -> None:
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError as error:
            log.debug(
                "A tap was acknowledged too late.", action="acknowledge", meaning=str(classify(error).meaning)
            )

    async def _shown(self, chat_id: int, screen: Screen, edits: int | None) -> Sent:
        if screen.paper is not None:
            return await self._send_paper(chat_id, screen, screen.paper)
        return Sent(await self._written(chat_id, screen, edits))

    async def _written(self, chat_id: int, screen: Screen, edits: int | None) -> int:
        # A message with the menu cannot be edited, and no message can be edited into one.
        if edits is None or screen.menu is not None:
            return await self._send(chat_id, screen)
        try:
            return await self._edit(chat_id, screen, edits)
        except TelegramError as error:
            meaning = classify(error).meaning
            if meaning is Meaning.UNCHANGED:
                return edits
            # A message that cannot be changed, for whatever reason, must not leave her without an answer.
            if meaning in {Meaning.NOT_EDITABLE, Meaning.REFUSED}:
                return await self._send(chat_id, screen)
            raise

    async def _send(self, chat_id: int, screen: Screen) -> int:
        message = await self._bot.send_message(
            chat_id,
            screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=_menu(screen.menu) if screen.menu else _keyboard(screen),
            link_preview_options=_NO_PREVIEW,
        )
        return message.message_id

    async def _send_paper(self, chat_id: int, screen: Screen, paper: Paper) -> Sent:
        """Name the file that Telegram has; if it has it no more, or never had it, make it and send it up."""
        if paper.file_id is not None:
            try:
                return await self._send_file(chat_id, screen, paper.file_id)
            except TelegramError as error:
                if classify(error).meaning is not Meaning.FILE_UNKNOWN:
                    raise
        made = await self._press.made(paper.make, paper.key)
        return await self._send_file(chat_id, screen, InputFile(made, filename=paper.name))

    async def _send_file(self, chat_id: int, screen: Screen, file: str | InputFile) -> Sent:
        message = await self._bot.send_document(
            chat_id,
            file,
            caption=screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(screen),
            write_timeout=UPLOAD_SECONDS,
        )
        return Sent(message.message_id, message.document.file_id if message.document else None)

    async def _edit(self, chat_id: int, screen: Screen, message_id: int) -> int:
        message = await self._bot.edit_message_text(
            screen.text,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(screen),
            link_preview_options=_NO_PREVIEW,
        )
        return message.message_id if isinstance(message, Message) else message_id

    async def _pin(self, chat_id: int, message_id: int) -> None:
        try:
            await self._bot.pin_chat_message(chat_id, message_id, disable_notification=True)
        except TelegramError as error:
            log.warning("A message was not pinned.", action="pin", meaning=str(classify(error).meaning))


def _failed(failure: Failure) -> Failed:
    fate = _FATES.get(failure.meaning, Fate.REFUSED)
    return Failed(fate, str(failure.meaning), failure.retry_after)


def _keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    return (
        InlineKeyboardMarkup([[_button(button) for button in row] for row in screen.rows])
        if screen.rows
        else None
    )


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label, callback_data=pack(button.to), style=str(button.style) if button.style else None
    )


def _menu(menu: Menu) -> ReplyKeyboardMarkup:
    keys = [[KeyboardButton(label) for label in row] for row in menu.rows]
    return ReplyKeyboardMarkup(
        keys, resize_keyboard=True, is_persistent=True, input_field_placeholder=menu.placeholder
    )
