"""What the bot tells about itself: commands, name, descriptions, the button beside the input field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.demo.events import Event, Happening
from bot.demo.profile import DEFAULT, Command, Profile, Scope
from bot.demo.refusals import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.demo.methods.call import Call, Handler
    from bot.demo.stage import Stage

MOST_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LONGEST_DESCRIPTION = 256
LANGUAGE = re.compile(r"([a-z]{2})?")
LONGEST_BOT_NAME = 64
LONGEST_BOT_DESCRIPTION = 512
LONGEST_BOT_SHORT_DESCRIPTION = 120


def set_my_commands(stage: Stage, call: Call) -> bool:
    """The command menu of one scope and language."""
    given = call.params["commands"]
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = tuple(_command(command["command"], command["description"]) for command in given)
    stage.profile.commands[_scope(stage, call), _language(call)] = commands
    stage.tell(Event(Happening.COMMANDS))
    return True


def _command(name: str, description: str) -> Command:
    name = name.removeprefix("/")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(name, description.strip())


def get_my_commands(stage: Stage, call: Call) -> list[dict[str, str]]:
    """The command menu that was set for exactly this scope and language."""
    commands = stage.profile.commands.get((_scope(stage, call), _language(call)), ())
    return [command.json() for command in commands]


def delete_my_commands(stage: Stage, call: Call) -> bool:
    """This scope and language has no command menu of its own any more."""
    stage.profile.commands.pop((_scope(stage, call), _language(call)), None)
    stage.tell(Event(Happening.COMMANDS))
    return True


def _scope(stage: Stage, call: Call) -> Scope:
    given = call.params.get("scope")
    if given is None:
        return DEFAULT
    chat_id = stage.chat(given["chat_id"]).id if "chat_id" in given else 0
    return given["type"], chat_id, given.get("user_id", 0)


def _language(call: Call) -> str:
    language: str = call.params.get("language_code", "")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _setter(of: Callable[[Profile], dict[str, str]], name: str, longest: int, too_long: str) -> Handler:
    """A method that keeps the text in the parameter `name`; an empty one is forgotten."""

    def handler(stage: Stage, call: Call) -> bool:
        text, language = call.params.get(name, "").strip(), _language(call)
        if len(text) > longest:
            raise bad_request(too_long)
        of(stage.profile)[language] = text
        if not text:
            del of(stage.profile)[language]
        return True

    return handler


def _getter(of: Callable[[Profile], dict[str, str]], name: str) -> Handler:
    """A method that tells the text for a language, or the one for all languages."""

    def handler(stage: Stage, call: Call) -> dict[str, str]:
        texts = of(stage.profile)
        otherwise = stage.bot.name if name == "name" else ""
        return {name: texts.get(_language(call), texts.get("", otherwise))}

    return handler


def _names(profile: Profile) -> dict[str, str]:
    return profile.names


def _descriptions(profile: Profile) -> dict[str, str]:
    return profile.descriptions


def _short_descriptions(profile: Profile) -> dict[str, str]:
    return profile.short_descriptions


def set_chat_menu_button(stage: Stage, call: Call) -> bool:
    """What the button beside the input field does, in one chat or in all."""
    button = call.params.get("menu_button", {"type": "default"})
    if button["type"] == "web_app":
        raise bad_request("the demo has no web apps")
    stage.profile.menu_buttons[_button_chat(stage, call)] = button
    return True


def get_chat_menu_button(stage: Stage, call: Call) -> dict[str, Any]:
    """What the button beside the input field does."""
    buttons = stage.profile.menu_buttons
    return buttons.get(_button_chat(stage, call), buttons.get(0, {"type": "commands"}))


def _button_chat(stage: Stage, call: Call) -> int:
    return stage.chat(call.params["chat_id"]).id if "chat_id" in call.params else 0


METHODS: dict[str, Handler] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter(_names, "name", LONGEST_BOT_NAME, "BOT_TITLE_INVALID"),
    "getMyName": _getter(_names, "name"),
    "setMyDescription": _setter(
        _descriptions, "description", LONGEST_BOT_DESCRIPTION, "BOT_DESCRIPTION_TOO_LONG"
    ),
    "getMyDescription": _getter(_descriptions, "description"),
    "setMyShortDescription": _setter(
        _short_descriptions,
        "short_description",
        LONGEST_BOT_SHORT_DESCRIPTION,
        "BOT_SHORT_DESCRIPTION_TOO_LONG",
    ),
    "getMyShortDescription": _getter(_short_descriptions, "short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
