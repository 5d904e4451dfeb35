"""Pages of the pack, and papers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Print  # noqa: TC001 - callback data is read by the type hints


@tagged("r")
@dataclass(frozen=True)
class ReadNext(Route):
    """The first excerpt that has not been read, or else the one read longest ago."""


@tagged("rx")
@dataclass(frozen=True)
class ReadExcerpt(Route):
    """Read a certain excerpt."""

    excerpt: ContentId


@tagged("x")
@dataclass(frozen=True)
class Excerpt(Route):
    """Show an excerpt that has been counted as read."""

    excerpt: ContentId


@tagged("xc")
@dataclass(frozen=True)
class OwnCopy(Route):
    """The whole pack as a file, to keep or to print."""

    size: Print


@tagged("ch")
@dataclass(frozen=True)
class HandOut(Route):
    """One card as a sheet for a talk in a team."""

    card: ContentId


@tagged("l")
@dataclass(frozen=True)
class LookUp(Route):
    """The contents of the pack, a page at a time."""

    page: int
