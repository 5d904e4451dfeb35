"""What the bot may learn of a chat, and what it may pin there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.demo.chats import Chat, Standing, member
from bot.demo.events import Event, Happening
from bot.demo.messages import Kind, Person
from bot.demo.refusals import bad_request

if TYPE_CHECKING:
    from bot.demo.methods.call import Call, Handler
    from bot.demo.stage import Stage

NO_RIGHT_TO_PIN = "not enough rights to manage pinned messages in the chat"
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(stage: Stage, call: Call) -> dict[str, Any]:
    """All that is known of a chat."""
    chat = _readable(stage, call)
    shown = chat.json() | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if chat.pinned:
        shown["pinned_message"] = chat.show(chat.messages[chat.pinned])
    return shown


def get_chat_member(stage: Stage, call: Call) -> dict[str, Any]:
    """How somebody stands to a chat."""
    chat = _readable(stage, call)
    user_id: int = call.params["user_id"]
    if user_id == stage.bot.id:
        return member(stage.bot, chat.bot_standing)
    if user_id not in stage.people:
        raise bad_request("user not found")
    return member(stage.people[user_id], chat.members.get(user_id, Standing.LEFT))


def get_chat_administrators(stage: Stage, call: Call) -> list[dict[str, Any]]:
    """The owner and the administrators of a group."""
    chat = _readable(stage, call)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    leading = [
        member(stage.people[person_id], standing)
        for person_id, standing in chat.members.items()
        if standing in {Standing.OWNER, Standing.ADMINISTRATOR}
    ]
    if chat.bot_standing is Standing.ADMINISTRATOR:
        leading.append(member(stage.bot, chat.bot_standing))
    return leading


def get_chat_member_count(stage: Stage, call: Call) -> int:
    """How many are in a chat, the bot counted."""
    chat = _readable(stage, call)
    return 1 + sum(standing not in {Standing.LEFT, Standing.KICKED} for standing in chat.members.values())


def leave_chat(stage: Stage, call: Call) -> bool:
    """The bot leaves a group."""
    chat = stage.open_chat(call.params["chat_id"])
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    stage.set_bot_standing(chat, stage.bot, Standing.LEFT)
    return True


def pin_chat_message(stage: Stage, call: Call) -> bool:
    """Show a message at the top of the chat."""
    chat = _pinnable(stage, call)
    message = chat.messages.get(call.params["message_id"])
    if message is None or message.kind is Kind.SERVICE:
        raise bad_request("message to pin not found")
    if message.id in chat.pins:
        return True
    chat.pins.append(message.id)
    stage.tell(Event(Happening.PIN, chat.id, message_id=chat.pinned))
    stage.service(chat, stage.bot, _pin_words(stage.bot), ("pinned_message", chat.show(message)))
    return True


def _pin_words(bot: Person) -> str:
    return f"{bot.name} pinned a message"


def unpin_chat_message(stage: Stage, call: Call) -> bool:
    """Take one message from the top of the chat, the newest if none is named."""
    chat = _pinnable(stage, call)
    message_id = call.params.get("message_id", chat.pinned)
    if message_id not in chat.pins:
        raise bad_request("message to unpin not found")
    chat.pins.remove(message_id)
    stage.tell(Event(Happening.PIN, chat.id, message_id=chat.pinned))
    return True


def unpin_all_chat_messages(stage: Stage, call: Call) -> bool:
    """Nothing stays at the top of the chat."""
    chat = _pinnable(stage, call)
    chat.pins.clear()
    stage.tell(Event(Happening.PIN, chat.id))
    return True


def _readable(stage: Stage, call: Call) -> Chat:
    chat = stage.chat(call.params["chat_id"])
    if chat.private and not chat.started:
        raise bad_request("chat not found")
    return stage.open_chat(chat.id) if not chat.private else chat


def _pinnable(stage: Stage, call: Call) -> Chat:
    chat = stage.open_chat(call.params["chat_id"])
    if not chat.private and chat.bot_standing is not Standing.ADMINISTRATOR:
        raise bad_request(NO_RIGHT_TO_PIN)
    return chat


METHODS: dict[str, Handler] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
