"""Turns a Screen into Telegram's calls. The only place that does.

What goes out for every tap is put together as plain values, because the library's objects cost more than all else
about a call. What is rare, such as papers, contacts and pins, goes the library's own way.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from telegram import InlineKeyboardMarkup, InputFile
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.callback_data import pack
from bot.delivery.finishing import finish
from bot.delivery.messenger import Failed, Fate, Sent
from bot.edge.failures import Failure, Meaning, classify
from bot.edge.request import plain
from bot.screens.screen import Way

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from telegram import Bot

    from bot.edge.press import Press
    from bot.screens.screen import Button, Menu, Paper, PhoneContact, Screen

log = structlog.get_logger()

UPLOAD_SECONDS = 60.0  # for a paper over a slow line

# How a text is to be read, in every call that has one.
_AS_HTML = {"parse_mode": ParseMode.HTML.value, "link_preview_options": {"is_disabled": True}}
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
            await self._call("answerCallbackQuery", callback_query_id=query_id)
        except TelegramError as error:
            log.debug(
                "A tap was acknowledged too late.", action="acknowledge", meaning=str(classify(error).meaning)
            )

    async def _shown(self, chat_id: int, screen: Screen, edits: int | None) -> Sent:
        if screen.paper is not None:
            return await self._send_paper(chat_id, screen, screen.paper)
        if screen.contact is not None:
            return Sent(await self._send_contact(chat_id, screen, screen.contact))
        if screen.way is Way.CLEARED and edits is not None and await self._cleared(chat_id, edits):
            return Sent(edits)
        return Sent(await self._written(chat_id, screen, edits))

    async def _written(self, chat_id: int, screen: Screen, edits: int | None) -> int:
        # A message with the menu cannot be edited, and no message can be edited into one.
        if edits is None or screen.menu is not None:
            return await self._send(chat_id, screen)
        try:
            return await self._edit(chat_id, screen, edits)
        except TelegramError as error:
            meaning = classify(error).meaning
            gone = meaning in {Meaning.NOT_EDITABLE, Meaning.REFUSED}
            if meaning is Meaning.UNCHANGED or (gone and screen.way is Way.RENEWED):
                return edits
            # A message that cannot be changed, for whatever reason, must not leave her without an answer.
            if gone:
                return await self._send(chat_id, screen)
            raise

    async def _cleared(self, chat_id: int, message_id: int) -> bool:
        """Whether a message could be taken away: Telegram lets a bot do so for 48 hours."""
        try:
            return await self._bot.delete_message(chat_id, message_id)
        except TelegramError as error:
            meaning = classify(error).meaning
            if meaning in {Meaning.REFUSED, Meaning.NOT_EDITABLE}:
                return meaning is Meaning.NOT_EDITABLE  # it is gone already, else it is too old
            raise

    async def _send_contact(self, chat_id: int, screen: Screen, contact: PhoneContact) -> int:
        try:
            message = await self._bot.send_contact(
                chat_id, contact.phone, contact.name, vcard=contact.vcard, reply_markup=self._markup(screen)
            )
        except TelegramError as error:
            if classify(error).meaning is Meaning.REFUSED:
                return await self._send(chat_id, screen)
            raise
        return message.message_id

    async def _send(self, chat_id: int, screen: Screen) -> int:
        keys = _menu(screen.menu) if screen.menu else _keyboard(screen)
        message = await self._call(
            "sendMessage", chat_id=chat_id, text=screen.text, reply_markup=keys, **_AS_HTML
        )
        return int(message["message_id"])

    async def _call(self, method: str, **values: object) -> Any:  # noqa: ANN401 - as Telegram answers
        return await self._bot.request.post(f"{self._bot.base_url}/{method}", plain(values))

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
            reply_markup=self._markup(screen),
            write_timeout=UPLOAD_SECONDS,
        )
        return Sent(message.message_id, message.document.file_id if message.document else None)

    async def _edit(self, chat_id: int, screen: Screen, message_id: int) -> int:
        this = {"chat_id": chat_id, "message_id": message_id}
        await self._call(
            "editMessageText", **this, text=screen.text, reply_markup=_keyboard(screen), **_AS_HTML
        )
        return message_id

    def _markup(self, screen: Screen) -> InlineKeyboardMarkup | None:
        """The buttons for a call that goes the library's own way."""
        keyboard = _keyboard(screen)
        return InlineKeyboardMarkup.de_json(keyboard, self._bot) if keyboard else None

    async def _pin(self, chat_id: int, message_id: int) -> None:
        try:
            await self._bot.pin_chat_message(chat_id, message_id, disable_notification=True)
        except TelegramError as error:
            log.warning("A message was not pinned.", action="pin", meaning=str(classify(error).meaning))


def _failed(failure: Failure) -> Failed:
    fate = _FATES.get(failure.meaning, Fate.REFUSED)
    return Failed(fate, str(failure.meaning), failure.retry_after)


def _keyboard(screen: Screen) -> dict[str, object] | None:
    """The buttons as the Bot API's InlineKeyboardMarkup."""
    rows = [[_button(button) for button in row] for row in screen.rows]
    return {"inline_keyboard": rows} if rows else None


def _button(button: Button) -> dict[str, str]:
    style = {"style": str(button.style)} if button.style else {}
    return {"text": button.label, "callback_data": pack(button.to), **style}


def _menu(menu: Menu) -> dict[str, object]:
    """The keys as the Bot API's ReplyKeyboardMarkup."""
    return {
        "keyboard": [[{"text": label} for label in row] for row in menu.rows],
        "resize_keyboard": True,
        "is_persistent": True,
        "input_field_placeholder": menu.placeholder,
    }
