"""Where people stop, for owners."""

from __future__ import annotations

from bot.callback_data import Route, tagged


@tagged("Pw")
class WherePeopleStop(Route):
    """How many people came to each step of cards and talks, and what became of messages."""
