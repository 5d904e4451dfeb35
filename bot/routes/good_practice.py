"""I saw something good: a theme, no words, and thanks to send on."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged


@tagged("gs")
class SawGood(Route):
    """What was it about?"""


@tagged("gc")
class CountGood(Route):
    """It was about this theme: it is counted."""

    theme: ContentId


@tagged("gt")
class GoodThanks(Route):
    """A line to send on to whoever did it, in one of several wordings."""

    theme: ContentId
    wording: int
