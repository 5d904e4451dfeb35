"""Reads what happened out of one raw update. Everything in it comes from outside and may be malformed.

The library's own parser is not used on the way in: it raises for a whole batch when one update is odd, and only a
few fields are needed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.edge import groups
from bot.edge.reading import is_id, person_of
from bot.events import Event, Left, Returned, Tapped, Typed, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

Raw = dict[str, Any]

# What is asked for; anything else never leaves Telegram.
WANTED = ("message", "edited_message", "callback_query", "my_chat_member", "poll")
# Messages about the chat itself, not from a person to the bot.
_SERVICE = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
)


def update_id(raw: object) -> int | None:
    """The number of an update, or None if it has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if is_id(number) else None


def read(raw: object) -> Event | None:
    """What happened, or None for what is not for us: what people say in groups, channels, other bots."""
    number = update_id(raw)
    if number is None or not isinstance(raw, dict):
        return None
    readers = {
        "callback_query": _tapped,
        "message": _message,
        "edited_message": _edited,
        "my_chat_member": _membership,
        "poll": groups.polled,
    }
    for kind, reader in readers.items():
        body = raw.get(kind)
        if isinstance(body, dict):
            return reader(number, body)
    return None


def query_of(raw: object) -> str | None:
    """The id of the callback query in an update, so that it is answered even where nothing else is done."""
    query = raw.get("callback_query") if isinstance(raw, dict) else None
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) else None


def _tapped(number: int, query: Raw) -> Event | None:
    message = query.get("message")
    person = person_of(query.get("from"))
    if person is None or not isinstance(message, dict) or not _private_with(person, message.get("chat")):
        return None
    data, message_id, query_id = query.get("data"), message.get("message_id"), query.get("id")
    if not isinstance(data, str) or not isinstance(query_id, str) or not is_id(message_id):
        return None
    return Tapped(number, person, data, message_id, query_id, _keys(message.get("reply_markup")))


def _keys(markup: object) -> tuple[str, ...]:
    """The callback data of the buttons under a message."""
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    keys = [key for row in rows if isinstance(row, list) for key in row] if isinstance(rows, list) else []
    found = (key.get("callback_data") for key in keys if isinstance(key, dict))
    return tuple(data for data in found if isinstance(data, str))


def _message(number: int, message: Raw) -> Event | None:
    if groups.is_group(message.get("chat")):
        return groups.said(number, message)
    person = _sender(message)
    if person is None or any(kind in message for kind in _SERVICE):
        return None
    text, typed_id = message.get("text"), message.get("message_id")
    if not isinstance(text, str):
        return Unreadable(number, person, _kind(message))
    return Typed(number, person, text, typed_id if is_id(typed_id) else None)


def _edited(number: int, message: Raw) -> Event | None:
    person = _sender(message)
    # A live location is edited each time that somebody moves; nobody wrote anything.
    return None if person is None or "location" in message else Unreadable(number, person, "edited")


def _membership(number: int, change: Raw) -> Event | None:
    status = change.get("new_chat_member")
    if not isinstance(status, dict):
        return None
    if groups.is_group(change.get("chat")):
        return groups.stands(number, change, status.get("status"))
    person = _sender(change)
    if person is None:
        return None
    return Left(number, person) if status.get("status") == "kicked" else Returned(number, person)


def _kind(message: Mapping[str, object]) -> str:
    known = (
        "sticker",
        "voice",
        "photo",
        "video",
        "document",
        "audio",
        "contact",
        "location",
        "poll",
        "animation",
    )
    return next((kind for kind in known if kind in message), "other")


def _sender(body: Raw) -> int | None:
    person = person_of(body.get("from"))
    return person if person is not None and _private_with(person, body.get("chat")) else None


def _private_with(person: int, chat: object) -> bool:
    return isinstance(chat, dict) and chat.get("type") == "private" and chat.get("id") == person
