"""Turns a Screen into Telegram's calls. The only place that does.

What goes out for every tap is put together as plain values, because the library's objects cost more than all else
about a call. What is rare, such as papers, contacts and pins, goes the library's own way.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import structlog
from telegram import InlineKeyboardMarkup, InputFile
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.callback_data import pack
from bot.delivery.finishing import finish
from bot.delivery.messenger import Failed, Fate, Sent
from bot.edge import polls
from bot.edge.failures import Failure, Meaning, classify
from bot.edge.hiding import Recent, hide, to_hide
from bot.edge.request import plain
from bot.screens.papers import being_made
from bot.screens.screen import Form, Way

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from telegram import Bot

    from bot.edge.press import Press
    from bot.screens.screen import Button, Menu, Paper, PhoneContact, Screen

log = structlog.get_logger()

UPLOAD_SECONDS = 60.0  # for a paper over a slow line
NOTICE_AFTER_SECONDS = 0.7  # a tap has its answer within a second, be it only that the rest takes longer

# How a text is to be read, in every call that has one.
_AS_HTML = {"parse_mode": ParseMode.HTML.value, "link_preview_options": {"is_disabled": True}}
_FATES = {
    Meaning.LEFT: Fate.LEFT,
    Meaning.MIGRATED: Fate.MOVED,
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
        self._recent = Recent()

    async def show(self, chat_id: int, screen: Screen, *, edits: int | None, pins: bool) -> Sent | Failed:
        """Show `screen` by editing a message, or as a new one where that cannot be; `pins` it if asked to."""
        try:
            sent = await self._shown(chat_id, screen, edits)
        except TelegramError as error:
            return _failed(classify(error))
        except Exception as error:  # noqa: BLE001 - a screen that cannot be put into calls must stop nothing else
            log.error("A screen could not be shown.", action="show", error=type(error).__name__)  # noqa: TRY400
            return Failed(Fate.REFUSED, "fault of ours")
        self._recent.note(chat_id, sent.message_id)
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
        if screen.way in polls.WAYS or screen.poll is not None:
            return await polls.shown(self._call, chat_id, screen, edits)
        if screen.way is Way.HIDDEN:
            return Sent(await self._send_hiding(chat_id, screen, edits))
        if screen.paper is not None:
            return await self._send_paper(chat_id, screen, screen.paper)
        if screen.contact is not None:
            return Sent(await self._send_contact(chat_id, screen, screen.contact))
        goes = (*screen.hides, edits) if edits is not None and screen.way is Way.CLEARED else ()
        if edits is not None and goes and await self._all_cleared(chat_id, goes):
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

    async def _all_cleared(self, chat_id: int, numbers: Sequence[int]) -> bool:
        """Whether these could be taken away one after the other. Where one must stay, so does what follows."""
        for message_id in numbers:
            if not await self._cleared(chat_id, message_id):
                return False
        return True

    async def _cleared(self, chat_id: int, message_id: int) -> bool:
        """Whether a message could be taken away: Telegram lets a bot do so for 48 hours."""
        try:
            return await self._bot.delete_message(chat_id, message_id)
        except TelegramError as error:
            meaning = classify(error).meaning
            if meaning in {Meaning.REFUSED, Meaning.NOT_EDITABLE}:
                return meaning is Meaning.NOT_EDITABLE  # it is gone already, else it is too old
            raise

    async def _send_hiding(self, chat_id: int, screen: Screen, tapped: int | None) -> int:
        """Show the line first, so that she need not wait for the rest to go."""
        known = [*self._recent.take(chat_id), *screen.hides, *([tapped] if tapped else [])]
        message = await self._call(
            "sendMessage",
            chat_id=chat_id,
            text=screen.text,
            reply_markup={"remove_keyboard": True},
            **_AS_HTML,
        )
        newest = int(message["message_id"])
        self._in_background(self._hide(chat_id, to_hide(newest, known)))
        return newest

    async def _hide(self, chat_id: int, numbers: list[int]) -> None:
        await hide(self._delete, chat_id, numbers)
        # What is pinned may be older than what can be deleted; at least it need not stand at the top.
        with contextlib.suppress(TelegramError):
            await self._call("unpinAllChatMessages", chat_id=chat_id)

    async def _delete(self, chat_id: int, numbers: Sequence[int]) -> None:
        await self._call("deleteMessages", chat_id=chat_id, message_ids=list(numbers))

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
        given = {"chat_id": chat_id, "text": screen.text, "reply_markup": keys, **_AS_HTML}
        message = await polls.in_thread(self._call, "sendMessage", screen.thread, given)
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
        making = asyncio.ensure_future(self._made(paper))
        notice: int | None = None
        try:
            notice = await self._notice_if_slow(chat_id, making)
            return await self._send_file(chat_id, screen, InputFile(await making, filename=paper.name))
        finally:
            making.cancel()
            if notice is not None:
                self._in_background(self._take_away(chat_id, notice))

    async def _notice_if_slow(self, chat_id: int, making: asyncio.Future[bytes]) -> int | None:
        """The message that says that her paper is being made, if it takes long enough to wonder."""
        await asyncio.wait({making}, timeout=NOTICE_AFTER_SECONDS)
        if making.done():
            return None
        with contextlib.suppress(TelegramError):  # the paper itself will come, or meet the same
            return await self._send(chat_id, being_made())
        return None

    async def _take_away(self, chat_id: int, message_id: int) -> None:
        with contextlib.suppress(TelegramError):  # it only stays where it is, above the paper
            await self._bot.delete_message(chat_id, message_id)

    async def _made(self, paper: Paper) -> bytes:
        if paper.form is Form.DATA:
            return await asyncio.to_thread(paper.make)  # all of somebody's data can be a megabyte
        return await self._press.made(paper.make, paper.key)

    async def _send_file(self, chat_id: int, screen: Screen, file: str | InputFile) -> Sent:
        is_picture = screen.paper is not None and screen.paper.form is Form.PICTURE
        send: Any = self._bot.send_photo if is_picture else self._bot.send_document
        message = await send(
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
    return Failed(fate, str(failure.meaning), failure.retry_after, failure.new_chat_id)


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
