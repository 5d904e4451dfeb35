"""What is told of a team: the same place for those who manage it and for those who are in it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import Route, tagged


@tagged("gn")
@dataclass(frozen=True)
class TeamNumbers(Route):
    """How it goes in a team, as blurred numbers."""

    team: int


@tagged("gnp")
@dataclass(frozen=True)
class TeamPicture(Route):
    """The same as a picture."""

    team: int


@tagged("gnw")
@dataclass(frozen=True)
class TeamNotes(Route):
    """The notes about last week of the teams that a person manages, one after the other."""

    place: int


@tagged("gny")
@dataclass(frozen=True)
class WantNotes(Route):
    """A note each week, from now on."""


@tagged("gnn")
@dataclass(frozen=True)
class NoNotes(Route):
    """No note any more."""


@tagged("gnb")
@dataclass(frozen=True)
class WhyBlurred(Route):
    """Why the numbers are as they are, and what is never counted."""

    team: int
