"""The menu, and plain answers."""

from __future__ import annotations

from bot.callback_data import Route, tagged


@tagged("h")
class Home(Route):
    """The menu keyboard, and when the next card comes."""


@tagged("?")
class Help(Route):
    """What one can do here."""


@tagged("u")
class NotUnderstood(Route):
    """Something was typed that nothing here answers to."""


@tagged("uf")
class NotReadable(Route):
    """Something came that is not text: a sticker, a picture, a voice note."""


@tagged("mv")
class Moved(Route):
    """An old button: what it led to is not there any more."""


@tagged("tr")
class Trouble(Route):
    """Something broke on our side."""
