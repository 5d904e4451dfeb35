"""Dialling the telephone lines one by one, for owners."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Found  # noqa: TC001 - callback data is read by the type hints


@tagged("kc")
class CheckNumbers(Route):
    """How many lines are to be dialled, and which were said not to work."""


@tagged("kn")
class CheckNext(Route):
    """The next line to dial, after this one."""

    area: ContentId
    line: ContentId


@tagged("kl")
class CheckLine(Route):
    """One line: its number, its page, and what to ask."""

    area: ContentId
    line: ContentId


@tagged("kf")
class FindOut(Route):
    """What was found when a line was dialled."""

    area: ContentId
    line: ContentId
    found: Found


@tagged("kd")
class Demote(Route):
    """Take a line's number out of use."""

    area: ContentId
    line: ContentId


@tagged("ku")
class Restore(Route):
    """Put a line's number back into use."""

    area: ContentId
    line: ContentId


@tagged("ko")
class OutOfUse(Route):
    """The lines whose numbers are out of use."""
