"""What becomes of a nudge or of a kept reply after it was tried. Pure: a result and a time in, a decision out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.delivery.messenger import Failed, Fate, Sent
from bot.learning.schedule import when
from bot.routes import Shift
from storage.nudges import NudgeRow, State

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

RETRY_UNKNOWN = timedelta(minutes=5)
RETRY_NOT_SENT = timedelta(seconds=30)
MOST_TRIES = 3  # the first one, and at most two more when nobody knows whether it arrived
LONGEST_BACKOFF = timedelta(hours=1)


@dataclass(frozen=True)
class Verdict:
    """What becomes of a nudge. `send_at` is when to try again; `unknown` says that it may have arrived."""

    state: State
    send_at: datetime | None = None
    unknown: bool = False


def verdict(result: Sent | Failed, nudge: NudgeRow, now: datetime) -> Verdict:
    """What becomes of a nudge after a try."""
    if isinstance(result, Sent):
        return Verdict(State.SENT)
    if result.retry_after is not None:
        return Verdict(State.DUE, now + timedelta(seconds=result.retry_after))
    if result.fate is Fate.NOT_SENT:
        # The longer it could not be sent, the longer it waits: a quarter of its age, within limits.
        wait = min(max(RETRY_NOT_SENT, (now - nudge.due_at) / 4), LONGEST_BACKOFF)
        return Verdict(State.DUE, now + wait)
    if result.fate is Fate.UNKNOWN and nudge.tries + 1 < MOST_TRIES:
        return Verdict(State.DUE, now + RETRY_UNKNOWN, unknown=True)
    return Verdict(State.UNKNOWN, unknown=True) if result.fate is Fate.UNKNOWN else Verdict(State.LAPSED)


def too_soon_or_late(nudge: NudgeRow, now: datetime, zone: ZoneInfo) -> Verdict | None:
    """What becomes of a nudge whose hour is over: it waits for the quiet hours, or lapses. None: send it."""
    at = when(nudge.due_at, now, Shift(nudge.shift), zone)
    if at is None:
        return Verdict(State.LAPSED)
    return Verdict(State.DUE, at) if at > now else None


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
    return min(RETRY_NOT_SENT * (1 << min(tries, 10)), LONGEST_BACKOFF)
