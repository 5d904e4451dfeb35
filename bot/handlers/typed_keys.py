"""Words that mean the same wherever somebody is, in whatever language she types them: keys, and to be left alone.

The text is compared and forgotten. Nothing here asks the database.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.handlers.language import wanted_language
from bot.routes import (
    AskAway,
    Concern,
    Help,
    Home,
    LookUp,
    Practise,
    Progress,
    ReadNext,
    Rehearse,
    ResumeNudges,
    Settings,
    StopNudges,
)
from bot.screens.common import CONCERN, menu_labels
from bot.screens.settings import words_for_away
from bot.screens.typed import normal, normal_label
from bot.words import _, in_every_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.callback_data import Route


def words_for_concern() -> tuple[str, ...]:
    """What leads to the concern guide."""
    return menu_labels()[CONCERN], _("concern")


@cache
def in_any(words: Callable[[], tuple[str, ...]]) -> frozenset[str]:
    """What is understood in whatever language somebody types it, even with the database gone."""
    return frozenset(normal(word) for said in in_every_language(words) for word in said)


def key_meant(text: str) -> Route | None:
    """A key of the menu, or plain words for being left in peace: in the person's language, then in any."""
    said = normal(text)
    mine = _keys().get(said)
    others = (keys[said] for keys in _every_key() if said in keys)
    return mine or wanted_language(text) or next(others, None)


@cache
def _every_key() -> tuple[dict[str, Route], ...]:
    return tuple(in_every_language(_keys))


def _keys() -> dict[str, Route]:
    read, practise, concern, look_up = (normal_label(label) for label in menu_labels())
    return {
        read: ReadNext(),
        practise: Practise(),
        concern: Concern(),
        normal_label(_("concern")): Concern(),
        look_up: LookUp(0),
        normal_label(_("rehearse")): Rehearse(0),
        normal_label(_("menu")): Home(),
        normal_label(_("help")): Help(),
        normal_label(_("progress")): Progress(),
        normal_label(_("my progress")): Progress(),
        normal_label(_("settings")): Settings(),
        normal_label(_("stop")): StopNudges(),
        normal_label(_("resume")): ResumeNudges(),
        **dict.fromkeys(map(normal_label, words_for_away()), AskAway()),
    }
