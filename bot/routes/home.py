"""The menu, and plain answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import Route, tagged


@tagged("h")
@dataclass(frozen=True)
class Home(Route):
    """The menu keyboard, and when the next card comes."""


@tagged("?")
@dataclass(frozen=True)
class Help(Route):
    """What one can do here."""


@tagged("u")
@dataclass(frozen=True)
class NotUnderstood(Route):
    """Something was typed that nothing here answers to."""


@tagged("uf")
@dataclass(frozen=True)
class NotReadable(Route):
    """Something came that is not text: a sticker, a picture, a voice note."""


@tagged("mv")
@dataclass(frozen=True)
class Moved(Route):
    """An old button: what it led to is not there any more."""


@tagged("tr")
@dataclass(frozen=True)
class Trouble(Route):
    """Something broke on our side."""
