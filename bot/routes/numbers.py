"""Raise a concern, and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import ContentId, Route, tagged


@tagged("co")
@dataclass(frozen=True)
class Concern(Route):
    """The first screen of 'Raise a concern'."""


@tagged("cd")
@dataclass(frozen=True)
class ConcernDoor(Route):
    """One of the four doors of the concern guide."""

    door: ContentId


@tagged("n")
@dataclass(frozen=True)
class Numbers(Route):
    """Useful numbers of the person's own area."""


@tagged("na")
@dataclass(frozen=True)
class NumbersOf(Route):
    """Useful numbers of a certain area."""

    area: ContentId


@tagged("nt")
@dataclass(frozen=True)
class TypeTown(Route):
    """Ask for a town whose numbers to show. Unlike AskTown it sets nothing and leaves no trace."""


@tagged("nw")
@dataclass(frozen=True)
class WhichNumbers(Route):
    """The town that was typed may be in either of two areas, which can be the same: whose numbers?"""

    first: ContentId
    second: ContentId
