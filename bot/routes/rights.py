"""What is a person's own: seeing what is kept, taking it along, deleting it, and hiding the chat."""

from __future__ import annotations

from bot.callback_data import Route, tagged


@tagged("pv")
class Privacy(Route):
    """What is kept, and who can see what."""


@tagged("md")
class MyData(Route):
    """All that is held about this person, in words and as a file."""


@tagged("f")
class AskForget(Route):
    """Ask whether everything should be deleted."""


@tagged("F")
class Forget(Route):
    """Delete everything about this person now."""


@tagged("fd")
class Forgotten(Route):
    """Say that everything was deleted, and how much that was: the database cannot be asked any more."""

    cards: int
    pages: int
    others: int


@tagged("hi")
class Hide(Route):
    """Take away what was said in this chat in the last two days, and show a line that tells nothing."""


@tagged("sy")
class StillThere(Route):
    """Ask somebody who was not here for very long, before all about her is deleted."""


@tagged("sz")
class Stays(Route):
    """She is still there, and all stays as it is."""
