"""Where people stop, for owners."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import Route, tagged


@tagged("Pw")
@dataclass(frozen=True)
class WherePeopleStop(Route):
    """How many people came to each step of cards and talks, and what became of messages."""
