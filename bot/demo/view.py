"""What a person sees on the phone, as the page's protocol wants it: chats, messages, keyboards, polls.

It reads the world and changes nothing. Counts of a poll that hides them are not given out here either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.demo.chats import Chat, Standing
from bot.demo.messages import Kind, Message, Person

if TYPE_CHECKING:
    from bot.demo.keyboards import Button, Menu
    from bot.demo.polls import Poll
    from bot.demo.world import World

Shown = dict[str, Any]


def state(world: World, me: Person) -> Shown:
    """All that the page needs to draw the phone of `me`."""
    chats = [chat for chat in world.chats.values() if sees(chat, me)]
    return {
        "me": _person(me),
        "people": [_person(person) for person in world.cast],
        "bot": _bot(world, me),
        "now": now(world),
        "chats": [chat_view(world, chat, me) for chat in chats],
    }


def sees(chat: Chat, me: Person) -> bool:
    """Whether the chat is on the phone of `me`."""
    gone = {Standing.LEFT, Standing.KICKED}
    return chat.members.get(me.id, Standing.LEFT) not in gone and not chat.upgraded_to


def now(world: World) -> str:
    """The demo's time."""
    return world.clock.now().isoformat()


def commands(world: World, me: Person) -> list[dict[str, str]]:
    """The command menu in the private chat of `me`."""
    return [command.json() for command in world.profile.shown_commands(me.id, private=True)]


def chat_view(world: World, chat: Chat, me: Person) -> Shown:
    """A chat with all that was said in it."""
    return {
        "id": chat.id,
        "type": chat.kind.value,
        "title": _bot_name(world) if chat.private else chat.title,
        "started": chat.started,
        "blocked": chat.private and chat.blocked,
        "pinned": chat.pinned,
        "keyboard": menu_view(chat.menu),
        "messages": [message_view(message, me) for message in chat.messages.values()],
    }


def menu_view(menu: Menu | None) -> Shown | None:
    """The keys in place of the phone's keyboard."""
    if menu is None:
        return None
    return {
        "rows": [list(row) for row in menu.rows],
        "placeholder": menu.placeholder,
        "persistent": menu.persistent,
    }


def message_view(message: Message, me: Person) -> Shown:
    """A message as `me` sees it."""
    rows = message.keyboard.rows if message.keyboard else ()
    sender = {"id": message.sender.id, "name": message.sender.name, "is_bot": message.sender.is_bot}
    shown: Shown = {
        "id": message.id,
        "from": sender,
        "date": message.date.isoformat(),
        "edited": message.edited is not None and message.kind is not Kind.POLL,
        "kind": message.kind.value,
        "text": message.text,
        "entities": [entity.json() for entity in message.body.entities],
        "buttons": [[_button(button) for button in row] for row in rows],
        "silent": message.silent,
        "outgoing": message.sender == me,
    }
    return shown | _held(message, me)


def _held(message: Message, me: Person) -> Shown:
    held: Shown = {}
    if message.file:
        file = message.file
        url = f"/phone/file/{file.path}"
        held["file"] = {"name": file.name, "url": url, "size": file.size, "mime": file.mime}
    if message.contact:
        names = (message.contact.name, message.contact.last_name)
        held["contact"] = {"name": " ".join(filter(None, names)), "phone": message.contact.phone}
    if message.poll:
        held["poll"] = _poll(message.poll, me)
    if message.reply_to:
        held["reply_to"] = message.reply_to
    return held


def _poll(poll: Poll, me: Person) -> Shown:
    chosen = poll.chosen_by(me.id)
    counts = poll.counts() if chosen or poll.closed else None
    options = [
        {"text": text, "votes": counts[number] if counts else None, "chosen": number in chosen}
        for number, text in enumerate(poll.options)
    ]
    return {
        "question": poll.question,
        "options": options,
        "closed": poll.closed,
        "anonymous": poll.anonymous,
        "multiple": poll.multiple,
        "total": len(poll.votes),
    }


def _button(button: Button) -> Shown:
    if button.url is not None:
        action: Shown = {"kind": "url", "url": button.url}
    elif button.copied is not None:
        action = {"kind": "copy", "copy": button.copied}
    else:
        action = {"kind": "callback"}
    return {"text": button.text, "style": button.style, **action}


def _person(person: Person) -> Shown:
    return {"id": person.id, "name": person.name, "role": person.role}


def _bot_name(world: World) -> str:
    return world.profile.names.get("", world.bot.name)


def _bot(world: World, me: Person) -> Shown:
    texts = world.profile.short_descriptions
    return {
        "id": world.bot.id,
        "name": _bot_name(world),
        "username": world.bot.username,
        "short_description": texts.get("en", texts.get("", "")),
        "commands": commands(world, me),
    }
