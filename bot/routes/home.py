"""The menu, rights, and plain answers."""

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


@tagged("pv")
@dataclass(frozen=True)
class Privacy(Route):
    """What is kept, and who can see what."""


@tagged("f")
@dataclass(frozen=True)
class AskForget(Route):
    """Ask whether everything should be deleted."""


@tagged("F")
@dataclass(frozen=True)
class Forget(Route):
    """Delete everything about this person now."""


@tagged("fd")
@dataclass(frozen=True)
class Forgotten(Route):
    """Say that everything was deleted."""


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
