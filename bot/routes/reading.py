"""Pages of the pack, and papers."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Print  # noqa: TC001 - callback data is read by the type hints


@tagged("r")
class ReadNext(Route):
    """The first excerpt that has not been read, or else the one read longest ago."""


@tagged("rx")
class ReadExcerpt(Route):
    """Read a certain excerpt."""

    excerpt: ContentId


@tagged("x")
class Excerpt(Route):
    """Show an excerpt that has been counted as read."""

    excerpt: ContentId


@tagged("xc")
class OwnCopy(Route):
    """The whole pack as a file, to keep or to print."""

    size: Print


@tagged("ch")
class HandOut(Route):
    """One card as a sheet for a talk in a team."""

    card: ContentId


@tagged("l")
class LookUp(Route):
    """The contents of the pack, a page at a time."""

    page: int
