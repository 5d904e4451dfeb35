"""Sending and deleting messages, answering taps, showing that the bot types."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.demo.chats import Chat, Standing
from bot.demo.entities import units
from bot.demo.events import Event, Happening
from bot.demo.messages import Contact, Kind, Message
from bot.demo.methods.call import Call, Handler, opening, send
from bot.demo.refusals import bad_request
from bot.demo.stage import CALLBACK_LIFE, Stage
from bot.demo.texts import message_text

DELETABLE_FOR = timedelta(hours=48)
MOST_DELETED = 100
MOST_VCARD_BYTES = 2048
LONGEST_TOAST = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
UPLOADS = ("photo", "video", "voice", "document", "video_note")
ACTIONS = frozenset(
    {"typing", "choose_sticker", "find_location", "record_video", "record_voice", "record_video_note"}
    | {f"upload_{what}" for what in UPLOADS}
)


def send_message(stage: Stage, call: Call) -> dict[str, Any]:
    """A message of words."""
    body = message_text(call.params)
    chat, message, below = opening(stage, call)
    return send(stage, chat, replace(message, body=body), below)


def send_contact(stage: Stage, call: Call) -> dict[str, Any]:
    """A number with a name, to be saved on the phone."""
    given = call.params
    if not given["phone_number"]:
        raise bad_request("phone number is empty")
    if not given["first_name"]:
        raise bad_request("first name is empty")
    if len(given.get("vcard", "").encode()) > MOST_VCARD_BYTES:
        raise bad_request("vCard is too long")
    contact = Contact(given["phone_number"], given["first_name"], given.get("last_name"), given.get("vcard"))
    chat, message, below = opening(stage, call)
    return send(stage, chat, replace(message, kind=Kind.CONTACT, contact=contact), below)


def send_chat_action(stage: Stage, call: Call) -> bool:
    """The person sees that the bot is about to answer."""
    if call.params["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = stage.open_chat(call.params["chat_id"])
    stage.tell(Event(Happening.TYPING, chat.id))
    return True


def delete_message(stage: Stage, call: Call) -> bool:
    """Take a message of the last 48 hours out of its chat."""
    chat = stage.open_chat(call.params["chat_id"])
    message = chat.messages.get(call.params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(stage, chat, message):
        raise bad_request("message can't be deleted for everyone")
    stage.remove(chat, message.id)
    return True


def delete_messages(stage: Stage, call: Call) -> bool:
    """Take several messages out of a chat; those that cannot be are passed over."""
    chat = stage.open_chat(call.params["chat_id"])
    wanted: list[int] = call.params["message_ids"]
    if not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    for message_id in wanted:
        message = chat.messages.get(message_id)
        if message and _deletable(stage, chat, message):
            stage.remove(chat, message_id)
    return True


def _deletable(stage: Stage, chat: Chat, message: Message) -> bool:
    if message.older_than(DELETABLE_FOR, stage.clock.now()):
        return False
    return chat.private or message.sender == stage.bot or chat.bot_standing is Standing.ADMINISTRATOR


def answer_callback_query(stage: Stage, call: Call) -> bool:
    """Stop the button's waiting sign, perhaps with a few words."""
    tap = stage.taps.get(call.params["callback_query_id"])
    text = call.params.get("text", "")
    if tap is None or stage.clock.now() - tap.at > CALLBACK_LIFE:
        raise bad_request(TOO_OLD)
    if units(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    _check_url(stage, call.params.get("url", ""))
    stage.tell(Event(Happening.ANSWERED, tap.chat_id, tap.person_id, message_id=tap.message_id))
    if text:
        alert = call.params.get("show_alert", False)
        stage.tell(Event(Happening.TOAST, tap.chat_id, tap.person_id, text=text, alert=alert))
    return True


def _check_url(stage: Stage, url: str) -> None:
    """A tap may open the bot itself with a deep link, nothing else."""
    if url and not url.startswith(f"https://t.me/{stage.bot.username}?start="):
        raise bad_request("URL_INVALID")


METHODS: dict[str, Handler] = {
    "sendMessage": send_message,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
}
