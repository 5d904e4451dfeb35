"""A call as the methods see it, and what all methods that send a message have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.demo.events import Event, Happening
from bot.demo.keyboards import Inline, Markup, Menu, NoMenu, markup
from bot.demo.refusals import bad_request, not_emulated
from bot.demo.stage import Stage

if TYPE_CHECKING:
    from bot.demo.chats import Chat
    from bot.demo.files import Upload
    from bot.demo.messages import Message
    from bot.demo.spec import Params


@dataclass(frozen=True, slots=True)
class Call:
    """A method's name, its checked parameters, and the files that came along."""

    method: str
    params: Params
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def upload(self, name: str) -> Upload | None:
        """The file for the parameter `name`, sent in its place or under a name of its own."""
        value = self.params.get(name, "")
        attached = value.removeprefix("attach://") if isinstance(value, str) else ""
        return self.uploads.get(name) or self.uploads.get(attached)


# Topics, business accounts and channels: the demo has none.
FOR_OTHER_CHATS = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "message_thread_id",
        "suggested_post_parameters",
    }
)

Handler = Callable[[Stage, Call], Any]


def opening(stage: Stage, call: Call) -> tuple[Chat, Message, Markup | None]:
    """The chat to send to, a message with all but its content, and the keyboard that comes with it.

    Raises:
        Refusal: the bot may not send there, or not that.
    """
    for name in FOR_OTHER_CHATS & call.params.keys():
        raise not_emulated(f"the parameter {name}")
    below = markup(call.params)
    chat = stage.open_chat(call.params["chat_id"])
    reply_to = _replied(chat, call)
    draft = stage.draft(chat, stage.bot)
    whole = replace(
        draft,
        keyboard=below if isinstance(below, Inline) else None,
        had_menu=below is not None and not isinstance(below, Inline),
        reply_to=reply_to,
        silent=call.params.get("disable_notification", False),
        protected=call.params.get("protect_content", False),
    )
    return chat, whole, below


def _replied(chat: Chat, call: Call) -> int | None:
    given = call.params.get("reply_parameters")
    if not given:
        return None
    message_id: int = given.get("message_id", 0)
    if message_id in chat.messages:
        return message_id
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def send(stage: Stage, chat: Chat, message: Message, below: Markup | None) -> dict[str, Any]:
    """Post the bot's message, at Telegram's pace if that is kept, and change the menu keyboard."""
    stage.pace.count(chat.id, private=chat.private)
    stage.post(chat, message)
    if isinstance(below, Menu | NoMenu):
        chat.menu = below if isinstance(below, Menu) else None
        stage.tell(Event(Happening.KEYBOARD, chat.id))
    return chat.show(message)


def own_message(stage: Stage, chat: Chat, call: Call, missing: str) -> Message:
    """The message of the bot's own that a call wants to change.

    Raises:
        Refusal: with `missing` if it does not exist; or it is not the bot's.
    """
    message = chat.messages.get(call.params["message_id"])
    if message is None:
        raise bad_request(missing)
    if message.sender != stage.bot or message.had_menu or message.service:
        raise bad_request("message can't be edited")
    return message
