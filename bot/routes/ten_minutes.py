"""Ten minutes: a page, a card, a page and a talk, one after the other, with a clear end."""

from __future__ import annotations

from bot.callback_data import Route, tagged


@tagged("ti")
class TenMinutes(Route):
    """Begin, or carry on where she was."""


@tagged("tj")
class TenNext(Route):
    """On from this step, and from no other."""

    step: int


@tagged("tk")
class TenStop(Route):
    """Enough for now."""


@tagged("tl")
class TenOver(Route):
    """She stopped at this step; at one more than there are, it was the end."""

    step: int
