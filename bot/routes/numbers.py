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


@tagged("nf")
@dataclass(frozen=True)
class DidNotWork(Route):
    """A number did not work: count that, never by whom, and show the second way."""

    area: ContentId
    line: ContentId


@tagged("n2")
@dataclass(frozen=True)
class SecondWay(Route):
    """Whom to ring instead of a line whose number did not work."""

    area: ContentId
    line: ContentId


@tagged("nv")
@dataclass(frozen=True)
class SaveNumbers(Route):
    """An area's numbers as a contact to save on the phone."""

    area: ContentId


@tagged("nr")
@dataclass(frozen=True)
class RenewedNumbers(Route):
    """The pinned numbers again, because something about them has changed. Never a message of its own."""
