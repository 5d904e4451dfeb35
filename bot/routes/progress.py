"""One's own progress: what was practised, what stands strong, what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import Route, tagged


@tagged("pg")
@dataclass(frozen=True)
class Progress(Route):
    """What the person practised, and how it stands with each principle."""


@tagged("pi")
@dataclass(frozen=True)
class ProgressPicture(Route):
    """The same as a picture."""


@tagged("pt")
@dataclass(frozen=True)
class ThenAndNow(Route):
    """How ready she felt then and now, and how sure she was of her choices."""
