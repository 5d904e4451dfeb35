"""Saying it in one's own words, and looking at it with three questions. Nothing of it is kept.

All that there is to know stands in the buttons: a restart changes nothing, and there is nothing to forget.
"""

from __future__ import annotations

from bot.callback_data import Route, tagged
from bot.routes.kinds import SaidAbout  # noqa: TC001 - callback data is read by the type hints


@tagged("ow")
class OwnWords(Route):
    """Say it aloud, or type it: about a run of a rehearsal, or a card that was dealt."""

    about: SaidAbout
    number: int


@tagged("ox")
class ThreeWays(Route):
    """Three ways to say it, and three points to tick. `ticks` is the sum of 1, 2 and 4 for those ticked."""

    about: SaidAbout
    number: int
    ticks: int
