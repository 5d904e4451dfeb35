"""What becomes of a nudge or of a kept reply after it was tried. A result and a time in, a decision out."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.delivery.messenger import Failed, Fate, Sent
from bot.handlers.nudges import counts
from bot.learning.schedule import APART, LATE_AFTER, LIVE_FOR, outside_quiet, when
from bot.routes import Shift
from storage.nudges import GIVE_WAY, Kind, Marked, NudgeRow, State

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

RETRY_UNKNOWN = timedelta(minutes=5)
RETRY_NOT_SENT = timedelta(seconds=30)
MOST_TRIES = 3  # the first one, and at most two more when nobody knows whether it arrived
LONGEST_BACKOFF = timedelta(hours=1)


def verdict(result: Sent | Failed, nudge: NudgeRow, now: datetime, place: str) -> Marked:
    """What becomes of a nudge after a try; `place` is what the person has before her if it was sent."""
    if isinstance(result, Sent):
        return Marked(nudge, State.SENT, place=place, sent_at=now, counts=counts(nudge))
    if result.retry_after is not None:
        return Marked(nudge, State.DUE, now + timedelta(seconds=result.retry_after))
    if result.fate is Fate.NOT_SENT:
        # The longer it could not be sent, the longer it waits: a quarter of its age, within limits.
        wait = min(max(RETRY_NOT_SENT, (now - nudge.due_at) / 4), LONGEST_BACKOFF)
        return Marked(nudge, State.DUE, now + spread(wait))
    if result.fate is not Fate.UNKNOWN:
        return Marked(nudge, State.LAPSED)
    if nudge.tries + 1 < MOST_TRIES:
        return Marked(nudge, State.DUE, now + RETRY_UNKNOWN, unknown=True)
    return Marked(nudge, State.UNKNOWN, unknown=True)


def too_soon_or_late(nudge: NudgeRow, now: datetime, zone: ZoneInfo) -> Marked | None:
    """What becomes of a nudge that may not go now. None: send it.

    It waits for the end of a live exchange, until an hour after the last nudge, and, if it is late, for the end
    of the quiet hours; or it lapses.
    """
    shift = Shift(nudge.shift)
    at = when(nudge.due_at, now, shift, zone)
    if at is None or _is_overtaken(nudge):
        return Marked(nudge, State.LAPSED)
    if nudge.kind == Kind.REHEARSAL:
        at = max(at, outside_quiet(now, shift, zone))  # nobody chose its hour
    if nudge.active_at is not None:
        # Also where somebody's clock was set back: an exchange that is yet to come is none.
        at = max(at, min(nudge.active_at, now) + LIVE_FOR)
    if nudge.pushed_at is not None:
        at = max(at, min(nudge.pushed_at, now) + APART)
    return Marked(nudge, State.DUE, at) if at > now else None


def _is_overtaken(nudge: NudgeRow) -> bool:
    """Whether it makes way for another, sent when this one was late already."""
    late_from = nudge.due_at + LATE_AFTER
    return nudge.kind in GIVE_WAY and nudge.pushed_at is not None and nudge.pushed_at > late_from


def spread(wait: timedelta) -> timedelta:
    """A wait with up to a quarter more, so that not all who failed together come back together."""
    return wait * random.uniform(1, 1.25)  # noqa: S311 - jitter, not a secret


def backoff(result: Failed, tries: int) -> timedelta | None:
    """How long a kept reply waits after `tries` tries and one more; None: it is given up.

    As long as Telegram says, else twice as long each time. What may have arrived is tried three times at most.
    """
    if result.fate not in {Fate.NOT_SENT, Fate.UNKNOWN}:
        return None
    if result.fate is Fate.UNKNOWN and tries + 1 >= MOST_TRIES:
        return None
    if result.retry_after is not None:
        return timedelta(seconds=result.retry_after)
    return spread(min(RETRY_NOT_SENT * (1 << min(tries, 10)), LONGEST_BACKOFF))
