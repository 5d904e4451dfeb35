"""Changing a message of the bot's own: its words, its caption, its buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.demo.keyboards import Inline, markup
from bot.demo.messages import Kind, Message
from bot.demo.methods.call import Call, Handler, own_message
from bot.demo.refusals import bad_request
from bot.demo.texts import caption, message_text

if TYPE_CHECKING:
    from bot.demo.stage import Stage

NOT_FOUND = "message to edit not found"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
CAPTIONED = frozenset({Kind.PHOTO, Kind.DOCUMENT})


def edit_message_text(stage: Stage, call: Call) -> dict[str, Any]:
    """Other words, other buttons; without new buttons the old ones go."""
    if "text" not in call.params:
        raise bad_request("message text is empty")
    body = message_text(call.params)
    message = _editable(stage, call)
    if message.kind is not Kind.TEXT:
        raise bad_request("there is no text in the message to edit")
    return _amend(stage, message, replace(message, body=body, keyboard=_buttons(call)))


def edit_message_caption(stage: Stage, call: Call) -> dict[str, Any]:
    """Other words below a picture or file."""
    body = caption(call.params)
    message = _editable(stage, call)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    return _amend(stage, message, replace(message, body=body, keyboard=_buttons(call)))


def edit_message_reply_markup(stage: Stage, call: Call) -> dict[str, Any]:
    """Other buttons, the same words."""
    message = _editable(stage, call)
    return _amend(stage, message, replace(message, keyboard=_buttons(call)))


def _editable(stage: Stage, call: Call) -> Message:
    if "inline_message_id" in call.params:
        raise bad_request("MESSAGE_ID_INVALID")
    for name, reason in (
        ("chat_id", "chat_id is empty"),
        ("message_id", "message identifier is not specified"),
    ):
        if name not in call.params:
            raise bad_request(reason)
    chat = stage.open_chat(call.params["chat_id"])
    return own_message(stage, chat, call, NOT_FOUND)


def _buttons(call: Call) -> Inline | None:
    below = markup(call.params)
    return below if isinstance(below, Inline) else None


def _amend(stage: Stage, old: Message, new: Message) -> dict[str, Any]:
    if new == old:
        raise bad_request(NOT_MODIFIED)
    chat = stage.chats[old.chat_id]
    return chat.show(stage.amend(chat, replace(new, edited=stage.clock.now())))


METHODS: dict[str, Handler] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
