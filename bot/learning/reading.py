"""In which order a pack is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


def next_to_read(excerpts: Sequence[str], last_read: Mapping[str, datetime]) -> str:
    """The first excerpt that was never read, or else the one read longest ago."""
    unread = (excerpt for excerpt in excerpts if excerpt not in last_read)
    return next(unread, None) or min(excerpts, key=lambda excerpt: last_read[excerpt])


def following(excerpts: Sequence[str], current: str, last_read: Mapping[str, datetime]) -> str:
    """The next unread excerpt after `current`, going round; if all were read, simply the next one."""
    place = excerpts.index(current) if current in excerpts else -1
    onward = [*excerpts[place + 1 :], *excerpts[: max(place, 0)]] or [current]
    return next((excerpt for excerpt in onward if excerpt not in last_read), onward[0])
