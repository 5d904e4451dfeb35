"""What is a person's own: seeing what is kept, taking it along, deleting it, and hiding the chat."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import Route, tagged


@tagged("pv")
@dataclass(frozen=True)
class Privacy(Route):
    """What is kept, and who can see what."""


@tagged("md")
@dataclass(frozen=True)
class MyData(Route):
    """All that is held about this person, in words and as a file."""


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
    """Say that everything was deleted, and how much that was: the database cannot be asked any more."""

    cards: int
    pages: int
    others: int


@tagged("hi")
@dataclass(frozen=True)
class Hide(Route):
    """Take away what was said in this chat in the last two days, and show a line that tells nothing."""


@tagged("sy")
@dataclass(frozen=True)
class StillThere(Route):
    """Ask somebody who was not here for very long, before all about her is deleted."""


@tagged("sz")
@dataclass(frozen=True)
class Stays(Route):
    """She is still there, and all stays as it is."""
