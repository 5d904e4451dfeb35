"""What was taken in and sent since the start, as plain counts, for whoever watches over the bot.

Never by person, chat, card or place: nobody could be told from it. And never what was looked at in the concern
guide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BOUNDS_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass
class Spread:
    """How long something took: `counts[i]` times at most `BOUNDS_SECONDS[i]`, the last one longer than all."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_SECONDS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.counts[bisect_left(BOUNDS_SECONDS, seconds)] += 1
        self.total += seconds


@dataclass
class Tally:
    """Counts since the start. `sends` is by lane (`reply`, `nudge`) and outcome (a `Fate`, or `sent`)."""

    updates: int = 0
    set_aside: int = 0  # updates that could not be handled
    slowed: int = 0  # events of people who sent more than anybody can mean
    answered: Spread = field(default_factory=Spread)  # from an update's arrival until its answer was shown
    sends: Counter[tuple[str, str]] = field(default_factory=Counter)
