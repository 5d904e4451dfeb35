"""What the bot has told Telegram about itself: names, descriptions, commands, menu buttons, by language.

It only remembers. Limits are checked where the calls are answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the command menu."""

    command: str
    description: str

    def json(self) -> dict[str, str]:
        """As the Bot API shows it."""
        return {"command": self.command, "description": self.description}


# A scope is its kind and, where it has one, its chat and its member.
Scope = tuple[str, int, int]
DEFAULT: Scope = ("default", 0, 0)
PRIVATE: Scope = ("all_private_chats", 0, 0)
GROUPS: Scope = ("all_group_chats", 0, 0)
LANGUAGE_SHOWN = "en"


@dataclass(slots=True)
class Profile:
    """Texts by language code ("" for all others), commands by scope and language, menu buttons by chat."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], tuple[Command, ...]] = field(default_factory=dict)
    menu_buttons: dict[int, dict[str, object]] = field(default_factory=dict)

    def shown_commands(self, chat_id: int, *, private: bool) -> tuple[Command, ...]:
        """The commands that somebody sees in a chat: the narrowest scope that has any, his language first."""
        scopes: tuple[Scope, ...] = (("chat", chat_id, 0), PRIVATE if private else GROUPS, DEFAULT)
        for scope in scopes:
            for language in (LANGUAGE_SHOWN, ""):
                if found := self.commands.get((scope, language)):
                    return found
        return ()
