"""What is told of a team: the same place for those who manage it and for those who are in it."""

from __future__ import annotations

from bot.callback_data import Route, tagged


@tagged("gn")
class TeamNumbers(Route):
    """How it goes in a team, as blurred numbers."""

    team: int


@tagged("gnp")
class TeamPicture(Route):
    """The same as a picture."""

    team: int


@tagged("gnw")
class TeamNotes(Route):
    """The notes about last week of the teams that a person manages, one after the other."""

    place: int


@tagged("gny")
class WantNotes(Route):
    """A note each week, from now on."""


@tagged("gnn")
class NoNotes(Route):
    """No note any more."""


@tagged("gnb")
class WhyBlurred(Route):
    """Why the numbers are as they are, and what is never counted."""

    team: int
