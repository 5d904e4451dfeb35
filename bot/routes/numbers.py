"""Raise a concern, and whom to ring."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged


@tagged("co")
class Concern(Route):
    """The first screen of 'Raise a concern'."""


@tagged("cd")
class ConcernDoor(Route):
    """One of the four doors of the concern guide."""

    door: ContentId


@tagged("n")
class Numbers(Route):
    """Useful numbers of the person's own area."""


@tagged("na")
class NumbersOf(Route):
    """Useful numbers of a certain area."""

    area: ContentId


@tagged("nt")
class TypeTown(Route):
    """Ask for a town whose numbers to show. Unlike AskTown it sets nothing and leaves no trace."""


@tagged("nw")
class WhichNumbers(Route):
    """The town that was typed may be in either of two areas, which can be the same: whose numbers?"""

    first: ContentId
    second: ContentId


@tagged("nf")
class DidNotWork(Route):
    """A number did not work: count that, never by whom, and show the second way."""

    area: ContentId
    line: ContentId


@tagged("n2")
class SecondWay(Route):
    """Whom to ring instead of a line whose number did not work."""

    area: ContentId
    line: ContentId


@tagged("nv")
class SaveNumbers(Route):
    """An area's numbers as a contact to save on the phone."""

    area: ContentId


@tagged("nr")
class RenewedNumbers(Route):
    """The pinned numbers again, because something about them has changed. Never a message of its own."""
