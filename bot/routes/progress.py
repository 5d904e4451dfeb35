"""One's own progress: what was practised, what stands strong, what comes back."""

from __future__ import annotations

from bot.callback_data import Route, tagged


@tagged("pg")
class Progress(Route):
    """What the person practised, and how it stands with each principle."""


@tagged("pi")
class ProgressPicture(Route):
    """The same as a picture."""


@tagged("pt")
class ThenAndNow(Route):
    """How ready she felt then and now, and how sure she was of her choices."""
