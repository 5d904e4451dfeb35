"""Makes messages by putting words into patterns: how a danger is told, and how a story about it is.

What it makes depends on `patterns.yaml` alone: the same file always gives the same messages, in the same
order. It must never draw by chance, and never read what anybody typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NOW_FRAMES = 4  # in how many ways each danger is told as it is now
CALM_FRAMES = 3  # in how many ways each of its other forms is told
SAYINGS = 3  # how often each pattern that is whole in itself is filled
_SLOT = re.compile(r"<(\w+)>")


@dataclass
class Filler:
    """Puts words into patterns. Each slot takes its words in turn, so that all of them come equally often."""

    slots: Mapping[str, Sequence[str]]
    _turns: dict[str, int] = field(default_factory=dict)

    def fill(self, pattern: str) -> str:
        """The pattern with a word in each slot."""
        return " ".join(_SLOT.sub(lambda found: self._next(found[1]), pattern).split())

    def _next(self, slot: str) -> str:
        turn = self._turns.get(slot, 0)
        self._turns[slot] = turn + 1
        words = self.slots[slot]
        # Each round begins a word further on, so that patterns which are filled a round apart differ.
        return words[(turn + turn // len(words)) % len(words)]


@dataclass(frozen=True)
class Made:
    """Messages made from patterns, by what is right about them."""

    dangers: tuple[str, ...]
    calm: tuple[str, ...]
    at_risk: tuple[str, ...]
    not_at_risk: tuple[str, ...]


def made(read: Mapping[str, Any]) -> Made:
    """All messages that `read`, the patterns as they are in the file, come to."""
    filler = Filler(read["slots"])
    sayings = {
        name: tuple(filler.fill(pattern) for pattern in read[name] for _ in range(SAYINGS))
        for name in ("calm", "at_risk", "not_at_risk")
    }
    return Made(
        dangers=_unique(_now(read, filler)),
        calm=_unique([*_others(read, filler), *sayings["calm"]]),
        at_risk=_unique(sayings["at_risk"]),
        not_at_risk=_unique(sayings["not_at_risk"]),
    )


def _now(read: Mapping[str, Any], filler: Filler) -> Iterator[str]:
    """Each danger as it is now, in some frames."""
    for place, (now, *_) in enumerate(read["events"]):
        for frame in _turn(read["frames_now"], place, NOW_FRAMES):
            yield filler.fill(frame.format(now))


def _others(read: Mapping[str, Any], filler: Filler) -> Iterator[str]:
    """The same dangers when they are over, asked about, or only named."""
    for place, (_, *forms) in enumerate(read["events"]):
        for form, frames in zip(forms, ("frames_was", "frames_if", "frames_name"), strict=True):
            for frame in _turn(read[frames], place, CALM_FRAMES):
                yield filler.fill(frame.format(form))


def _turn(frames: Sequence[str], place: int, many: int) -> list[str]:
    """`many` of the frames, others at each place."""
    return [frames[(place * many + turn) % len(frames)] for turn in range(many)]


def _unique(texts: Sequence[str] | Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
